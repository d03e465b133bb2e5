import { render, screen, waitFor } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { QueryClientProvider } from '@tanstack/solid-query'
import { createSignal, For } from 'solid-js'
import { beforeEach, expect, test } from 'vitest'
import { createServer, ines } from '../../test/server.ts'
import { Loaded } from '../ui/loaded.tsx'
import { api, pathOf } from './api.ts'
import { problemOf } from './problem.ts'
import { createTrpcMutation, createTrpcQuery, queryClient, refresh } from './query.ts'

const context = { me: ines, renamed: [] as string[] }
const { requests } = createServer(context)

beforeEach(() => {
  queryClient.clear()
  context.renamed = []
})

const [number, setNumber] = createSignal(1_000_351)

const ClaimName = () => {
  const claim = createTrpcQuery(api.claims.get, () => ({ number: number() }))
  const rename = createTrpcMutation(api.claims.rename)
  return (
    <Loaded query={claim} what="the claim">
      {(shown) => (
        <>
          <h1>{shown().name} {shown().number}</h1>
          <button type="button" onClick={() => rename.mutate({ name: 'Pilot' })}>Rename</button>
          <button type="button" onClick={() => rename.mutate({ name: '' })}>Clear</button>
          <p>{rename.error ? problemOf(rename.error).message : ''}</p>
        </>
      )}
    </Loaded>
  )
}

const renderClaim = () => {
  setNumber(1_000_351)
  render(() => <QueryClientProvider client={queryClient}><ClaimName /></QueryClientProvider>)
}

test('a query asks again when its input changes', async () => {
  renderClaim()
  expect(await screen.findByRole('heading')).toHaveTextContent('Meetings pilot 1000351')
  setNumber(1_000_352)
  await waitFor(() => expect(screen.getByRole('heading')).toHaveTextContent('1000352'))
})

test('after a mutation what is shown of its room is asked again', async () => {
  renderClaim()
  await userEvent.click(await screen.findByRole('button', { name: 'Rename' }))
  await waitFor(() => expect(screen.getByRole('heading')).toHaveTextContent('Pilot 1000351'))
})

test('a refusal keeps its sentence, its code and its field (B.0.3)', async () => {
  renderClaim()
  await userEvent.click(await screen.findByRole('button', { name: 'Clear' }))
  expect(await screen.findByText('Give the claim a name.')).toBeVisible()
  const refused = await api.claims.rename.mutate({ name: '' }).catch(problemOf)
  expect(refused).toMatchObject({ code: 'NAME_REQUIRED', field: 'name', ruleId: 'CLM-V1' })
})

test('a record that is not there says so without an error', async () => {
  renderClaim()
  setNumber(1)
  expect(await screen.findByRole('heading', { name: 'Nothing is here' })).toBeVisible()
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

test('every call carries the header that no other site can send, and the reader’s language', async () => {
  await api.claims.rename.mutate({ name: 'Pilot' })
  expect(requests[0]?.headers.get('x-ofrecord')).toBe('1')
  expect(requests[0]?.headers.get('accept-language')).toBe('en')
})

test('a procedure knows its own name', () => {
  expect(pathOf(api.claims.get)).toEqual(['claims', 'get'])
  expect(pathOf(api.claims)).toEqual(['claims'])
})

const ClaimNames = () => {
  const claims = createTrpcQuery(api.claims.list)
  return <Loaded query={claims} what="claims">{(rows) => <For each={rows()}>{(row) => <a href="#claim">{row.name}</a>}</For>}</Loaded>
}

test('a list that is asked again keeps its rows, and with them the focus', async () => {
  render(() => <QueryClientProvider client={queryClient}><ClaimNames /></QueryClientProvider>)
  const row = await screen.findByRole('link', { name: 'Meetings pilot' })
  row.focus()
  context.renamed.push('Another')
  await refresh(api.claims)
  expect(await screen.findByRole('link', { name: 'Another' })).toBeVisible()
  expect(row).toHaveFocus()
})
