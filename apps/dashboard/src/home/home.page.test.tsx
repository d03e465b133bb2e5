import { acceptedMerge, executeMerge, inviteTidewater } from '@ofrecord/core/test/merging'
import { addEvidence, makeClaim, submitClaim, takeClaim } from '@ofrecord/core/test/story'
import { openedTicket } from '@ofrecord/core/test/tickets'
import { screen, waitFor, within } from '@solidjs/testing-library'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { queryClient } from '../lib/query.ts'
import { createServer } from '../../test/server.ts'

const server = createServer()

test('what waits on a partner is a list of things to do, and the figure counts every claim', async () => {
  const { claimId } = await makeClaim(server.world)
  const ines = await server.world.as('ines')
  const input = { domain: 'nordmark.example' }
  const { draftId } = await ines.claims.drafts.save({ draftId: null, version: null, step: 'items', input })
  openPage(server, '/', 'ines')
  expect(await screen.findByText('2 things wait on you.')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Add documents Mail and meetings for Orchard' })).toHaveAttribute(
    'href',
    `/claims/${claimId}`,
  )
  expect(screen.getByRole('link', { name: 'Continue nordmark.example' })).toHaveAttribute(
    'href',
    `/claims/unfinished/${draftId}/items`,
  )
  const figure = await screen.findByRole('table', { name: 'Claims by status' })
  expect(within(figure).getByRole('row', { name: 'Draft 1' })).toBeVisible()
  expect(within(figure).getByRole('link', { name: 'Draft' })).toHaveAttribute('href', '/claims?status=draft')
})

test('a partner on whom nothing waits still sees what moved', async () => {
  const claim = await makeClaim(server.world)
  await addEvidence(server.world, claim.claimId)
  await submitClaim(server.world, claim)
  openPage(server, '/', 'ines')
  expect(await screen.findByRole('heading', { name: 'Nothing waits on you' })).toBeVisible()
  const recent = await screen.findByRole('region', { name: /^Last changes/ })
  expect(recent).toHaveTextContent('Mail and meetings for Orchard')
  expect(recent).toHaveTextContent('Submitted')
})

test('where nobody has made a claim there is no figure of noughts', async () => {
  openPage(server, '/', 'gwen')
  expect(await screen.findByRole('heading', { level: 1, name: 'What needs you' })).toBeVisible()
  await waitFor(() => expect(queryClient.isFetching()).toBe(0))
  expect(screen.queryByRole('complementary')).toBeNull()
})

test('a reviewer sees what they have taken, what waits longest and how much there is', async () => {
  const taken = await makeClaim(server.world)
  await addEvidence(server.world, taken.claimId)
  await submitClaim(server.world, taken)
  await takeClaim(server.world, taken)
  const waiting = await makeClaim(server.world, {
    name: 'Sites for Orchard',
    items: [{ code: 'SITE', subscription: '' }],
  })
  await addEvidence(server.world, waiting.claimId)
  await submitClaim(server.world, waiting)
  openPage(server, '/', 'rosa')
  expect(await screen.findByText('2 claims wait for a decision.')).toBeVisible()
  expect(await screen.findByRole('link', { name: 'Decide Mail and meetings for Orchard' })).toHaveAttribute(
    'href',
    `/review/${taken.claimId}`,
  )
  expect(screen.getByRole('region', { name: /^Waiting longest/ })).toHaveTextContent('Sites for Orchard')
  const figure = screen.getByRole('table', { name: 'The queue in numbers' })
  expect(within(figure).getByRole('row', { name: 'Taken by you 1' })).toBeVisible()
})

test('people without claims see their locations and roles instead of an empty page', async () => {
  openPage(server, '/', 'luca')
  expect(await screen.findByRole('region', { name: /^Your locations/ })).toHaveTextContent('Milan')
  expect(screen.getByText('Location administrator')).toBeVisible()
  expect(screen.queryByText('Bristol')).not.toBeInTheDocument()
})

