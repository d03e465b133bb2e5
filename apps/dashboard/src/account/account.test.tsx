import { screen, waitFor } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { http, HttpResponse } from 'msw'
import { expect, test } from 'vitest'
import { askReset } from '@ofrecord/core/people/password.reset'
import { installation } from '@ofrecord/core/test/stage'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()
const ines = 'ines.incentive@kestrel.example'

test('after the password the second step is asked for; a wrong code says so, and a recovery code is another door', async () => {
  const asked: string[] = []
  server.use(
    http.post('*/auth/sign-in/email', () => HttpResponse.json({ twoFactorRedirect: true })),
    http.post('*/auth/two-factor/*', ({ request }) => {
      asked.push(new URL(request.url).pathname)
      return HttpResponse.json({ code: 'INVALID_CODE', message: 'Invalid code' }, { status: 401 })
    }),
  )
  openPage(server, '/sign-in', null)
  const user = userEvent.setup()
  await user.type(await screen.findByLabelText(/^Work e-mail/), ines)
  await user.type(screen.getByLabelText(/^Password/), 'right')
  await user.click(screen.getByRole('button', { name: /^Sign in$/ }))
  expect(await screen.findByRole('heading', { name: 'The second step' })).toHaveFocus()
  await user.type(screen.getByLabelText(/^Six digits/), '123 456')
  await user.click(screen.getByRole('button', { name: /^Sign in/ }))
  expect(await screen.findByRole('alert')).toHaveTextContent('This code is not right')
  await user.click(screen.getByRole('button', { name: 'Use a recovery code' }))
  expect(screen.getByRole('heading', { name: 'The second step' })).toHaveFocus()
  await user.type(screen.getByLabelText(/^Recovery code/), '7kd4-42qm-xw9f')
  await user.click(screen.getByRole('button', { name: /^Sign in/ }))
  await waitFor(() => expect(asked).toEqual(['/auth/two-factor/verify-totp', '/auth/two-factor/verify-backup-code']))
})

test('the demo’s press goes on to the code of whoever switched a second step on, and says when the password is another', async () => {
  const used: string[] = []
  server.use(
    http.post('*/demo/sign-in', () => HttpResponse.json({ signedIn: false })),
    http.post('*/auth/two-factor/*', () => {
      used.push('code')
      return HttpResponse.json({ code: 'CODE_USED', message: 'The code was used' }, { status: 401 })
    }),
  )
  openPage(server, '/demo', null)
  const user = userEvent.setup()
  await user.click(await screen.findByRole('button', { name: /^Sign in as Ines/ }))
  expect(await screen.findByRole('heading', { name: 'The second step' })).toHaveFocus()
  expect(screen.getByText(/^One press stood for the password/)).toBeVisible()
  await user.type(screen.getByLabelText(/^Six digits/), '123456')
  await user.click(screen.getByRole('button', { name: /^Sign in/ }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Start with your password again')
  expect(used).toEqual(['code'])
  server.use(
    http.post('*/demo/sign-in', () =>
      HttpResponse.json({ code: 'INVALID_EMAIL_OR_PASSWORD', message: 'x' }, { status: 401 }),
    ),
  )
  await user.click(screen.getByRole('button', { name: 'Back to the people' }))
  await user.click(await screen.findByRole('button', { name: /^Sign in as Ines/ }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Ines Marchetti has changed the password')
})

test('the link of a letter leads to a new password, once, and then to the sign-in page', async () => {
  await askReset(server.world.orm, installation, ines)
  await server.world.work()
  const [, token = ''] = /\/reset\/([\w-]{43})/.exec(server.world.sent.at(-1)!.text) ?? []
  const { unmount } = openPage(server, `/reset/${token}`, null)
  const user = userEvent.setup()
  const field = await screen.findByLabelText(/^New password/)
  await user.type(field, 'short')
  await user.click(screen.getByRole('button', { name: /^Save the password/ }))
  expect(await screen.findByRole('alert')).toHaveTextContent('Use 12 characters or more.')
  await user.type(field, ' but now long enough')
  await user.click(screen.getByRole('button', { name: /^Save the password/ }))
  expect(await screen.findByRole('heading', { name: 'The password is saved' })).toHaveFocus()
  expect(screen.getByRole('link', { name: 'Sign in' })).toHaveAttribute('href', '/sign-in')
  unmount()
  openPage(server, `/reset/${token}`, null)
  expect(await screen.findByRole('heading', { level: 1, name: 'This link is no longer good' })).toBeVisible()
})

test('ROL-R1: a reason that a company’s sign-in sent back is told in words, and an invented one is not repeated', async () => {
  const { unmount } = openPage(server, '/sign-in?error=unknown_person', null)
  expect(await screen.findByRole('alert')).toHaveTextContent('your organisation has not added you here yet')
  unmount()
  openPage(server, '/sign-in?error=Call%20555', null)
  expect(await screen.findByRole('alert')).toHaveTextContent(/^The sign-in was not finished/)
})

test('whoever comes back after the session ended is told so; whoever never signed in here is not', async () => {
  localStorage.clear()
  const stranger = openPage(server, '/sign-in', null)
  expect(await screen.findByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible()
  expect(screen.queryByText('Your session has ended.')).toBeNull()
  stranger.unmount()
  const { unmount } = openPage(server, '/account/letters', 'ines')
  expect(await screen.findByRole('navigation', { name: 'Main' })).toBeVisible()
  unmount()
  openPage(server, '/account/letters', null)
  expect(await screen.findByText('Your session has ended.')).toBeVisible()
})

test('the link of an invitation that is not whole says so, and not that somebody answered it', async () => {
  openPage(server, `/invitation/${'x'.repeat(43)}`, null)
  expect(await screen.findByRole('heading', { level: 1, name: 'This link is no longer good' })).toBeVisible()
})

test('whoever removes the last passkey reads what is left to come in by', async () => {
  const ways = await server.world.rows<{ id: string }>(
    `insert into auth_user (name, email, "emailVerified") values ('Ines Marchetti', $1, true)
     on conflict (email) do update set name = excluded.name returning id`,
    [ines],
  )
  await server.world.rows('update person set user_id = $1 where email_normalised = $2', [ways[0]!.id, ines])
  await server.world.rows(
    `insert into auth_passkey (name, "publicKey", "userId", "credentialID", counter, "deviceType", "backedUp")
     values ('Blue key', 'x', $1, 'y', 0, 'singleDevice', false)`,
    [ways[0]!.id],
  )
  openPage(server, '/account/security', 'ines')
  await userEvent.click(await screen.findByRole('button', { name: /^Remove, passkey Blue key/ }))
  const dialog = await screen.findByRole('dialog', { name: 'Remove the passkey “Blue key”?' })
  expect(dialog).toHaveTextContent('It is your last passkey, and you have no password.')
})
