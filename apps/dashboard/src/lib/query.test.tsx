import { makeClaim } from '@ofrecord/core/test/story'
import { render, screen, waitFor } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { QueryClientProvider } from '@tanstack/solid-query'
import { createSignal, For } from 'solid-js'
import { expect, test } from 'vitest'
import { createServer } from '../../test/server.ts'
import { Loaded } from '../ui/loaded.tsx'
import { api, pathOf } from './api.ts'
import { problemOf } from './problem.ts'
import { createTrpcMutation } from './mutation.ts'
import { createTrpcQuery, queryClient, refresh } from './query.ts'

const server = createServer()

const [draftId, setDraftId] = createSignal('')

const saveDraft = async (name: string): Promise<string> => {
  server.signIn('ines')
  const saved = await api.claims.drafts.save.mutate({ draftId: null, version: null, step: 'contacts', input: { name } })
  return saved.draftId
}

const DraftName = () => {
  const draft = createTrpcQuery(api.claims.drafts.get, () => ({ draftId: draftId() }))
  const save = createTrpcMutation(api.claims.drafts.save)
  const finish = createTrpcMutation(api.claims.drafts.finish)
  return (
    <Loaded query={draft} what="the draft">
      {(shown) => (
        <>
          <h1>{shown().input.name}</h1>
          <button
            type="button"
            onClick={() =>
              save.mutate({ draftId: draftId(), version: shown().version, step: 'contacts', input: { name: 'Pilot' } })
            }
          >
            Rename
          </button>
          <button type="button" onClick={() => finish.mutate({ draftId: draftId(), version: shown().version })}>
            Create
          </button>
          <p>{finish.error ? problemOf(finish.error).message : ''}</p>
        </>
      )}
    </Loaded>
  )
}

const renderDraft = async (): Promise<void> => {
  setDraftId(await saveDraft('Meetings pilot'))
  render(() => (
    <QueryClientProvider client={queryClient}>
      <DraftName />
    </QueryClientProvider>
  ))
}

test('a query asks again when its input changes', async () => {
  await renderDraft()
  expect(await screen.findByRole('heading')).toHaveTextContent('Meetings pilot')
  setDraftId(await saveDraft('Telephony for branches'))
  await waitFor(() => expect(screen.getByRole('heading')).toHaveTextContent('Telephony for branches'))
})

test('after a mutation what is shown of its room is asked again', async () => {
  await renderDraft()
  await userEvent.click(await screen.findByRole('button', { name: 'Rename' }))
  await waitFor(() => expect(screen.getByRole('heading')).toHaveTextContent('Pilot'))
})

test('a refusal keeps its sentence, its code and its field (B.0.3)', async () => {
  await renderDraft()
  await userEvent.click(await screen.findByRole('button', { name: 'Create' }))
  expect(await screen.findByText('Choose a solution area.')).toBeVisible()
  const empty = await saveDraft('')
  const refused = await api.claims.drafts.finish.mutate({ draftId: empty, version: 1 }).catch(problemOf)
  expect(refused).toMatchObject({ code: 'AREA_REQUIRED', field: 'areaCode', ruleId: 'CLM-R2' })
})

test('a record that is not there says so without an error', async () => {
  await renderDraft()
  setDraftId('018f2a3b-1111-7000-8000-000000000000')
  expect(await screen.findByRole('heading', { name: 'Nothing is here' })).toBeVisible()
  expect(screen.queryByRole('alert')).not.toBeInTheDocument()
})

test('every call carries the header that no other site can send, and the reader’s language', async () => {
  await saveDraft('Pilot')
  expect(server.requests[0]?.headers.get('x-ofrecord')).toBe('1')
  expect(server.requests[0]?.headers.get('accept-language')).toBe('en')
})

test('a procedure knows its own name', () => {
  expect(pathOf(api.claims.get)).toEqual(['claims', 'get'])
  expect(pathOf(api.claims)).toEqual(['claims'])
})

const ClaimNames = () => {
  const claims = createTrpcQuery(api.claims.list, () => ({}))
  return (
    <Loaded query={claims} what="claims">
      {(page) => <For each={page().rows}>{(row) => <a href="#claim">{row.name}</a>}</For>}
    </Loaded>
  )
}

test('a list that is asked again keeps its rows, and with them the focus', async () => {
  server.signIn('ines')
  await makeClaim(server.world, { name: 'Meetings pilot' })
  render(() => (
    <QueryClientProvider client={queryClient}>
      <ClaimNames />
    </QueryClientProvider>
  ))
  const row = await screen.findByRole('link', { name: 'Meetings pilot' })
  row.focus()
  await makeClaim(server.world, { name: 'Another', items: [{ code: 'SITE', subscription: '' }] })
  await refresh(api.claims)
  expect(await screen.findByRole('link', { name: 'Another' })).toBeVisible()
  expect(row).toHaveFocus()
})

const Awaited = () => {
  const people = createTrpcQuery(api.people.awaiting, () => ({}))
  return (
    <Loaded query={people} what="people">
      {(page) => <For each={page().rows}>{(row) => <a href="#person">{row.email}</a>}</For>}
    </Loaded>
  )
}

test('a row never becomes that of somebody else, whatever its id is called: the dialog that it opened goes on about the same one', async () => {
  const gwen = await server.world.as('gwen')
  const [{ id: locationId }] = (await server.world.rows(`select id from location where name = 'Leeds'`)) as [
    { id: string },
  ]
  const invited = await gwen.people.inviteMany({
    key: crypto.randomUUID(),
    text: 'ada@kestrel.example, ben@kestrel.example',
    locationId,
    language: 'en',
  })
  expect(invited.invited).toBe(2)
  server.signIn('gwen')
  render(() => (
    <QueryClientProvider client={queryClient}>
      <Awaited />
    </QueryClientProvider>
  ))
  const ben = await screen.findByRole('link', { name: 'ben@kestrel.example' })
  const ada = await screen.findByRole('link', { name: 'ada@kestrel.example' })
  const { rows } = await gwen.people.awaiting({})
  await gwen.people.remove({ affiliationId: rows.find(({ email }) => email.startsWith('ada'))!.affiliationId })
  await refresh(api.people)
  await expect.poll(() => ada.isConnected).toBe(false)
  expect(ben).toBeVisible()
  expect(ben).toHaveTextContent('ben@kestrel.example')
})
