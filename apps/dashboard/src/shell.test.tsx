import { MemoryRouter, createMemoryHistory } from '@solidjs/router'
import { cleanup, render, screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { QueryClientProvider } from '@tanstack/solid-query'
import { expect, test } from 'vitest'
import { createServer } from '../test/server.ts'
import { queryClient } from './lib/query.ts'
import { routes } from './routes.tsx'

const server = createServer()
const { requests } = server

const open = (url: string, person: string | null) => {
  server.signIn(person)
  const history = createMemoryHistory()
  history.set({ value: url })
  render(() => (
    <QueryClientProvider client={queryClient}>
      <MemoryRouter history={history}>{routes}</MemoryRouter>
    </QueryClientProvider>
  ))
  return history
}

test('who is not signed in is led to the sign-in page and back to what they wanted', async () => {
  const history = open('/nowhere?x=1', null)
  expect(await screen.findByRole('heading', { name: 'Sign in' })).toBeVisible()
  await waitFor(() => expect(history.get()).toBe('/sign-in?next=%2Fnowhere%3Fx%3D1'))
  await userEvent.type(screen.getByLabelText('Work e-mail'), 'ines.incentive@kestrel.example')
  await userEvent.type(screen.getByLabelText('Password'), 'right{Enter}')
  expect(await screen.findByRole('heading', { name: 'Nothing is here' })).toBeVisible()
  expect(history.get()).toBe('/nowhere?x=1')
  expect(requests.find((request) => request.url.endsWith('/auth/sign-in/email'))?.headers.get('x-ofrecord')).toBe('1')
})

test('while it is asked who somebody is the page is not empty, and what a role does not open is not offered again', async () => {
  queryClient.clear()
  open('/settings', 'gwen')
  expect(await screen.findByText('Loading your account')).toBeInTheDocument()
  expect(await screen.findByRole('heading', { name: 'Nothing is here' })).toBeVisible()
  expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull()
})

test('a wrong password gets one text that does not say which of the two was wrong', async () => {
  open('/sign-in', null)
  await userEvent.type(await screen.findByLabelText('Work e-mail'), 'ines.incentive@kestrel.example')
  await userEvent.type(screen.getByLabelText('Password'), 'wrong{Enter}')
  const alert = await screen.findByRole('alert')
  expect(alert).toHaveTextContent('This e-mail and this password do not belong together.')
  await waitFor(() => expect(alert).toHaveFocus())
  expect(screen.getByLabelText('Work e-mail')).toHaveValue('ines.incentive@kestrel.example')
})

test('an empty sign-in form names both fields and sends nothing', async () => {
  open('/sign-in', null)
  await userEvent.click(await screen.findByRole('button', { name: 'Sign in' }))
  expect(screen.getByLabelText('Work e-mail')).toHaveAccessibleDescription('Type your work e-mail, with an @.')
  expect(screen.getByLabelText('Password')).toHaveAccessibleDescription('Type your password.')
  expect(requests).toHaveLength(0)
})

test('the sign-in page never leads to another site', async () => {
  const { wantedPath } = await import('./paths.ts')
  for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example', '/sign-in', undefined])
    expect(wantedPath(next)).toBe('/')
  expect(wantedPath('/claims?q=x')).toBe('/claims?q=x')
})

test('one press signs in a person of the demonstration', async () => {
  open('/demo', null)
  await userEvent.click(await screen.findByRole('button', { name: 'Sign in as Ines' }))
  expect(await screen.findByRole('heading', { name: 'What needs you' })).toBeVisible()
})

test('the navigation holds what the role may use and nothing else', async () => {
  open('/', 'ugo')
  const nav = await screen.findByRole('navigation', { name: 'Main' })
  expect(within(nav).getByRole('link', { name: 'Customer associations' })).toBeVisible()
  expect(within(nav).queryByRole('link', { name: 'Review queue' })).not.toBeInTheDocument()
  expect(nav).toHaveTextContent('Kestrel Consulting Group')
  expect(nav).toHaveTextContent('Cologne')
})

test('a reviewer sees the queue and the vendor’s desk', async () => {
  open('/', 'rosa')
  const nav = await screen.findByRole('navigation', { name: 'Main' })
  expect(within(nav).getByRole('link', { name: 'Review queue' })).toBeVisible()
  expect(within(nav).queryByRole('link', { name: 'Customer associations' })).not.toBeInTheDocument()
  expect(nav).toHaveTextContent('Vendor desk')
})

test('a page belongs to its place in the navigation even where its address begins otherwise', async () => {
  for (const [url, person, place] of [
    ['/desk/merges/1', 'sam', 'Locations and merges'],
    ['/programme/fees', 'petra', 'Competency catalogue'],
    ['/people/roles', 'ines', 'Roles'],
    ['/review/conflicts', 'rosa', 'Conflicts'],
  ] as const) {
    queryClient.clear()
    open(url, person)
    const nav = await screen.findByRole('navigation', { name: 'Main' })
    expect(within(nav).getByRole('link', { current: 'page' })).toHaveTextContent(place)
    cleanup()
  }
})

test('a page that no role of the reader reaches asks nothing and offers nothing', async () => {
  for (const url of ['/review', '/organisation/merges', '/desk/merges/1', '/people/invite/several']) {
    const history = open(url, 'ugo')
    expect(await screen.findByRole('heading', { name: 'Nothing is here', level: 1 })).toBeVisible()
    expect(history.get()).toBe(url)
    cleanup()
  }
  expect(requests.filter(({ url }) => !url.includes('session.me'))).toHaveLength(0)
})

test('the vendor’s staff has no credential and no organisations, also by address', async () => {
  for (const url of ['/account/credential', '/account/organisations']) {
    open(url, 'sam')
    expect(await screen.findByRole('heading', { name: 'Nothing is here', level: 1 })).toBeVisible()
    cleanup()
  }
})

test('Ctrl K finds a claim by its number', async () => {
  const history = open('/', 'ines')
  await screen.findByRole('heading', { name: 'What needs you' })
  await userEvent.keyboard('{Control>}k{/Control}')
  await userEvent.type(await screen.findByRole('combobox', { name: 'Type a command or a number' }), '1000371{Enter}')
  await waitFor(() => expect(history.get()).toBe('/claims/1000371'))
})

test('Ctrl K leads to a list behind a tab, and into the locations by what was typed', async () => {
  const history = open('/', 'gwen')
  await screen.findByRole('heading', { name: 'What needs you' })
  await userEvent.keyboard('{Control>}k{/Control}')
  expect(screen.queryByRole('option', { name: 'Privileges' })).toBeNull()
  await userEvent.type(await screen.findByRole('combobox', { name: 'Type a command or a number' }), 'privi')
  await userEvent.click(await screen.findByRole('option', { name: 'Privileges' }))
  await waitFor(() => expect(history.get()).toBe('/people/privileges'))
  await userEvent.keyboard('{Control>}k{/Control}')
  await userEvent.type(await screen.findByRole('combobox', { name: 'Type a command or a number' }), 'leeds')
  await userEvent.click(await screen.findByRole('option', { name: '“leeds” in locations' }))
  await waitFor(() => expect(history.get()).toBe('/organisation/locations?q=leeds'))
})

test('? shows every key of the page', async () => {
  open('/', 'ines')
  await screen.findByRole('heading', { name: 'What needs you' })
  await userEvent.keyboard('?')
  expect(await screen.findByRole('dialog', { name: 'Keyboard shortcuts' })).toHaveTextContent('Search, go to, do')
})

test('a session that ends under somebody who is typing takes nothing away: the page stays and says so until they leave it', async () => {
  const history = open('/support/new', 'gwen')
  const question = await screen.findByLabelText(/^Your question/)
  await userEvent.type(question, 'Three paragraphs')
  server.signIn(null)
  await queryClient.invalidateQueries({ queryKey: ['session'] })
  expect(await screen.findByText('Your session has ended.')).toBeVisible()
  expect(screen.getByLabelText(/^Your question/)).toHaveValue('Three paragraphs')
  expect(screen.getByRole('link', { name: /^Sign in in a new tab/ })).toHaveAttribute('target', '_blank')
  server.signIn('gwen')
  await queryClient.invalidateQueries({ queryKey: ['session'] })
  await waitFor(() => expect(screen.queryByText('Your session has ended.')).toBeNull())
  expect(screen.getByLabelText(/^Your question/)).toHaveValue('Three paragraphs')
  server.signIn(null)
  await queryClient.invalidateQueries({ queryKey: ['session'] })
  await screen.findByText('Your session has ended.')
  await userEvent.click(within(screen.getByRole('navigation', { name: 'Main' })).getByRole('link', { name: 'People' }))
  await waitFor(() => expect(history.get()).toBe('/sign-in?next=%2Fpeople'))
})

test('a form that holds what is known, and in which nobody typed, gives way to the sign-in page when the session ends', async () => {
  const history = open('/account/profile', 'gwen')
  expect(await screen.findByLabelText(/^Name/)).not.toHaveValue('')
  server.signIn(null)
  await queryClient.invalidateQueries({ queryKey: ['session'] })
  await waitFor(() => expect(history.get()).toBe('/sign-in?next=%2Faccount%2Fprofile'))
})

test('one line that was typed is held as well as a text', async () => {
  open('/account/profile', 'gwen')
  await userEvent.type(await screen.findByLabelText(/^Name/), ' the Second')
  server.signIn(null)
  await queryClient.invalidateQueries({ queryKey: ['session'] })
  expect(await screen.findByText('Your session has ended.')).toBeVisible()
})
