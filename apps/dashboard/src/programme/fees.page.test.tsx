import { screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

test('MEM-R4: the programme’s administrator reads the prices, and sets one from today on; a half amount is refused at its field', async () => {
  openPage(server, '/programme/fees', 'petra')
  const list = within(await screen.findByRole('table', { name: 'Prices in EUR' }))
  expect(list.getAllByRole('row').filter((row) => /In force/.test(row.textContent ?? ''))).toHaveLength(3)

  await userEvent.click(screen.getByRole('button', { name: 'Set a price' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Set a price' }))
  await userEvent.type(dialog.getByLabelText('Currency'), 'eur')
  await userEvent.type(dialog.getByLabelText('Price before tax'), '1800')
  await userEvent.click(dialog.getByRole('button', { name: 'Set the price' }))
  expect(await dialog.findByText(/Type all its decimals/)).toBeVisible()
  await userEvent.type(dialog.getByLabelText('Price before tax'), '.00')
  await userEvent.click(dialog.getByRole('button', { name: 'Set the price' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(await screen.findByText(/by Petra/)).toBeVisible()
})

test('a newcomer finds the fees by what can be gone to', async () => {
  const { history } = openPage(server, '/', 'petra')
  await screen.findByRole('heading', { level: 1 })
  await userEvent.keyboard('{Control>}k{/Control}')
  await userEvent.type(await screen.findByRole('combobox', { name: 'Type a command or a number' }), 'fees{Enter}')
  await waitFor(() => expect(history.get()).toBe('/programme/fees'))
})
