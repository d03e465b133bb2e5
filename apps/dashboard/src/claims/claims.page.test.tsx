import { makeClaim, submitClaim, addEvidence } from '@ofrecord/core/test/story'
import { screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

const locationNamed = async (name: string): Promise<string> => {
  const { rows: locations } = await (await server.world.as('ines')).hierarchy.choices({ privilege: 'claims.create' })
  return locations.find((location) => location.name === name)!.id
}

const makeTwo = async (): Promise<void> => {
  await makeClaim(server.world, { name: 'Roll-out in Leeds', locationId: await locationNamed('Leeds') })
  server.world.at(new Date(server.world.now().getTime() + 60_000))
  await makeClaim(server.world, {
    name: 'Sites in Cologne',
    locationId: await locationNamed('Cologne'),
    items: [{ code: 'SITE', subscription: '' }],
  })
}

const rowNames = async (): Promise<string[]> => {
  const table = await screen.findByRole('table', { name: 'Customer associations' })
  return within(table)
    .getAllByRole('rowheader')
    .map((cell) => within(cell).getByRole('link').textContent)
}

test('an incentive user sees the claims of their location and no other (C1)', async () => {
  await makeTwo()
  openPage(server, '/claims', 'ugo')
  expect(await rowNames()).toEqual(['Sites in Cologne'])
  expect(await screen.findByRole('link', { name: /^All/ })).toHaveTextContent('1')
})

test('a location administrator has no menu entry for claims, and nothing at their address (C2)', async () => {
  openPage(server, '/claims', 'luca')
  const nav = await screen.findByRole('navigation', { name: 'Main' })
  expect(within(nav).queryByRole('link', { name: 'Customer associations' })).not.toBeInTheDocument()
  expect(within(nav).getByRole('link', { name: 'Organisation' })).toBeVisible()
  expect(await screen.findByRole('heading', { name: 'Nothing is here' })).toBeVisible()
  expect(server.requests.some(({ url }) => url.includes('claims.'))).toBe(false)
})

test('a status says who acts and what happens on silence', async () => {
  const claim = await makeClaim(server.world)
  await addEvidence(server.world, claim.claimId)
  await submitClaim(server.world, claim)
  openPage(server, '/claims', 'ines')
  const row = (await screen.findByRole('link', { name: 'Mail and meetings for Orchard' })).closest('tr')!
  expect(row).toHaveTextContent('Submitted')
  expect(row).toHaveTextContent(/Halcyon Software, (by|due since)/)
  expect(row).toHaveTextContent('then stays, flagged as late')
})

test('views, filters and search stand in the address, and an address opens as it was', async () => {
  await makeTwo()
  const { history, unmount } = openPage(server, '/claims', 'ines')
  await userEvent.click(await screen.findByRole('link', { name: /^Waits on you/ }))
  await waitFor(() => expect(history.get()).toBe('/claims?status=draft,action_required,bounced'))
  await userEvent.type(screen.getByRole('searchbox', { name: 'Search claims' }), 'cologne')
  await waitFor(() => expect(history.get()).toContain('q=cologne'))
  await waitFor(async () => expect(await rowNames()).toEqual(['Sites in Cologne']))
  const address = history.get()
  unmount()
  openPage(server, address, 'ines')
  expect(await rowNames()).toEqual(['Sites in Cologne'])
  expect(screen.getByRole('searchbox')).toHaveValue('cologne')
  expect(screen.getByRole('button', { name: /^Status is/ })).toHaveTextContent(
    'Draft, Action required and Paused, mail bounced',
  )
})

test('filters that nothing matches say so and can be taken off', async () => {
  await makeTwo()
  const { history } = openPage(server, '/claims?q=nothing-like-this', 'ines')
  expect(await screen.findByRole('heading', { name: 'No claims match these filters' })).toBeVisible()
  expect(await screen.findByText(/There are 2 claims in all/)).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Show all claims' }))
  expect(await rowNames()).toHaveLength(2)
  expect(history.get()).toBe('/claims')
})

test('a list without claims says what one is and how to begin', async () => {
  openPage(server, '/claims', 'ines')
  expect(await screen.findByRole('heading', { name: 'No claims yet' })).toBeVisible()
  expect(screen.getAllByRole('link', { name: /New claim/ })[0]).toHaveAttribute('href', '/claims/new')
})

test('the head sorts, and the page key of other filters leads to the first page', async () => {
  await makeTwo()
  const { history } = openPage(server, '/claims?after=altered.key', 'ines')
  expect(await rowNames()).toEqual(['Sites in Cologne', 'Roll-out in Leeds'])
  expect(history.get()).toBe('/claims')
  await userEvent.click(screen.getByRole('button', { name: 'Claim' }))
  await waitFor(async () => expect(await rowNames()).toEqual(['Roll-out in Leeds', 'Sites in Cologne']))
  expect(history.get()).toBe('/claims?sort=number&order=asc')
})

test('older claims are a page away, and so is the way back', async () => {
  const ines = await server.world.as('ines')
  const claim = await makeClaim(server.world)
  await server.world.rows(
    `insert into claim select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'number',
    1000100 + n, 'name', 'Copy ' || n, 'changed_at', c.changed_at - n * interval '1 hour'))).* from claim c, generate_series(1, 25) n where c.id = $1`,
    [claim.claimId],
  )
  expect((await ines.claims.list({ size: 25 })).nextCursor).not.toBeNull()
  openPage(server, '/claims?size=25', 'ines')
  expect(await rowNames()).toHaveLength(25)
  expect(screen.queryByRole('button', { name: 'Newer' })).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Older' }))
  await waitFor(async () => expect(await rowNames()).toEqual(['Copy 25']))
  await userEvent.click(screen.getByRole('button', { name: 'Newer' }))
  await waitFor(async () => expect(await rowNames()).toHaveLength(25))
})

test('an unfinished claim stands above the list; discarding it offers the way back', async () => {
  const ines = await server.world.as('ines')
  await ines.claims.drafts.save({
    draftId: null,
    version: null,
    step: 'items',
    input: { domain: 'orchardfoods.example' },
  })
  openPage(server, '/claims', 'ines')
  const strip = await screen.findByRole('region', { name: 'Unfinished claim' })
  expect(within(strip).getByRole('link', { name: 'Continue orchardfoods.example' })).toHaveAttribute(
    'href',
    expect.stringContaining('/items'),
  )
  await userEvent.click(within(strip).getByRole('button', { name: 'Discard orchardfoods.example' }))
  await waitFor(() => expect(screen.queryByRole('region', { name: 'Unfinished claim' })).not.toBeInTheDocument())
  await userEvent.click(screen.getByRole('button', { name: 'Bring it back' }))
  expect(await screen.findByRole('link', { name: 'Continue orchardfoods.example' })).toBeVisible()
  expect(await ines.claims.drafts.list()).toHaveLength(1)
})

const heads = (): string[] => screen.getAllByRole('columnheader').map(({ textContent }) => textContent.trim())

test('B.1.9: the columns are the reader’s choice and stand in the address', async () => {
  await makeTwo()
  const { history, unmount } = openPage(server, '/claims', 'ines')
  await rowNames()
  expect(heads()).toContain('Days in status')
  expect(heads()).not.toContain('Due')
  await userEvent.click(screen.getByRole('button', { name: 'Columns' }))
  await userEvent.click(screen.getByRole('checkbox', { name: 'Due' }))
  await userEvent.click(screen.getByRole('checkbox', { name: 'Items' }))
  await waitFor(() => expect(heads()).toContain('Due'))
  expect(heads()).not.toContain('Items')
  const address = history.get()
  expect(decodeURIComponent(address)).toBe('/claims?columns=customer,location,activity,days,waits,due,changed')
  unmount()
  openPage(server, address, 'ines')
  await rowNames()
  expect(heads()).toContain('Due')
})

test('a filter is added from the menu, narrows the list and is taken off again', async () => {
  await makeTwo()
  await server.world.rows(`update claim set flags = '{competing}' where name = 'Sites in Cologne'`)
  const { history } = openPage(server, '/claims', 'ines')
  await rowNames()
  await userEvent.click(screen.getByRole('button', { name: /^Filter/ }))
  await userEvent.click(screen.getByRole('menuitem', { name: 'Flag is' }))
  await userEvent.click(screen.getByRole('radio', { name: 'Competing' }))
  await waitFor(async () => expect(await rowNames()).toEqual(['Sites in Cologne']))
  expect(history.get()).toBe('/claims?flag=competing')
  await userEvent.click(screen.getByRole('button', { name: /^Remove filter.*Flag is|^Remove.*Flag is/ }))
  await waitFor(async () => expect(await rowNames()).toHaveLength(2))
})

test('where there is no head to press, the order is chosen from a list (phones)', async () => {
  await makeTwo()
  const { history } = openPage(server, '/claims', 'ines')
  await rowNames()
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Sort by' }), 'Number, lowest first')
  await waitFor(async () => expect(await rowNames()).toEqual(['Roll-out in Leeds', 'Sites in Cologne']))
  expect(history.get()).toBe('/claims?sort=number&order=asc')
})

test('GEN-R6: an own view keeps the address under a name, is a tab, and can be renamed, deleted and brought back', async () => {
  await makeTwo()
  openPage(server, '/claims?q=cologne', 'ines')
  await rowNames()
  await userEvent.click(screen.getByRole('button', { name: 'Save this view' }))
  const dialog = await screen.findByRole('dialog')
  await userEvent.type(within(dialog).getByRole('textbox', { name: 'Name' }), 'Cologne{Enter}')
  const tab = await screen.findByRole('link', { name: 'Cologne' })
  expect(tab).toHaveAttribute('aria-current', 'page')
  expect(tab).toHaveAttribute('href', '/claims?q=cologne')
  expect(screen.queryByRole('button', { name: 'Save this view' })).not.toBeInTheDocument()
  await userEvent.click(screen.getByRole('button', { name: 'Change the view Cologne' }))
  await userEvent.click(screen.getByRole('menuitem', { name: 'Rename view' }))
  const field = within(await screen.findByRole('dialog')).getByRole('textbox', { name: 'Name' })
  await userEvent.clear(field)
  await userEvent.type(field, 'Köln')
  await userEvent.click(screen.getByRole('button', { name: /^Rename view/ }))
  await screen.findByRole('link', { name: 'Köln' })
  await userEvent.click(screen.getByRole('button', { name: 'Change the view Köln' }))
  await userEvent.click(screen.getByRole('menuitem', { name: 'Delete view' }))
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Köln' })).not.toBeInTheDocument())
  await userEvent.click(screen.getByRole('button', { name: 'Bring it back' }))
  expect(await screen.findByRole('link', { name: 'Köln' })).toBeVisible()
})

test('VIEW_NAME_TAKEN is said at the field, and what was typed stays', async () => {
  await makeTwo()
  await (await server.world.as('ines')).views.save({ list: 'claims', name: 'Mine', search: 'due=7' })
  openPage(server, '/claims?q=cologne', 'ines')
  await rowNames()
  await userEvent.click(screen.getByRole('button', { name: 'Save this view' }))
  const field = await screen.findByRole('textbox', { name: 'Name' })
  await userEvent.click(screen.getByRole('button', { name: /^Save view/ }))
  await waitFor(() => expect(field).toHaveFocus())
  await userEvent.type(field, 'mine{Enter}')
  await waitFor(() => expect(field).toHaveAccessibleDescription(/You have a view of that name already/))
  expect(field).toHaveValue('mine')
})

test('GEN-R6: how many rows an export has is said before it is made; ticked rows are exported alone', async () => {
  await makeTwo()
  openPage(server, '/claims?q=cologne', 'ines')
  await rowNames()
  await userEvent.click(screen.getByRole('button', { name: 'Export' }))
  expect(await screen.findByText(/A CSV file with one claim/)).toBeVisible()
  const href = screen.getByRole('link', { name: 'Download CSV' }).getAttribute('href')!
  expect(new URL(href, 'http://x').searchParams.get('filters')).toContain('"search":"cologne"')
  await userEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  await userEvent.click(screen.getByRole('checkbox', { name: /^Select all rows/ }))
  const picked = screen.getByRole('link', { name: 'Export 1 claim' }).getAttribute('href')!
  const row = screen.getByRole('link', { name: 'Sites in Cologne' }).closest('tr')!
  expect(new URL(picked, 'http://x').searchParams.get('filters')).toContain(`"claimIds":["${row.dataset['key']}"]`)
})

test('a reviewer’s comment is unread until the claim is opened', async () => {
  const claim = await makeClaim(server.world)
  await addEvidence(server.world, claim.claimId)
  await submitClaim(server.world, claim)
  const rosa = await server.world.as('rosa')
  await rosa.review.comment({ claimId: claim.claimId, body: 'Which year?', audience: 'shared' })
  const { unmount } = openPage(server, '/claims?unread=1', 'ines')
  expect(await rowNames()).toEqual(['Mail and meetings for Orchard'])
  unmount()
  const opened = openPage(server, `/claims/${claim.claimId}`, 'ines')
  await waitFor(async () => expect(await server.world.rows('select from claim_look')).toHaveLength(1))
  opened.unmount()
  openPage(server, '/claims?unread=1', 'ines')
  expect(await screen.findByRole('heading', { name: 'No claims match these filters' })).toBeVisible()
})
