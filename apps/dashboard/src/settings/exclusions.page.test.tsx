import { screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

const add = () => userEvent.click(screen.getByRole('button', { name: 'Add exclusion' }))

test('a review lead excludes a reviewer from a partner, found by a part of its name, and takes it back', async () => {
  openPage(server, '/settings/exclusions', 'liam')
  expect(await screen.findByText('Every reviewer may review every partner')).toBeVisible()
  await screen.findByRole('option', { name: 'Rosa Lindqvist' })
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Reviewer' }), 'Rosa Lindqvist')
  const partner = screen.getByRole('combobox', { name: 'Partner' })
  await userEvent.type(partner, 'kestr')
  await screen.findByRole('option', { name: /^Kestrel Consulting Group/ })
  expect(partner).toHaveAttribute('aria-expanded', 'true')
  await userEvent.keyboard('{Enter}')
  expect(partner).toHaveValue('Kestrel Consulting Group')
  expect(partner).toHaveAttribute('aria-expanded', 'false')
  await userEvent.type(screen.getByRole('textbox', { name: /^Reason/ }), 'Worked there until June')
  await add()
  const table = await screen.findByRole('table', { name: 'Who may not review whom' })
  const row = within(table).getByRole('rowheader', { name: 'Rosa Lindqvist' }).closest('tr')!
  expect(row).toHaveTextContent('Kestrel Consulting Group')
  expect(row).toHaveTextContent('Worked there until June')
  expect(row).toHaveTextContent('by Liam Achterberg')
  await userEvent.click(within(row).getByRole('button', { name: /^Remove/ }))
  expect(await screen.findByText('Every reviewer may review every partner')).toBeVisible()
  await userEvent.click(screen.getByRole('button', { name: 'Put it back' }))
  expect(await screen.findByRole('table')).toHaveTextContent('Worked there until June')
  const changes = screen.getByRole('list', { name: 'Changes' })
  await waitFor(() => expect(within(changes).getAllByRole('listitem')).toHaveLength(3))
  const [last, before] = within(changes).getAllByRole('listitem')
  expect(last).toHaveTextContent(/Liam Achterberg excluded Rosa Lindqvist from Kestrel.*Worked there until June/)
  expect(before).toHaveTextContent(/took back the exclusion of Rosa Lindqvist from Kestrel/)
})

test('what is missing is said at its field and nothing is sent; EXCLUSION_EXISTS the second time', async () => {
  openPage(server, '/settings/exclusions', 'liam')
  await screen.findByRole('option', { name: 'Rosa Lindqvist' })
  await add()
  expect(await screen.findByRole('alert')).toHaveTextContent('Choose the reviewer.')
  expect(screen.getByRole('combobox', { name: 'Partner' })).toHaveAccessibleDescription(
    /Choose the partner from the list/,
  )
  expect(server.requests.filter(({ url }) => url.includes('exclusions.add'))).toEqual([])
})

test('only the review lead has the page in the menu', async () => {
  openPage(server, '/review', 'rosa')
  const nav = await screen.findByRole('navigation', { name: 'Main' })
  expect(within(nav).queryByRole('link', { name: 'Exclusions' })).not.toBeInTheDocument()
})
