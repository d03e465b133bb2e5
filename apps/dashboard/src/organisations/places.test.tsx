import { placeOf } from '@ofrecord/core/test/people'
import { plantBranches } from '@ofrecord/core/test/tree'
import { screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

const grow = async (count = 600): Promise<string[]> =>
  plantBranches(server.world, await placeOf(server.world, 'leeds'), count)

const inviting = async (): Promise<HTMLElement> => {
  openPage(server, '/people/invite', 'gwen')
  return screen.findByRole('combobox', { name: 'Location' })
}

const field = async (): Promise<HTMLInputElement> =>
  waitFor(() => {
    const found = screen.getByRole<HTMLInputElement>('combobox', { name: 'Location' })
    expect(found.tagName).toBe('INPUT')
    return found
  })

test('a few locations are the browser’s own list', async () => {
  expect((await inviting()).tagName).toBe('SELECT')
})

test('where there are many, a field finds the six hundredth by its name, and somebody is invited there', async () => {
  const branches = await grow()
  await inviting()
  await userEvent.type(screen.getByRole('textbox', { name: 'Name' }), 'Ada Byrne')
  await userEvent.type(screen.getByRole('textbox', { name: 'Work e-mail' }), 'ada.byrne@kestrel.example')
  await userEvent.type(await field(), 'branch 600')
  await userEvent.click(await screen.findByRole('option', { name: /^Branch 600/ }))
  expect((await field()).value).toMatch(/^Branch 600 \d+$/)
  await userEvent.click(screen.getByRole('button', { name: 'Send the invitation' }))
  await screen.findByText(/The invitation to ada.byrne@kestrel.example/)
  const [stay] = await server.world.rows<{ location_id: string }>(
    `select a.location_id from affiliation a join person p on p.id = a.person_id where p.email like 'ada.byrne%'`,
  )
  expect(stay?.location_id).toBe(branches[599])
})

test('the field opens with the arrow down and walks by arrows, Tab passes it unopened, and what was not taken is not chosen', async () => {
  await grow()
  await inviting()
  const input = await field()
  input.focus()
  await userEvent.tab()
  expect(input.value).toBe('')
  input.focus()
  await userEvent.keyboard('{ArrowDown}')
  expect(within(await screen.findByRole('listbox')).getAllByRole('option')).toHaveLength(50)
  expect(screen.getByText('50 locations found. There are more. Type a name or number to find them.')).toBeVisible()
  await userEvent.keyboard('{ArrowDown}{Enter}')
  const chosen = input.value
  expect(chosen).not.toBe('')
  await userEvent.type(input, 'nowhere')
  expect(await screen.findByText('No location has this name or number.', { selector: 'p' })).toBeVisible()
  await userEvent.keyboard('{Escape}')
  expect(input.value).toBe(chosen)
  await userEvent.clear(input)
  await userEvent.tab()
  expect(input.value).toBe('')
})

test('a filter searches, names what an address has chosen, and narrows the list', async () => {
  const branches = await grow()
  const { unmount } = openPage(server, `/people?location=${branches[570]}`, 'gwen')
  expect(await screen.findByRole('button', { name: /Location is Branch 571/ })).toBeVisible()
  unmount()
  openPage(server, '/people', 'gwen')
  await userEvent.click(await screen.findByRole('button', { name: /^Filter/ }))
  await userEvent.click(await screen.findByRole('menuitem', { name: 'Location is' }))
  await userEvent.type(await screen.findByRole('searchbox', { name: 'Find by name or number' }), 'branch 572')
  await userEvent.click(await screen.findByRole('radio', { name: /^Branch 572/ }))
  expect(await screen.findByRole('button', { name: /Location is Branch 572/ })).toBeVisible()
})

test('several locations are ticked from beyond the first fifty', async () => {
  await grow()
  openPage(server, '/people/roles', 'gwen')
  await userEvent.click(await screen.findByRole('button', { name: 'Give a role' }))
  const dialog = within(await screen.findByRole('dialog'))
  await userEvent.selectOptions(dialog.getByRole('combobox', { name: 'Role' }), 'order_user')
  const narrow = await dialog.findByRole('textbox', { name: 'Narrow the list' })
  await userEvent.type(narrow, 'branch 599')
  await userEvent.click(await dialog.findByRole('checkbox', { name: /^Branch 599/ }))
  await userEvent.clear(narrow)
  await userEvent.type(narrow, 'branch 600')
  await userEvent.click(await dialog.findByRole('checkbox', { name: /^Branch 600/ }))
  expect(dialog.getByText('2 locations chosen')).toBeVisible()
})

test('whoever asks to join an organisation of many locations finds theirs', async () => {
  await grow()
  openPage(server, '/account/organisations', 'dev')
  await userEvent.type(
    await screen.findByRole('textbox', { name: 'Name of the organisation' }),
    'Kestrel Consulting Group',
  )
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Country' }), 'GB')
  await userEvent.click(screen.getByRole('button', { name: 'Find it' }))
  await userEvent.type(await field(), 'branch 598')
  await userEvent.click(await screen.findByRole('option', { name: 'Branch 598' }, { timeout: 3000 }))
  await userEvent.click(screen.getByRole('button', { name: 'Ask to join' }))
  expect(await screen.findByText(/^Kestrel Consulting Group was asked/)).toBeVisible()
})

test('where a location is always chosen, an emptied field shows again which one', async () => {
  const branches = await grow()
  openPage(server, `/memberships?location=${branches[580]}`, 'gwen')
  const input = await waitFor(() => {
    const found = screen.getByRole<HTMLInputElement>('combobox', { name: 'Prices for the location' })
    expect(found.tagName).toBe('INPUT')
    expect(found.value).toMatch(/^Branch 581/)
    return found
  })
  await userEvent.clear(input)
  await userEvent.tab()
  expect(input.value).toMatch(/^Branch 581/)
})