test('a role that nothing waits on is told where its work is', async () => {
  openPage(server, '/', 'petra')
  const places = await screen.findByRole('region', { name: 'Where your work is' })
  expect(within(places).getByRole('link', { name: 'Settings' })).toHaveAttribute('href', '/settings')
  await waitFor(() => expect(screen.getAllByText('Programme administrator').length).toBeGreaterThan(0))
})

test('the service desk is told what waits in each of its lists', async () => {
  await openedTicket(server.world)
  openPage(server, '/', 'sam')
  expect(await screen.findByText('One thing waits on you.')).toBeVisible()
  expect(screen.getByText('1 ticket waits for the desk.')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Look Tickets to answer' })).toHaveAttribute(
    'href',
    '/desk/tickets?state=open',
  )
})

test('a desk with empty lists says that nothing waits', async () => {
  openPage(server, '/', 'petra')
  expect(await screen.findByText('Nothing waits on you.')).toBeVisible()
})

test('B.21: home tells who answers a merge, who carries it out, and of roles that came with it', async () => {
  await inviteTidewater(server.world)
  const asked = openPage(server, '/', 'june')
  expect(await screen.findByText(/asks to take your organisation in. You alone can answer.$/)).toBeVisible()
  expect(screen.getByRole('link', { name: /^Answer Kestrel Consulting Group takes in Tidewater/ })).toBeVisible()
  asked.unmount()
  const others = openPage(server, '/', 'tara')
  await screen.findByRole('heading', { name: /What needs you|Nothing waits on you/ })
  await waitFor(() => expect(queryClient.isFetching()).toBe(0))
  expect(screen.queryByText(/asks to take your organisation in/)).toBeNull()
  others.unmount()
})

test('MRG-R2, HIE-R8: an accepted merge, roles held back and a location that failed stand on home of the administrator', async () => {
  const { world } = server
  const mergeId = await acceptedMerge(world)
  const accepted = openPage(server, '/', 'gwen')
  expect(await screen.findByText(/accepted. Carry the merge out, or take it back.$/)).toBeVisible()
  accepted.unmount()
  await executeMerge(world, mergeId)
  await world.rows(
    `update location set status = 'verification_failed', verification_reason = 'address_unknown' where name = 'Leeds'`,
  )
  openPage(server, '/', 'gwen')
  expect(await screen.findByText(/came with a merge and opens? nothing yet.$/)).toBeVisible()
  expect(screen.getByRole('link', { name: 'Correct Leeds' })).toBeVisible()
})

test('MRG-R9: tax data that came with a merger waits at home, and is confirmed where the line leads', async () => {
  await executeMerge(server.world, await acceptedMerge(server.world))
  const page = openPage(server, '/', 'gwen')
  expect(await screen.findByRole('link', { name: 'Tax data to confirm' })).toHaveAttribute('href', '/memberships/tax')
  page.unmount()
  openPage(server, '/memberships/tax', 'gwen')
  const list = await screen.findByRole('list', { name: 'To confirm after a merger' })
  const all = within(list).getAllByRole('listitem').length
  within(list).getAllByRole('button', { name: 'Confirm' })[0]!.click()
  await waitFor(() => expect(within(list).getAllByRole('button', { name: 'Confirm' })).toHaveLength(all - 1))
})

test('a role that opens no page says so, and shows whom to ask and one’s own pages', async () => {
  openPage(server, '/', 'oda')
  expect(await screen.findByRole('heading', { name: 'Your role opens no page yet' })).toBeVisible()
  expect(screen.getByText(/^Operations agents look after order PINs/)).toBeVisible()
  const granters = await screen.findByRole('region', { name: 'Who can give you a role' })
  expect(await within(granters).findByText('petra.programme@halcyon.example')).toBeVisible()
  const account = screen.getByRole('region', { name: 'Account' })
  expect(within(account).getByRole('link', { name: 'Letters' })).toHaveAttribute('href', '/account/letters')
})
