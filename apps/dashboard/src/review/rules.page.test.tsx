import { configure, screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import type { MadeClaim } from '@ofrecord/core/test/story'
import { addEvidence, makeClaim, submitClaim } from '@ofrecord/core/test/story'
import { expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

// The answers come from a database that other tests use at the same time.
configure({ asyncUtilTimeout: 10_000 })

const server = createServer()

const submitted = async (): Promise<MadeClaim> => {
  const claim = await makeClaim(server.world)
  await addEvidence(server.world, claim.claimId)
  await submitClaim(server.world, claim)
  return claim
}

test('B.17: a lead holds a claim with a reason and lifts the hold again', async () => {
  const { claimId } = await submitted()
  openPage(server, `/review/${claimId}`, 'liam')
  await userEvent.click(await screen.findByRole('button', { name: 'Hold the claim' }))
  const dialog = await screen.findByRole('dialog')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Put on hold' }))
  expect(within(dialog).getByLabelText(/^Why it is held/)).toHaveAccessibleDescription(/Write why the claim is held/)
  await userEvent.type(within(dialog).getByLabelText(/^Why it is held/), 'Court case 7')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Put on hold' }))
  const part = await screen.findByRole('region', { name: 'Legal hold' })
  await waitFor(() => expect(part).toHaveTextContent(/holds the claim since.*Court case 7/))
  await userEvent.click(within(part).getByRole('button', { name: 'Lift the hold' }))
  expect(await within(part).findByRole('button', { name: 'Hold the claim' })).toBeVisible()
})

test('B.17: a reviewer reads of a hold and cannot lift it; without one there is nothing', async () => {
  const { claimId } = await submitted()
  const { unmount } = openPage(server, `/review/${claimId}`, 'rosa')
  await screen.findByRole('heading', { level: 1 })
  expect(screen.queryByRole('region', { name: 'Legal hold' })).toBeNull()
  unmount()
  await (await server.world.as('liam')).review.hold({ claimId, reason: 'Court case 7' })
  openPage(server, `/review/${claimId}`, 'rosa')
  expect(await screen.findByRole('region', { name: 'Legal hold' })).toHaveTextContent('Court case 7')
  expect(screen.queryByRole('button', { name: 'Lift the hold' })).toBeNull()
})

test('AMB-9: a claim of the sample says so in the queue and on its page', async () => {
  const { claimId } = await submitted()
  await server.world.rows('update claim set sampled = true where id = $1', [claimId])
  const { unmount } = openPage(server, '/review?sampled=1', 'rosa')
  expect(await screen.findByRole('row', { name: /Mail and meetings for Orchard/ })).toHaveTextContent('Sample')
  unmount()
  openPage(server, `/review/${claimId}`, 'rosa')
  expect(await screen.findByText('Drawn for the random sample. The rules would have approved it.')).toBeVisible()
})

test('T5: the partner reads that the vendor’s rules approved the claim', async () => {
  const { world } = server
  const petra = await world.as('petra')
  const { version, settings } = await petra.policy.get()
  await petra.policy.change({ version, settings: { ...settings, autoApprove: true, samplePercent: 0 }, reason: 'Many' })
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  const found = { E1: 1, E2: 1, E3: 1, E4: 1, E5: 1, E6: 1 }
  await world.rows('update evidence set preflight = $1', [{ pages: 1, at: world.now().toISOString(), found }])
  await submitClaim(world, claim)
  world.at(new Date(world.now().getTime() + 1000))
  await world.fire()
  openPage(server, `/claims/${claim.claimId}`, 'ines')
  expect(await screen.findByText('approved 2 items by the vendor’s rules', { exact: false })).toBeVisible()
})
