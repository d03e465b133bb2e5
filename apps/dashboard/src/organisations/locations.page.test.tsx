import { plantBranches } from '@ofrecord/core/test/tree'
import { createEvent, fireEvent, screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

const idOf = async (name: string): Promise<string> => {
  const [row] = await server.world.rows<{ id: string }>(`select id from location where name = $1`, [name])
  return row!.id
}

const findTree = () => screen.findByRole('treegrid', { name: 'Locations of Kestrel Consulting Group' })

const rowNames = (tree: HTMLElement): string[] =>
  within(tree)
    .getAllByRole('rowheader')
    .map((name) => name.textContent)

test('locations hang below their parent, with number, state and incentives; a member changes nothing', async () => {
  openPage(server, '/organisation/locations', 'mina')
  const tree = await findTree()
  const leeds = within(tree).getByRole('row', { name: /^Leeds 4410213/ })
  expect(leeds).toHaveAttribute(
    'aria-setsize',
    String(
      within(tree)
        .getAllByRole('row')
        .filter((row) => row.getAttribute('aria-level') === '2').length,
    ),
  )
  expect(leeds).toHaveAttribute('aria-level', '2')
  expect(leeds).toHaveTextContent('United Kingdom')
  expect(leeds).toHaveTextContent('Verified')
  expect(leeds).toHaveTextContent('Enrolled')
  expect(screen.queryByRole('link', { name: /New location/ })).toBeNull()
  expect(screen.queryByRole('button', { name: /What can be done/ })).toBeNull()
})

test('the tree is walked, closed and opened by arrows, with one row in the tab order', async () => {
  openPage(server, '/organisation/locations', 'gwen')
  const tree = await findTree()
  const rows = within(tree).getAllByRole('row').slice(1)
  expect(rows.filter((row) => row.tabIndex === 0)).toHaveLength(1)
  rows[0]!.focus()
  await userEvent.keyboard('{ArrowDown}')
  expect(rows[1]).toHaveFocus()
  await userEvent.keyboard('{ArrowLeft}{ArrowLeft}')
  expect(rows[0]).toHaveFocus()
  expect(rows[0]).toHaveAttribute('aria-expanded', 'false')
  expect(rowNames(tree)).toHaveLength(1)
  await userEvent.keyboard('{ArrowRight}')
  expect(rows[0]).toHaveAttribute('aria-expanded', 'true')
  await userEvent.keyboard('{End}')
  expect(within(tree).getAllByRole('row').at(-1)).toHaveFocus()
})

test('a search keeps what is above the found locations (PRI-R2)', async () => {
  openPage(server, '/organisation/locations?q=leed', 'gwen')
  const tree = await findTree()
  await within(tree).findByRole('row', { name: /^Leeds/ })
  expect(rowNames(tree).map((name) => name.split(' ')[0])).toEqual(['Bristol', 'Leeds'])
})

test('a move shows what it changes, wants a reason, and is carried out', async () => {
  openPage(server, `/organisation/locations?move=${await idOf('Milan')}&to=${await idOf('Leeds')}`, 'gwen')
  const panel = await screen.findByRole('region', { name: /^Move Milan/ })
  await within(panel).findByRole('table', { name: 'What this changes' })
  expect(within(panel).getByRole('combobox', { name: 'Move to' })).toHaveValue('Leeds')
  expect(within(panel).getByText(/You can move it back at any time/)).toBeVisible()
  await userEvent.click(within(panel).getByRole('button', { name: /^Move \d+ location/ }))
  expect(within(panel).getByText('Say why, in a sentence.')).toBeVisible()
  await userEvent.type(within(panel).getByRole('textbox', { name: 'Reason' }), 'Closer to its customers')
  await userEvent.click(within(panel).getByRole('button', { name: /^Move \d+ location/ }))
  expect(await screen.findByText('Milan was moved.')).toBeVisible()
  const tree = await findTree()
  await waitFor(() => expect(within(tree).getByRole('row', { name: /^Milan/ })).toHaveAttribute('aria-level', '3'))
})

test('a dragged location says on the row where it cannot go, and only another place opens the move (HIE-R10)', async () => {
  await server.world.rows(
    `insert into location (id, vendor_id, organization_id, number, name, legal_name, city, country, parent_id, is_headquarters, status)
     select gen_random_uuid(), vendor_id, organization_id, 9000000, 'Lodi', 'Lodi', 'Lodi', 'IT', id, false, 'verified' from location where name = 'Milan'`,
  )
  const { history } = openPage(server, '/organisation/locations', 'gwen')
  const tree = await findTree()
  for (;;) {
    const [closed] = within(tree).queryAllByRole('button', { name: /^Open what is below/ })
    if (!closed) break
    await userEvent.click(closed)
    await waitFor(() => expect(closed).toHaveAccessibleName(/^Close what is below/))
  }
  const row = (name: string) => within(tree).getByRole('row', { name: new RegExp(`^${name} \\d{7}`) })
  const over = (name: string): boolean => {
    const event = createEvent.dragOver(row(name))
    fireEvent(row(name), event)
    return event.defaultPrevented
  }
  fireEvent.dragStart(row('Milan').querySelector('.drag')!)
  expect(row('Milan')).toHaveTextContent('moves')
  expect([over('Milan'), over('Bristol'), over('Lodi')]).toEqual([false, false, false])
  expect(row('Bristol')).toHaveTextContent('it is there now')
  expect(row('Lodi')).toHaveTextContent('below Milan itself')
  fireEvent.drop(row('Lodi'))
  expect(history.get()).toBe('/organisation/locations')
  fireEvent.dragStart(row('Leeds').querySelector('.drag')!)
  expect(over('Cologne')).toBe(true)
  expect(row('Cologne')).toHaveClass('over')
  fireEvent.dragEnd(row('Leeds').querySelector('.drag')!)
  expect(row('Cologne')).not.toHaveClass('over')
  fireEvent.dragStart(row('Leeds').querySelector('.drag')!)
  over('Cologne')
  fireEvent.drop(row('Cologne'))
  const moved = `/organisation/locations?move=${await idOf('Leeds')}&to=${await idOf('Cologne')}`
  const asked = () => server.requests.filter(({ url }) => url.includes('hierarchy.tree?')).length
  const before = asked()
  await waitFor(() => expect(history.get()).toBe(moved))
  await screen.findByRole('region', { name: /^Move Leeds/ })
  expect([before > 0, asked()]).toEqual([true, before])
})

test('the chart after a new headquarters leaves nothing below the old one that stands elsewhere (HIE-R12)', async () => {
  openPage(server, `/organisation/locations?head=${await idOf('Cologne')}`, 'gwen')
  const chart = await screen.findByRole('region', { name: /^Chart after the change/ })
  expect(within(chart).getByText('Bristol')).toBeVisible()
  expect(within(chart).queryByText(/ below$/)).toBeNull()
})

test('after a new headquarters each location tells how many are below it now (HIE-R12)', async () => {
  await plantBranches(server.world, await idOf('Milan'), 2)
  openPage(server, `/organisation/locations?head=${await idOf('Milan')}`, 'gwen')
  const milan = () => screen.getByRole('row', { name: /^Milan/ })
  await waitFor(() => expect(milan().querySelector('.col-below')).toHaveTextContent(/^2$/))
  const panel = await screen.findByRole('region', { name: /^Make Milan/ })
  await userEvent.type(await within(panel).findByRole('textbox', { name: 'Reason' }), 'The board moved.')
  await userEvent.click(within(panel).getByRole('button', { name: 'Make Milan the headquarters' }))
  await waitFor(() => expect(milan()).toHaveTextContent('Headquarters'))
  expect(milan().querySelector('.col-below')).toHaveTextContent(/^5$/)
})

test('a place that is refused is said at the field, with the reason of the server (HIE-R10, CYCLE)', async () => {
  const milan = await idOf('Milan')
  openPage(server, `/organisation/locations?move=${milan}&to=${milan}`, 'gwen')
  const panel = await screen.findByRole('region', { name: /^Move Milan/ })
  expect(await within(panel).findByText(/cannot be put under itself/)).toBeVisible()
  expect(within(panel).queryByRole('button', { name: /^Move \d+ location/ })).toBeNull()
})

test('the tree of a past day is read-only and says so', async () => {
  openPage(server, '/organisation/locations?day=2026-11-02', 'gwen')
  expect(await screen.findByText(/It can be read, not changed/)).toBeVisible()
  expect(screen.queryByRole('button', { name: /What can be done/ })).toBeNull()
  expect(screen.queryByRole('searchbox')).toBeNull()
})

test('the same data stands as a table, with its columns and a file of exactly its rows', async () => {
  openPage(server, '/organisation/locations?view=table', 'gwen')
  const table = await screen.findByRole('table', { name: 'Locations' })
  expect(within(table).getByRole('row', { name: /Leeds/ })).toHaveTextContent('Bristol')
  await userEvent.click(screen.getByRole('button', { name: 'Export' }))
  const link = await screen.findByRole('link', { name: /Download/ })
  expect(link.getAttribute('href')).toContain('/exports/locations.csv?filters=')
})

test('where the table has no heads its order is a choice of its own', async () => {
  const { history } = openPage(server, '/organisation/locations?view=table', 'gwen')
  await userEvent.selectOptions(await screen.findByRole('combobox', { name: 'Sort by' }), 'Name, Z to A')
  await waitFor(() => expect(history.get()).toContain('sort=name&order=desc'))
})

test('of many locations only those in sight are in the page, and the grid says how many there are', async () => {
  await server.world.rows(
    `insert into location (id, vendor_id, organization_id, number, name, legal_name, city, country, parent_id, is_headquarters, status)
     select gen_random_uuid(), vendor_id, organization_id, 9000000 + n, 'Shop ' || n, 'Shop ' || n, 'Leeds', 'GB', id, false, 'verified'
     from location, generate_series(1, 300) n where name = 'Leeds'`,
  )
  openPage(server, '/organisation/locations', 'gwen')
  const tree = await findTree()
  await userEvent.click(within(tree).getByRole('button', { name: 'Open what is below Leeds' }))
  await waitFor(() => expect(Number(tree.getAttribute('aria-rowcount'))).toBeGreaterThan(100))
  expect(within(tree).getAllByRole('row').length).toBeLessThan(60)
})

test('the chart tells how many locations of a branch it does not show, and shows more of them when asked', async () => {
  await server.world.rows(
    `insert into location (id, vendor_id, organization_id, number, name, legal_name, city, country, parent_id, is_headquarters, status)
     select gen_random_uuid(), vendor_id, organization_id, 9100000 + n, 'Kiosk ' || n, 'Kiosk ' || n, 'Cologne', 'DE', id, false, 'verified'
     from location, generate_series(1, 230) n where name = 'Cologne'`,
  )
  openPage(server, '/organisation/locations?view=chart', 'gwen')
  const chart = await screen.findByRole('region', { name: /^Chart/ })
  const press = async (name: string) => userEvent.click(await within(chart).findByRole('button', { name }))
  const boxes = (): number => within(chart).queryAllByRole('link', { name: /^Kiosk/ }).length
  await press('230 below')
  await press('and 222 more')
  await waitFor(() => expect(boxes()).toBe(200))
  await press('and 30 more')
  await waitFor(() => expect(boxes()).toBe(230))
  expect(within(chart).getByRole('link', { name: 'Kiosk 201' })).toHaveFocus()
})

test('a chart that is wider than its place opens with the highest in the middle', async () => {
  const wide = vi.spyOn(Element.prototype, 'scrollWidth', 'get').mockReturnValue(1000)
  onTestFinished(() => wide.mockRestore())
  openPage(server, '/organisation/locations?view=chart', 'gwen')
  const chart = await screen.findByRole('region', { name: /^Chart/ })
  await waitFor(() => expect(chart.scrollLeft).toBe(500))
})

test('HIE-R8: a location that was not verified says so in the chart, and tells only who may what to do; handed in, the keyboard stays', async () => {
  await server.world.rows(
    `update location set status = 'verification_failed', verification_reason = 'address_unknown', verification_tries = 1 where name = 'Milan'`,
  )
  const chart = openPage(server, '/organisation/locations?view=chart', 'gwen')
  expect(await screen.findByText('Not verified')).toBeVisible()
  chart.unmount()
  const member = openPage(server, `/organisation/locations/${await idOf('Milan')}`, 'luca')
  expect(await screen.findByText(/^A global administrator of Kestrel Consulting Group corrects it/)).toBeVisible()
  expect(screen.queryByText(/Correct what is wrong/)).toBeNull()
  member.unmount()
  const own = openPage(server, `/organisation/locations/${await idOf('Milan')}`, 'gwen')
  expect(await screen.findByText('You correct it and hand it in again')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Actions' })).toHaveTextContent('Actions')
  await userEvent.click(screen.getByRole('button', { name: 'Hand in again' }))
  expect(await screen.findByText(/verifies the legal name and address$/)).toBeVisible()
  expect(screen.getByRole('main')).toHaveFocus()
  own.unmount()
  openPage(server, '/desk/locations', 'sam')
  const waiting = await screen.findByRole('table', { name: 'Locations to verify' })
  expect(within(waiting).getByRole('row', { name: /Milan/ })).toHaveTextContent('2 of 3')
})
