import { screen } from '@solidjs/testing-library'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
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
