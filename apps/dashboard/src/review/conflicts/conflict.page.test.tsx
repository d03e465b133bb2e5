import { configure, screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { heldAndAsked, openConflict, standing } from '@ofrecord/core/test/rivals'
import { beforeEach, expect, test } from 'vitest'
import { openPage } from '../../../test/open.tsx'
import { createServer } from '../../../test/server.ts'

// The answers come from a database that other tests use at the same time.
configure({ asyncUtilTimeout: 10_000 })

const server = createServer()

beforeEach(() => sessionStorage.clear())

const open = async (url: string, person = 'rosa') => {
  openPage(server, url, person)
  await screen.findByRole('heading', { level: 1 })
}

test('the list leads to the conflict, where both partners stand beside each other', async () => {
  await heldAndAsked(server.world)
  await open('/review/conflicts')
  await userEvent.click(await screen.findByRole('link', { name: 'Mail and Calendar' }))
  expect(await screen.findByRole('heading', { name: 'Mail and Calendar of Orchard Foods' })).toBeVisible()
  const table = within(screen.getByRole('region', { name: 'Comparison' }))
  const heads = table.getAllByRole('columnheader').map(({ textContent }) => textContent)
  expect(heads[1]).toMatch(/^Kestrel.*recorded/)
  expect(heads[2]).toMatch(/^Tidewater.*asks/)
  expect(screen.getByRole('link', { name: 'Conflicts', current: 'page' })).toBeVisible()
})

test('CNF-R3 the incumbent is asked once; the page says until when', async () => {
  await heldAndAsked(server.world)
  const { id } = await openConflict(server.world)
  await open(`/review/conflicts/${id}`)
  await userEvent.click(await screen.findByRole('button', { name: /^Ask Kestrel.* for newer evidence$/ }))
  expect(await screen.findByText('Evidence asked')).toBeVisible()
  expect(screen.queryByRole('button', { name: /newer evidence/ })).toBeNull()
})

test('CNF-R5 nothing is decided without a choice and a reason; what each partner will read stands below', async () => {
  const { asked } = await heldAndAsked(server.world)
  const { id } = await openConflict(server.world)
  await open(`/review/conflicts/${id}`)
  await userEvent.click(await screen.findByRole('button', { name: 'Decide' }))
  expect(await screen.findByRole('link', { name: 'Choose who is recorded.' })).toBeVisible()
  expect(screen.getByRole('link', { name: 'Write why.' })).toBeVisible()
  await userEvent.click(screen.getByRole('radio', { name: /^Kestrel.* stays recorded$/ }))
  expect(screen.getByRole('heading', { name: /^Tidewater.* will read$/ }).nextElementSibling).toHaveTextContent(
    'Another partner is recorded for this item, so your claim for it is rejected.',
  )
  await userEvent.type(screen.getByRole('textbox', { name: 'Why' }), 'The newer signature.')
  await userEvent.click(screen.getByRole('button', { name: 'Decide' }))
  expect(await screen.findByText(/^Decided for Kestrel/)).toBeVisible()
  await waitFor(async () => expect((await standing(server.world, asked)).status).toBe('rejected'))
})

test('CNF-R1 the challenger’s own page says that another partner is recorded, and no name', async () => {
  const { asked } = await heldAndAsked(server.world)
  await open(`/claims/${asked.claimId}`, 'dev')
  expect(await screen.findByText('Another partner is recorded here too.')).toBeVisible()
  expect(document.body).not.toHaveTextContent('Kestrel')
})
