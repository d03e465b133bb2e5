import { screen, waitFor } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

const type = async (label: RegExp, text: string): Promise<void> =>
  userEvent.type(screen.getByRole('textbox', { name: label }), text)

test('a new location asks what its country needs, shows what it changes, and is made (B.7.2)', async () => {
  openPage(server, '/organisation/locations/new', 'gwen')
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'Location above' })).toHaveValue('Bristol'))
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Country' }), 'DE')
  await type(/^Name$/, 'Bremen')
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }))
  expect(await screen.findByRole('link', { name: /^Registration number: Companies in Germany/ })).toBeVisible()
  await type(/^Legal name/, 'Kestrel Bremen GmbH')
  await type(/^Registration number/, 'HRB 4711')
  await type(/^Street/, 'Am Wall 1')
  await type(/^Postal code/, '28195')
  await type(/^City/, 'Bremen')
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }))
  expect(await screen.findByText('All contacts stay.')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Register Bremen' }))
  expect(await screen.findByRole('heading', { name: /^Bremen 44/ })).toBeVisible()
  expect(screen.getByText('In verification')).toBeVisible()
})

test('what is missing is listed in the order of the form, and leads only to fields that are there', async () => {
  openPage(server, '/organisation/locations/new', 'gwen')
  await waitFor(() => expect(screen.getByRole('combobox', { name: 'Location above' })).toHaveValue('Bristol'))
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }))
  await screen.findByRole('link', { name: /^Country:/ })
  const lines = screen.getAllByRole('link', { name: /: This is needed/ }).map(({ textContent }) => textContent)
  expect(lines.map((line) => line.split(':')[0])).toEqual(['Country', 'Name', 'Legal name'])
})

test('a location above that was typed and not taken is not chosen, and the field says so', async () => {
  openPage(server, '/organisation/locations/new', 'gwen')
  const above = await screen.findByRole('combobox', { name: 'Location above' })
  await waitFor(() => expect(above).toHaveValue('Bristol'))
  await userEvent.clear(above)
  await userEvent.type(above, 'Atlantis')
  expect(await screen.findByText('No location has this name or number.', { selector: 'p' })).toBeVisible()
  expect(screen.queryByRole('listbox')).toBeNull()
  await userEvent.tab()
  expect(above).toHaveValue('Bristol')
})
