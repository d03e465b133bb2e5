import { screen, waitFor } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'
import { queryClient } from '../lib/query.ts'

const server = createServer()

test('the organisation says what the vendor knows it by, and offers a member no page of administrators', async () => {
  openPage(server, '/organisation', 'mina')
  expect(await screen.findByRole('heading', { name: 'Kestrel Consulting Group' })).toBeVisible()
  expect(screen.getByText('4410187')).toBeVisible()
  expect(screen.getByRole('link', { name: 'Locations' })).toHaveAttribute('href', '/organisation/locations')
  expect(screen.queryByRole('link', { name: 'Merges' })).toBeNull()
  expect(screen.queryByLabelText('Another domain')).toBeNull()
})

test('what is no domain is said at the field, with what to type', async () => {
  openPage(server, '/organisation', 'gwen')
  const field = await screen.findByLabelText('Another domain')
  await userEvent.type(field, 'not a domain')
  await userEvent.click(screen.getByRole('button', { name: 'Get the record' }))
  expect(await screen.findByText('Type a domain, such as example.com.')).toBeVisible()
  expect(field).toHaveFocus()
})

test('a member is offered to become the administrator only where nobody is one (PPL-R7)', async () => {
  openPage(server, '/organisation', 'mina')
  await screen.findByRole('heading', { name: 'Kestrel Consulting Group' })
  await waitFor(() => expect(queryClient.isFetching()).toBe(0))
  expect(screen.queryByRole('button', { name: 'Ask to become the administrator' })).toBeNull()
})

test('where all administrators are gone, a member asks to become one', async () => {
  await server.world.rows('alter table role_assignment disable trigger role_assignment_last_admin')
  await server.world.rows(`delete from role_assignment where role = 'global_admin'`)
  await server.world.rows('alter table role_assignment enable trigger role_assignment_last_admin')
  openPage(server, '/organisation', 'mina')
  expect(await screen.findByRole('button', { name: 'Ask to become the administrator' })).toBeVisible()
})
