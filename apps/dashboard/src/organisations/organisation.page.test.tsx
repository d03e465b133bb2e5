import { screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { queryClient } from '../lib/query.ts'
import { createServer } from '../../test/server.ts'

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

test('PPL-R7: while somebody administers the organisation, nobody is offered to become its administrator', async () => {
  openPage(server, '/organisation', 'mina')
  expect(await screen.findByText('4410187')).toBeVisible()
  await waitFor(() => expect(queryClient.isFetching()).toBe(0))
  expect(screen.queryByRole('button', { name: 'Ask to become the administrator' })).toBeNull()
})

test('PPL-R7: who asks reads what to do and can take it back; others object after a question, and who asked reads who did', async () => {
  const { world } = server
  await world.rows('alter table role_assignment disable trigger role_assignment_last_admin')
  await world.rows(
    `delete from role_assignment where role = 'global_admin' and organization_id = (select id from organization where name like 'Kestrel%')`,
  )
  await world.rows('alter table role_assignment enable trigger role_assignment_last_admin')
  await world.rows(`update person set email_proven_at = now() where email = 'mina.member@kestrel.example'`)
  const user = userEvent.setup()
  const asking = openPage(server, '/organisation', 'mina')
  await user.click(await screen.findByRole('button', { name: 'Ask to become the administrator' }))
  expect(await screen.findByText(/^You ask to become the global administrator of Kestrel/)).toBeVisible()
  expect(screen.getByText('_ofrecord.kestrel.example')).toBeVisible()
  expect(screen.getByRole('button', { name: 'Withdraw the request' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Object' })).toBeNull()
  expect(screen.getByRole('button', { name: 'Check the record' })).toHaveFocus()
  asking.unmount()
  const other = openPage(server, '/organisation', 'priya')
  expect(await screen.findByText(/^First Mina Okafor has to prove the domain kestrel.example/)).toBeVisible()
  expect(screen.getByRole('button', { name: 'Ask to become the administrator' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Object' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Stop the request of Mina Okafor?' }))
  await user.click(dialog.getByRole('button', { name: 'Object' }))
  expect(await screen.findByText('The recovery was stopped.')).toBeVisible()
  other.unmount()
  openPage(server, '/organisation', 'mina')
  expect(await screen.findByText('Priya Raman objected to your request.')).toBeVisible()
})

test('PPL-R7: who is no member begins where they ask to join, and takes it back there, also while they act for another', async () => {
  const { world } = server
  await world.rows('alter table role_assignment disable trigger role_assignment_last_admin')
  await world.rows(
    `delete from role_assignment where role = 'global_admin' and organization_id = (select id from organization where name like 'Kestrel%')`,
  )
  await world.rows('alter table role_assignment enable trigger role_assignment_last_admin')
  await world.rows(
    `update person set email = 'tara@kestrel.example', email_proven_at = now() where name = 'Tara Winslow'`,
  )
  const user = userEvent.setup()
  openPage(server, '/account/organisations', 'tara')
  await user.type(await screen.findByLabelText('Name of the organisation'), 'Kestrel Consulting Group')
  await user.selectOptions(screen.getByLabelText('Country'), 'United Kingdom')
  await user.click(screen.getByRole('button', { name: 'Find it' }))
  expect(await screen.findByRole('heading', { name: 'Nobody administers Kestrel Consulting Group' })).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Ask to become the administrator' }))
  expect(await screen.findByText('_ofrecord.kestrel.example')).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Ask to become the administrator' })).toBeNull()
  await user.click(screen.getByRole('button', { name: 'Withdraw the request' }))
  expect(await screen.findByText('Your request was withdrawn.')).toBeVisible()
  await waitFor(() => expect(screen.queryByText('_ofrecord.kestrel.example')).toBeNull())
})
