import { screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

const server = createServer()

test('B.8.1: the programme reads what each level asks for, in words, and finds a competency by its name', async () => {
  const { history } = openPage(server, '/programme/competencies', 'petra')
  expect(await screen.findByRole('heading', { level: 1, name: 'Competency catalogue' })).toBeVisible()

  await userEvent.type(screen.getByRole('searchbox', { name: 'Search competencies' }), 'messaging')
  await waitFor(() => expect(history.get()).toContain('q=messaging'))
  await waitFor(() => expect(screen.getAllByRole('rowheader')).toHaveLength(1))

  const row = within(screen.getByRole('table')).getAllByRole('row')[1]!
  expect(row).toHaveTextContent(/customer references in force, assigned to this competency/)
})
