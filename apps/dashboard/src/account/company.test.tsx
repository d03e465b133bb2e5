import { screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { findDirectory } from '@ofrecord/core/people/directory.tokens'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

test('B.6.1: from the organisation’s pages an administrator makes a token for the directory, reads it once, and revokes it', async () => {
  openPage(server, '/organisation', 'gwen')
  const user = userEvent.setup()
  await user.click(await screen.findByRole('link', { name: 'Sign-in and directory' }))
  const section = within(await screen.findByRole('region', { name: 'Your directory' }))
  expect(await section.findByText('http://127.0.0.1:4000/scim/v2')).toBeVisible()
  await user.click(section.getByRole('button', { name: 'Make a token' }))
  expect(await section.findByRole('alert')).toHaveTextContent('Fill in “Name of the token”.')
  await user.type(section.getByLabelText(/^Name of the token/), 'People')
  await user.selectOptions(
    section.getByLabelText(/^Where new people/),
    await section.findByRole('option', { name: /^Leeds/ }),
  )
  await user.click(section.getByRole('button', { name: 'Make a token' }))
  const token = (await section.findByText(/^ofrscim_/)).textContent
  expect(await findDirectory(server.world.orm, token)).toMatchObject({ side: 'directory' })
  await user.click(section.getByRole('button', { name: 'Hide the token' }))
  expect(section.queryByText(/^ofrscim_/)).toBeNull()
  expect(await section.findByText(/^Made by Gwen/)).toHaveTextContent('New people: Leeds')
  await user.click(section.getByRole('button', { name: /^Revoke/ }))
  const dialog = within(await screen.findByRole('dialog', { name: /^Revoke the token “People/ }))
  await user.click(dialog.getByRole('button', { name: 'Revoke' }))
  expect(await section.findByText(/^No token yet/)).toBeVisible()
  await waitFor(async () => expect(await findDirectory(server.world.orm, token)).toBeUndefined())
})

test('of a company’s sign-in that was removed nothing stays in the fields, and a server that is not reached is said so', async () => {
  await server.world.rows(
    `insert into auth_sso_provider (issuer, "oidcConfig", "providerId", "organizationId", domain, "domainVerified", enabled)
     select 'http://127.0.0.1:1', '{"clientId":"ofrecord"}', id::text, id, 'kestrel.example', true, true from organization where name like 'Kestrel%'`,
  )
  openPage(server, '/organisation/sign-in', 'gwen')
  const user = userEvent.setup()
  expect(await screen.findByText('On for kestrel.example')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Ask the server' }))
  expect(await screen.findByText('The server was not reached')).toBeVisible()
  await user.click(screen.getByRole('button', { name: 'Remove it' }))
  const dialog = within(await screen.findByRole('dialog', { name: /^Remove your company/ }))
  await user.click(dialog.getByRole('button', { name: 'Remove it' }))
  expect(await screen.findByText('Off')).toBeVisible()
  expect(screen.getByLabelText(/^Issuer/)).toHaveValue('')
  expect(screen.getByLabelText('Client ID')).toHaveValue('')
  expect(screen.queryByText('The server was not reached')).toBeNull()
})
