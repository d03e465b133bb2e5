import { locationId } from '@ofrecord/core/test/access'
import { refer } from '@ofrecord/core/test/competence'
import { screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, test, vi } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

// Screens tell what is too soon by the browser's clock, which stands where the world's does.
const stand = (at: Date): void => {
  server.world.at(at)
  vi.useFakeTimers({ now: at, toFake: ['Date'] })
}
afterEach(() => {
  vi.useRealTimers()
})

const day = 86_400_000
const daysOn = (days: number): Date => new Date(server.world.now().getTime() + days * day)

const whole = async (changes: object = {}) => ({
  locationId: await locationId(server.world, 'Leeds'),
  company: 'Orchard Foods',
  contactName: 'Nora Lind',
  contactTitle: 'Head of IT',
  contactEmail: 'nora@orchardfoods.example',
  projectTitle: 'Mail for everybody',
  description: 'Moved 400 mailboxes within a weekend.',
  startedOn: '2026-03-02',
  endedOn: '2026-08-28',
  competencies: ['messaging'],
  outcome: 'One address book for six factories.',
  ...changes,
})

const draft = async (changes: object = {}) => {
  const gwen = await server.world.as('gwen')
  return gwen.references.create(await whole(changes))
}

const sent = async (changes: object = {}) => {
  const { referenceId, version } = await draft(changes)
  await (await server.world.as('gwen')).references.send({ referenceId, version })
  return referenceId
}

const rowOf = async (company: string): Promise<HTMLElement> =>
  (await screen.findByRole('link', { name: company })).closest('tr')!

test('without references the list says how to begin', async () => {
  openPage(server, '/references', 'gwen')
  expect(await screen.findByText('No references yet')).toBeVisible()
  const [, begin] = await screen.findAllByRole('link', { name: /New reference/ })
  expect(begin).toHaveAttribute('href', '/references/new')
})

test('B.5.2: the list narrows by state and by what is assigned nowhere, in the address and in its export', async () => {
  await draft({ company: 'Still a draft' })
  await sent()
  await refer(server.world, { assigned: false })
  const { history } = openPage(server, '/references?unassigned=yes', 'gwen')
  const table = await screen.findByRole('table', { name: 'Customer references' })
  expect(within(table).getAllByRole('rowheader')).toHaveLength(1)
  expect(within(table).getByText('Approved, not assigned')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: /^Export/ }))
  const dialog = await screen.findByRole('dialog')
  expect(await within(dialog).findByText(/has 1 row/)).toBeVisible()
  expect(
    within(dialog)
      .getByRole('link', { name: /Download/ })
      .getAttribute('href'),
  ).toContain(encodeURIComponent('"unassigned":true'))
  await userEvent.keyboard('{Escape}')
  await userEvent.click(screen.getByRole('button', { name: 'Remove filter: Assignment is' }))
  await waitFor(() => expect(within(table).getAllByRole('rowheader')).toHaveLength(3))
  expect(history.get()).not.toContain('unassigned')
})

test('I17: whoever pages on is told what changed above, and goes back to the top by one press', async () => {
  for (let made = 0; made < 27; made++) {
    await draft({ company: `Company ${made}` })
    server.world.at(new Date(server.world.now().getTime() + 1000))
  }
  const { history } = openPage(server, '/references?size=25', 'gwen')
  await rowOf('Company 26')
  await server.world.rows(
    `update customer_reference set state_at = state_at + interval '1 day' where company = 'Company 1'`,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Older' }))
  expect(await screen.findByText(/^One reference changed after you opened this list/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Show the list from the top' }))
  await rowOf('Company 1')
  expect(history.get()).not.toContain('after')
})

test('REF-R6, 81: on day 6 sending again is greyed with its date; on day 7 it goes out', async () => {
  await sent()
  stand(daysOn(6))
  const { unmount } = openPage(server, '/references', 'gwen')
  const open = async (): Promise<HTMLElement> => {
    await userEvent.click(within(await rowOf('Orchard Foods')).getByRole('button', { name: /^Actions for/ }))
    return within(await screen.findByRole('menu')).findByRole('menuitem', { name: /^Send again/ })
  }
  const item = await open()
  await waitFor(() => expect(item).toHaveAttribute('aria-disabled', 'true'))
  expect(item).toHaveTextContent('Possible from tomorrow, 09:00. It was last sent on Mon 2 Nov.')
  unmount()
  stand(daysOn(1))
  openPage(server, '/references', 'gwen')
  await userEvent.click(await open())
  const dialog = await screen.findByRole('dialog', { name: 'Send it to Nora Lind again?' })
  await userEvent.click(within(dialog).getByRole('button', { name: 'Send again' }))
  expect(await screen.findByText('Sent to Nora Lind again')).toBeVisible()
})

test('REF-R6: what the server refuses meanwhile is told in the dialog, with the date', async () => {
  const referenceId = await sent()
  stand(daysOn(7))
  openPage(server, '/references', 'gwen')
  await userEvent.click(within(await rowOf('Orchard Foods')).getByRole('button', { name: /^Actions for/ }))
  await userEvent.click(within(await screen.findByRole('menu')).getByRole('menuitem', { name: 'Send again' }))
  const dialog = await screen.findByRole('dialog')
  await (await server.world.as('gwen')).references.resend({ referenceId })
  await userEvent.click(within(dialog).getByRole('button', { name: 'Send again' }))
  expect(await within(dialog).findByRole('alert')).toHaveTextContent(/It can be sent again from Monday, November 16/)
})

test('REF-R5: assigning says what it changes, and the row tells where it counts', async () => {
  await refer(server.world, { at: 'leeds', competency: 'messaging', assigned: true })
  openPage(server, '/references', 'gwen')
  const row = await rowOf('Orchard Foods')
  expect(row).toHaveTextContent('Leeds')
  await userEvent.click(within(row).getByRole('button', { name: /^Actions for/ }))
  await userEvent.click(within(screen.getByRole('menu')).getByRole('menuitem', { name: 'Assign elsewhere' }))
  const dialog = await screen.findByRole('dialog', { name: 'Where does Mail count?' })
  await userEvent.selectOptions(
    within(dialog).getByRole('combobox', { name: 'Location' }),
    await within(dialog).findByRole('option', { name: /^Cologne/ }),
  )
  expect(
    within(dialog).getByText(/^It counts for .+ at Cologne until 1 Jun 2028, and for nothing else\./),
  ).toHaveTextContent(/It stops counting for .+ at Leeds\.$/)
  await userEvent.click(within(dialog).getByRole('button', { name: 'Assign' }))
  expect(await screen.findByText(/^Mail counts for .+ at Cologne$/)).toBeVisible()
  await waitFor(async () => expect(await rowOf('Orchard Foods')).toHaveTextContent('Cologne'))
})

test('a location administrator reads the references of their locations and nobody else’s; Mina reads none', async () => {
  await sent()
  await sent({ company: 'Westmere College', locationId: await locationId(server.world, 'Milan') })
  const { unmount } = openPage(server, '/references', 'luca')
  expect(await screen.findByRole('link', { name: 'Westmere College' })).toBeVisible()
  expect(screen.queryByRole('link', { name: 'Orchard Foods' })).not.toBeInTheDocument()
  unmount()
  openPage(server, '/references', 'mina')
  expect(await screen.findByRole('heading', { name: 'Nothing is here' })).toBeVisible()
})
