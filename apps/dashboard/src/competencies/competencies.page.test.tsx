import { recount } from '@ofrecord/core/competencies/recounting'
import { system } from '@ofrecord/core/kernel/actor'
import { inTransaction } from '@ofrecord/core/kernel/transaction'
import { meetSilver, refer } from '@ofrecord/core/test/competence'
import { organisationId, placeOf } from '@ofrecord/core/test/people'
import { screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

// The pages count days from now on, as the world does.
beforeEach(() => {
  vi.useFakeTimers({ now: server.world.now(), toFake: ['Date'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const count = async (): Promise<void> => {
  const { orm } = server.world
  const id = await organisationId(server.world, 'Kestrel')
  await inTransaction(orm, system('test'), (call) =>
    recount(call, id, { at: call.now, type: 'competencies.nightly', eventId: null }),
  )
}

/** Silver of Messaging at Leeds as it is held by a fee, until the first of September. */
const hold = async (): Promise<string> => {
  await count()
  const [row] = await server.world.rows<{ id: string }>(
    `update competency_enrollment set state = 'active_earned', renews_on = '2027-09-01', paid_through = '2027-09-01'
     where state = 'qualified' returning id`,
  )
  await count()
  return row?.id ?? ''
}

const nextDay = (): string => new Date(server.world.now().getTime() + 86_400_000).toISOString()

test('C84: the summary says what is at risk in amber, and a row opens to what is lost and the button that closes the gap', async () => {
  const [lost] = await meetSilver(server.world)
  await hold()
  await server.world.rows('alter table customer_reference disable trigger user')
  await server.world.rows(`update customer_reference set expires_at = $1, company = 'Sunder Marine' where id = $2`, [
    nextDay(),
    lost,
  ])
  await refer(server.world, { assigned: false })
  await count()
  const { history } = openPage(server, '/competencies?location=', 'gwen')
  const table = await screen.findByRole('table', { name: 'Competencies of Kestrel Consulting Group' })
  const row = within(table).getByRole('row', { name: /^Messaging/ })
  expect(row).toHaveTextContent('Active')
  // Two people and three references are met, and the fee is paid.
  expect(row).toHaveTextContent('3 of 3')
  expect(within(row).getByText('At risk: 1 reference expires')).toHaveClass('risk')
  expect(screen.getByText(/1 of them at risk/)).toBeVisible()

  await userEvent.click(within(row).getByRole('button', { name: 'Requirements of Messaging, Leeds' }))
  expect(await screen.findByText('2 of 3 remain on the anniversary.', { exact: false })).toHaveTextContent(
    'Sunder Marine expires tomorrow.',
  )
  expect(screen.getByRole('img', { name: '3 of 3, 1 until before the anniversary only' })).toBeVisible()
  expect(history.get()).toContain('open=')

  await userEvent.click(screen.getByRole('button', { name: 'Assign Orchard Foods' }))
  expect(await screen.findByText('Orchard Foods counts for Messaging now')).toBeVisible()
  expect(await screen.findByRole('img', { name: '4 of 3' })).toBeVisible()
})

test('names of the catalogue are read out in its language, whatever the page speaks', async () => {
  await meetSilver(server.world)
  await hold()
  openPage(server, '/competencies', 'gwen')
  const link = await screen.findByRole('link', { name: 'Messaging' })
  expect(within(link).getByText('Messaging')).toHaveAttribute('lang', 'en')
})

test('filters stand in the address, and say when they leave nothing', async () => {
  await meetSilver(server.world)
  await hold()
  const { history } = openPage(server, '/competencies?level=gold', 'gwen')
  expect(await screen.findByRole('heading', { name: 'No competency matches these filters' })).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Remove filter: Level is' }))
  expect(await screen.findByRole('link', { name: 'Messaging' })).toBeVisible()
  expect(history.get()).not.toContain('level')
})

test('CP-R8: somebody who counts for gold is reserved for it, and given back to the matching', async () => {
  await meetSilver(server.world)
  const enrollmentId = await hold()
  openPage(server, `/competencies/${enrollmentId}`, 'gwen')
  await screen.findByRole('heading', { name: /^Messaging/ })
  const gold = await screen.findByRole('region', { name: /^Gold/ })
  await userEvent.click(within(gold).getAllByText(/^Everything that counts/)[0]!)
  await userEvent.click(within(gold).getByRole('button', { name: 'Reserve Mina Okafor' }))
  expect(await screen.findByText('Mina Okafor is reserved for this competency')).toBeVisible()
  expect(await server.world.rows('select competency from person_pin')).toEqual([{ competency: 'messaging' }])
  await userEvent.click(await within(gold).findByRole('button', { name: 'Release Mina Okafor' }))
  await waitFor(async () => expect(await server.world.rows('select from person_pin')).toEqual([]))
})

test('B.16.4: withdrawing says until when the benefits run, and then it is so', async () => {
  await meetSilver(server.world)
  const enrollmentId = await hold()
  openPage(server, `/competencies/${enrollmentId}`, 'gwen')
  await userEvent.click(await screen.findByRole('button', { name: 'Withdraw' }))
  const dialog = await screen.findByRole('dialog', { name: 'Withdraw Messaging at Leeds?' })
  expect(dialog).toHaveTextContent('Its benefits run until 1 Sept 2027.')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Withdraw' }))
  expect(await screen.findByText('Withdrawn. Its benefits run until 1 Sept 2027.')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Withdraw' })).not.toBeInTheDocument()
})

test('what a competency takes is shown where nobody has begun it, and becomes a goal from there', async () => {
  const leeds = await placeOf(server.world, 'leeds')
  openPage(server, `/competencies/requirements?competency=messaging&location=${leeds}`, 'gwen')
  expect(await screen.findByRole('heading', { name: 'Messaging, Leeds' })).toBeVisible()
  expect(screen.getAllByText('Nothing counts yet.').length).toBeGreaterThan(0)
  await userEvent.click(screen.getByRole('button', { name: 'Set as a goal' }))
  expect(await screen.findByText('Messaging is a goal of Leeds now')).toBeVisible()
})

test('a loss is supposed by a press, and who gets the link sees the level before and after', async () => {
  await meetSilver(server.world)
  await hold()
  const leeds = await placeOf(server.world, 'leeds')
  const { history, unmount } = openPage(server, `/competencies/simulate?competency=messaging&location=${leeds}`, 'gwen')
  await userEvent.click((await screen.findAllByRole('button', { name: 'Mina Okafor leaves' }))[0]!)
  const table = await screen.findByRole('table', { name: 'Before and after' })
  expect(within(table).getByRole('row', { name: /^Messaging Leeds/ })).toHaveTextContent(
    /Silver.*No level.*Silver is lost/,
  )
  const link = history.get()
  unmount()
  openPage(server, link, 'gwen')
  expect(await screen.findByRole('button', { name: 'Do not suppose: Mina Okafor leaves' })).toBeVisible()
})

test('the service desk grants a level ahead, with an end and a reason', async () => {
  const gwen = await server.world.as('gwen')
  await gwen.competencies.setGoal({ locationId: await placeOf(server.world, 'leeds'), competency: 'messaging' })
  openPage(server, '/desk/competencies?q=Kestrel', 'sam')
  await userEvent.click(
    await screen.findByRole('button', { name: 'Pre-approve Messaging of Kestrel Consulting Group' }),
  )
  const dialog = await screen.findByRole('dialog')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Pre-approve' }))
  expect(dialog).toHaveTextContent('Write why the level is granted ahead.')
  await userEvent.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'The exam is booked.')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Pre-approve' }))
  expect(await screen.findByText(/is pre-approved until 2 Feb 2027/)).toBeVisible()
})

test('B.16.4: the service desk grants a level where nobody works for it yet, by location and competency', async () => {
  const at = await placeOf(server.world, 'leeds')
  openPage(server, '/desk/competencies', 'sam')
  await userEvent.click(await screen.findByRole('button', { name: 'Pre-approve a competency' }))
  const dialog = await screen.findByRole('dialog')
  const grant = within(dialog).getByRole('button', { name: 'Pre-approve' })
  await userEvent.type(within(dialog).getByRole('textbox', { name: 'Reason' }), 'A tender closes in January.')
  await userEvent.click(grant)
  expect(dialog).toHaveTextContent('Choose a location from the list.')
  await userEvent.type(within(dialog).getByRole('combobox', { name: 'Location' }), 'leeds kestrel')
  await userEvent.click(await within(dialog).findByRole('option', { name: /^Kestrel Consulting Group, Leeds/ }))
  await userEvent.type(within(dialog).getByRole('combobox', { name: 'Competency' }), 'messag')
  await userEvent.click(await within(dialog).findByRole('option', { name: /^Messaging/ }))
  await userEvent.click(within(dialog).getByRole('radio', { name: 'Gold' }))
  await userEvent.click(grant)
  expect(await screen.findByText(/^Messaging of Kestrel Consulting Group is pre-approved until/)).toBeVisible()
  expect(await server.world.rows('select location_id as at, level, state from competency_enrollment')).toEqual([
    { at, level: 'gold', state: 'active_preapproved' },
  ])
})
