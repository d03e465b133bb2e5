import { configure, screen, waitFor, within } from '@solidjs/testing-library'
import userEvent from '@testing-library/user-event'
import { letItElapse } from '@ofrecord/core/test/customer'
import type { MadeClaim } from '@ofrecord/core/test/story'
import { addEvidence, makeClaim, openedWindow, submitClaim, takeClaim } from '@ofrecord/core/test/story'
import { beforeEach, expect, test } from 'vitest'
import { openPage } from '../../test/open.tsx'
import { createServer } from '../../test/server.ts'

// The answers come from a database that other tests use at the same time.
configure({ asyncUtilTimeout: 10_000 })

const server = createServer()

beforeEach(() => sessionStorage.clear())

const heading = { level: 1, name: /Mail and meetings for Orchard/ } as const
const open = async ({ claimId }: MadeClaim) => {
  openPage(server, `/claims/${claimId}`, 'ines')
  await screen.findByRole('heading', heading)
}

const judged = async (verdict: 'return' | 'reject'): Promise<MadeClaim> => {
  const claim = await makeClaim(server.world)
  await addEvidence(server.world, claim.claimId)
  await submitClaim(server.world, claim)
  await takeClaim(server.world, claim)
  const { review } = await server.world.as('rosa')
  const { version, items } = await review.get({ claimId: claim.claimId })
  const said = { claimId: claim.claimId, version, reasons: ['item_not_covered' as const], comment: 'Not in it.' }
  if (verdict === 'reject') await review.reject(said)
  else await review.return({ ...said, items: [{ itemId: items[1]!.id, reason: 'item_not_covered' }] })
  await server.world.work()
  return claim
}

const statusOf = async ({ claimId }: MadeClaim): Promise<string> =>
  (await (await server.world.as('ines')).claims.get({ claimId })).status

test('T9 CLM-V20: sent back unchanged it is refused with the way out; after a comment it goes to the reviewer', async () => {
  const claim = await judged('return')
  await open(claim)
  expect(screen.getByRole('region', { name: /^Items/ })).toHaveTextContent('An item is not covered by the documents')
  await userEvent.click(screen.getByRole('checkbox', { name: /^What this claim says is true/ }))
  await userEvent.click(screen.getByRole('button', { name: 'Send back' }))
  expect(await screen.findByText(/^Nothing is different since the claim was sent back/)).toBeVisible()
  await userEvent.type(screen.getByRole('textbox', { name: /^Comment to/ }), 'Page 3 names it.')
  server.world.at(new Date(server.world.now().getTime() + 60_000))
  await userEvent.click(screen.getByRole('button', { name: /^Save comment/ }))
  await screen.findByText('Page 3 names it.', { selector: 'p' })
  await userEvent.click(screen.getByRole('button', { name: 'Send back' }))
  await waitFor(async () => expect(await statusOf(claim)).toBe('submitted'))
})

test('CLM-R19: a claim that was sent back is edited in the wizard', async () => {
  const claim = await judged('return')
  await open(claim)
  await userEvent.click(screen.getByRole('button', { name: 'Edit' }))
  expect(await screen.findByRole('button', { name: /^Save changes/ })).toBeVisible()
})

test('T13: withdrawing asks for the reason and names what it does', async () => {
  const claim = await judged('return')
  await open(claim)
  await userEvent.click(screen.getByRole('button', { name: 'Withdraw' }))
  const dialog = within(await screen.findByRole('dialog'))
  await userEvent.click(dialog.getByRole('button', { name: 'Withdraw' }))
  expect(dialog.getByText('Choose a reason.')).toBeVisible()
  await userEvent.click(dialog.getByRole('radio', { name: 'Wrong location number' }))
  await userEvent.click(dialog.getByRole('button', { name: 'Withdraw' }))
  expect(await screen.findByText(`Claim ${claim.number} is withdrawn.`)).toBeVisible()
  expect(await statusOf(claim)).toBe('withdrawn')
})

test('T14 C34: ending asks which items and why, and the customer’s part is said before', async () => {
  const claim = await openedWindow(server.world)
  await letItElapse(server.world)
  await open(claim)
  await userEvent.click(screen.getByRole('button', { name: 'End association' }))
  const dialog = within(await screen.findByRole('dialog'))
  expect(dialog.getByText(/Orchard Foods is told by letter/)).toBeVisible()
  const [first] = dialog.getAllByRole('checkbox')
  await userEvent.click(first!)
  await userEvent.click(dialog.getByRole('radio', { name: 'Another reason' }))
  await userEvent.click(dialog.getByRole('button', { name: 'End association' }))
  expect(await screen.findByText(`The association of claim ${claim.number} has ended.`)).toBeVisible()
  const { items } = await (await server.world.as('ines')).claims.get({ claimId: claim.claimId })
  expect(items.map(({ association }) => association)).toEqual(['active', 'ended'])
})

test('T15 DISPUTE_EMPTY: an objection needs words; then another reviewer has it and the page says so', async () => {
  const claim = await judged('reject')
  await open(claim)
  await userEvent.click(screen.getByRole('button', { name: 'Dispute rejection' }))
  expect(await screen.findByText('Write why you object, or add a document that was not there before.')).toBeVisible()
  await userEvent.type(screen.getByRole('textbox', { name: 'Why do you object?' }), 'Look at page 4.')
  await userEvent.click(screen.getByRole('button', { name: 'Dispute rejection' }))
  expect(await screen.findByText(/Another reviewer of .* judges it/, { selector: 'p.t3' })).toBeVisible()
  expect(screen.getByText('Look at page 4.')).toBeVisible()
  expect(await statusOf(claim)).toBe('under_review')
})

test('T2: a draft nobody has seen is deleted after a question', async () => {
  const claim = await makeClaim(server.world)
  await open(claim)
  await userEvent.click(screen.getByRole('button', { name: 'Delete draft' }))
  const dialog = within(await screen.findByRole('dialog'))
  await userEvent.click(dialog.getByRole('button', { name: 'Delete draft' }))
  expect(await screen.findByText(`Draft ${claim.number} is deleted.`)).toBeVisible()
  expect(await screen.findByRole('heading', { level: 1, name: 'Customer associations' })).toBeVisible()
  const call = (await server.world.as('ines')).claims.get({ claimId: claim.claimId })
  await expect(call).rejects.toThrow('NOT_FOUND')
})

test('T19 C52: when every letter came back the page asks for another contact, and a wrong one stays in its field', async () => {
  server.world.relay.answer = () => ({ kind: 'refused', code: 550, response: '550 5.1.1 No such mailbox' })
  const claim = await openedWindow(server.world)
  await open(claim)
  const email = screen.getByRole('textbox', { name: /^E-mail/ })
  await userEvent.clear(email)
  await userEvent.type(email, 'ugo.user@kestrel.example')
  await userEvent.click(screen.getByRole('button', { name: 'Write to this contact' }))
  await waitFor(() => expect(screen.getByRole('textbox', { name: /^E-mail/ })).toBeInvalid())
  await userEvent.clear(email)
  await userEvent.type(email, 'otto.new@orchardfoods.example')
  await userEvent.click(screen.getByRole('button', { name: 'Write to this contact' }))
  expect(await screen.findByText(new RegExp(`writes to the new contact of claim ${claim.number}`))).toBeVisible()
})
