import { approvedReference, confirmed, readAsked, sentReference } from '@ofrecord/core/test/references'
import { screen, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

test('L9: a reviewer finds the answers that look like a program’s, with the typed name and role, and nothing was refused for it', async () => {
  await approvedReference(server.world)
  await sentReference(server.world, { company: 'Westmere College', projectTitle: 'Another' })
  await confirmed(server.world, { trap: 'x' })
  openPage(server, '/review/references', 'rosa')
  const table = await screen.findByRole('table', { name: 'Answered references' })
  expect(within(table).getAllByRole('rowheader')).toHaveLength(2)
  expect(within(table).getByText('A field that people do not see was filled in')).toBeVisible()
  await userEvent.click(within(table).getByRole('link', { name: 'Westmere College' }))
  expect(await screen.findByRole('region', { name: 'The customer’s answer' })).toHaveTextContent(
    'Answered byLena Hart, Head of Operations',
  )
  expect(screen.getByText('Noted for you. Nobody was refused for it.')).toBeVisible()
})

test('B.18: the partner reads the kind of reason of a no and not the words; the reviewer reads both', async () => {
  const referenceId = await sentReference(server.world)
  const { link, nonce } = await readAsked(server.world)
  await server.world.visitor().references.link.reject({
    link,
    nonce,
    reason: 'description_wrong',
    comment: 'It was four shops.',
  })
  const { unmount } = openPage(server, `/references/${referenceId}`, 'gwen')
  expect(await screen.findByText('The description is wrong')).toBeVisible()
  expect(screen.getByText('What they wrote stays between them and Halcyon Software.')).toBeVisible()
  expect(screen.queryByText('It was four shops.')).not.toBeInTheDocument()
  expect(screen.queryByRole('button', { name: 'Assign' })).not.toBeInTheDocument()
  unmount()
  openPage(server, `/review/references/${referenceId}`, 'rosa')
  expect(await screen.findByText('It was four shops.')).toBeVisible()
  expect(screen.getByText('Not shared with the partner.')).toBeVisible()
})

test('B.5.2: what the customer would have written stands beside the partner’s words, and nothing is changed by it', async () => {
  const referenceId = await sentReference(server.world)
  const { link, nonce } = await readAsked(server.world)
  await server.world.visitor().references.link.confirm({
    link,
    nonce,
    name: 'Lena Hart',
    role: 'Head of Operations',
    suggestion: { projectTitle: 'One inventory for fifty shops' },
  })
  openPage(server, `/references/${referenceId}`, 'gwen')
  const table = await screen.findByRole('table', { name: 'What the customer would have written' })
  const row = within(table).getByRole('row', { name: /^Project title/ })
  expect(row).toHaveTextContent(/One inventory for forty shops.*One inventory for fifty shops/)
  expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('One inventory for forty shops')
  expect(screen.getByText('You: assign it to a location and a competency')).toBeVisible()
})
