import { screen, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

test('B.14.1: the page says which letters always come and when the next digest does; a choice is kept at once', async () => {
  openPage(server, '/account/letters', 'ines')
  const user = userEvent.setup()
  expect(await screen.findByRole('heading', { level: 1, name: 'Letters' })).toBeVisible()
  expect(screen.getByText('All of them go to ines.incentive@kestrel.example.')).toBeVisible()
  const always = within(screen.getByRole('region', { name: 'What always comes' }))
  expect(always.getByText('Deadlines')).toBeVisible()
  expect(screen.getByRole('radio', { name: /^Each week/ })).toBeChecked()
  expect(screen.getByText(/^The next one is written Mon/)).toBeVisible()
  await user.click(screen.getByRole('radio', { name: /^Never/ }))
  expect(await screen.findByText('No digest is written.')).toBeVisible()
  expect(screen.getByRole('radio', { name: /^Never/ })).toBeChecked()
  expect(await server.world.rows('select cadence, due_at from digest')).toEqual([{ cadence: 'off', due_at: null }])
})
