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

/** Two tokens of a directory, in an answer that is more than its rows. */
const Tokens = () => {
  const directory = createTrpcQuery(api.directory.get)
  return (
    <Loaded query={directory} what="tokens">
      {(known) => <For each={known().tokens}>{(token) => <a href="#token">{token.name}</a>}</For>}
    </Loaded>
  )
}

test('nor does a row of a list within an answer', async () => {
  const gwen = await server.world.as('gwen')
  const [{ id: locationId }] = (await server.world.rows(`select id from location where name = 'Leeds'`)) as [
    { id: string },
  ]
  const { tokenId } = await gwen.directory.makeToken({ name: 'First', locationId })
  await gwen.directory.makeToken({ name: 'Second', locationId })
  server.signIn('gwen')
  render(() => (
    <QueryClientProvider client={queryClient}>
      <Tokens />
    </QueryClientProvider>
  ))
  const [first, second] = [
    await screen.findByRole('link', { name: 'First' }),
    await screen.findByRole('link', { name: 'Second' }),
  ]
  await gwen.directory.revokeToken({ tokenId })
  await refresh(api.directory)
  await expect.poll(() => screen.getAllByRole('link')).toHaveLength(1)
  expect(first).not.toBeInTheDocument()
  expect(second).toHaveTextContent('Second')
  expect(second).toBeVisible()
})

const Excluded = () => {
  const exclusions = createTrpcQuery(api.review.exclusions.list, () => ({}))
  return (
    <Loaded query={exclusions} what="exclusions">
      {(page) => <For each={page().rows}>{(row) => <a href="#exclusion">{row.organizationName}</a>}</For>}
    </Loaded>
  )
}

test('nor does one that takes two ids to be known by', async () => {
  const lead = await server.world.as('liam')
  const [rosa] = await server.world.rows<{ id: string }>(
    `select p.id from person p join role_assignment r on r.person_id = p.id where r.role = 'reviewer' limit 1`,
  )
  const organisations = await server.world.rows<{ id: string; name: string }>(
    `select id, name from organization order by name limit 3`,
  )
  for (const { id: organizationId } of organisations)
    await lead.review.exclusions.add({ personId: rosa!.id, organizationId, reason: 'Worked there.' })
  server.signIn('liam')
  render(() => (
    <QueryClientProvider client={queryClient}>
      <Excluded />
    </QueryClientProvider>
  ))
  const [first, second] = organisations as [{ id: string; name: string }, { id: string; name: string }]
  const stays = await screen.findByRole('link', { name: second.name })
  await lead.review.exclusions.remove({ personId: rosa!.id, organizationId: first.id })
  await refresh(api.review)
  await expect.poll(() => screen.getAllByRole('link')).toHaveLength(2)
  expect(stays).toHaveTextContent(second.name)
  expect(stays).toBeVisible()
})
