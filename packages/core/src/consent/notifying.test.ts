import { expect } from 'vitest'
import type { TestWorld } from '../../test/world.ts'
import { test } from '../../test/world.ts'
import { claimRow, dueAt, falconer, nora, read, tess } from '../../test/customer.ts'
import { revenue } from '../../test/inputs.ts'
import { goodInput, linkTo, makeClaim, openedWindow, submitClaim } from '../../test/story.ts'
import { approveClaim, takeClaim } from '../../test/story.ts'
import { canonicalJson, sha256 } from '../kernel/canonical.ts'
import type { Json } from '../kernel/canonical.ts'
import { daysAfter, secondsAfter } from '../kernel/time.ts'
import type { Message } from '../letters/deliver.ts'
import type { Outcome } from '../letters/letter.rules.ts'

const notices = (world: TestWorld): Message[] => world.sent.filter(({ text }) => text.includes('/n/'))

const isNotice = ({ text }: Message): boolean => text.includes('/n/')

const contactOf = async (world: TestWorld, email: string) => ({
  customerContact: { ...(await goodInput(world)).customerContact, email },
})

test('C41 the contact and each administrator get a notice of their own; no partner address is in any of them', async ({
  opened: { world },
}) => {
  const sent = notices(world)
  expect(sent.map(({ to }) => to.address).toSorted()).toEqual([falconer, nora, tess])
  for (const { from, to, messageId } of sent)
    expect(`${from} ${to.name} ${to.address} ${messageId}`).not.toMatch(/kestrel/i)
})

test('C41 each of the three has a link of its own, good for one mailbox (MIC-R6)', async ({ opened: { world } }) => {
  const links = [nora, tess, falconer].map((address) => linkTo(world, address))
  expect(new Set(links).size).toBe(3)
  for (const [at, address] of [nora, tess, falconer].entries())
    expect((await read(world, { link: links[at]! })).notice.recipient.address).toBe(address)
})

test('B.2.7 the mailbox that the administrators chose for requests gets a notice of its own, once', async ({
  world,
}) => {
  const chosen = 'requests@orchardfoods.example'
  await world.rows('update customer_tenant set default_contact = $1', [chosen])
  await openedWindow(world)
  expect(notices(world).map(({ to }) => to.address)).toEqual(expect.arrayContaining([chosen, falconer, nora, tess]))
  expect((await read(world, { of: chosen })).notice.recipient.address).toBe(chosen)
  await world.rows('update customer_tenant set default_contact = upper($1)', [tess])
  world.sent.length = 0
  await openedWindow(world, { name: 'Again', items: [{ code: 'SITE', subscription: '' }] })
  expect(notices(world)).toHaveLength(3)
})

test('C42 NOT-R2 a revenue claim is active at once and nobody at the customer is written to', async ({ world }) => {
  const claim = await makeClaim(world, revenue())
  await submitClaim(world, claim)
  await takeClaim(world, claim)
  await approveClaim(world, claim)
  await world.work()
  expect(await claimRow(world)).toMatchObject({ status: 'approved', consentState: 'not_applicable', live: ['active'] })
  expect(world.sent.filter(({ to }) => !to.address.endsWith('@kestrel.example'))).toEqual([])
})

test('NOT-R3 one notice for a claim of several services', async ({ opened: { world } }) => {
  expect(await world.rows('select id from consent_notice')).toHaveLength(1)
  expect(notices(world).filter(({ to }) => to.address === nora)).toHaveLength(1)
})

test('NOT-R6 a contact who administers the tenant too gets one letter, and the administrators were told', async ({
  world,
}) => {
  await openedWindow(world, await contactOf(world, tess.toUpperCase()))
  expect(
    notices(world)
      .map(({ to }) => to.address.toLowerCase())
      .toSorted(),
  ).toEqual([falconer, tess])
  expect((await claimRow(world)).flags).toEqual([])
})

test('NOT-R6 a contact who is the only administrator is the administrators’ copy', async ({ world }) => {
  await world.rows(`update tenant_admin set state = 'removed' where email <> $1`, [tess])
  await openedWindow(world, await contactOf(world, tess))
  expect(notices(world)).toHaveLength(1)
  expect((await claimRow(world)).flags).toEqual([])
})

test('NOT-R4 without an administrator on file the contact is told, and the claim is flagged no_admin_copy', async ({
  world,
}) => {
  await world.rows(`update tenant_admin set state = 'removed'`)
  await openedWindow(world)
  expect(notices(world).map(({ to }) => to.address)).toEqual([nora])
  expect(await claimRow(world)).toMatchObject({ flags: ['no_admin_copy'], consentState: 'window_open' })
})

test.for(['delegate@kestrel.example', 'Delegate@Leeds.Kestrel.example'])(
  'C41 an administrator at the partner’s own domain, %s, gets no copy and no link',
  async (email, { world }) => {
    await world.rows(`update tenant_admin set email = $1 where email = $2`, [email, falconer])
    await openedWindow(world)
    expect(
      notices(world)
        .map(({ to }) => to.address)
        .toSorted(),
    ).toEqual([nora, tess])
  },
)

test('what was told is kept as it was told, by its hash, and not even the owner changes it', async ({
  opened: { world },
}) => {
  const [notice] = await world.rows<{ snapshot: Json; hash: string }>(
    'select snapshot, snapshot_hash as hash from consent_notice',
  )
  expect(sha256(canonicalJson(notice!.snapshot))).toBe(notice!.hash)
  await expect(world.rows(`update consent_notice set snapshot = '{}'`)).rejects.toThrow('append-only')
})

/** From nothing to approved, with a relay that answers the notices so. */
const approvedWith = (world: TestWorld, answer: (message: Message) => Outcome) => {
  const others = world.relay.answer
  world.relay.answer = (message) => (isNotice(message) ? answer(message) : others(message))
  return openedWindow(world)
}

const refused = (code: number): Outcome => ({ kind: 'refused', code, response: `${code} no` })

test('I3 while the relay answers 451 no window runs, for however long', async ({ world }) => {
  await approvedWith(world, () => refused(451))
  world.at(daysAfter(world.now(), 2))
  await world.work()
  await world.fire()
  expect(await claimRow(world)).toMatchObject({
    consentState: 'awaiting_delivery',
    live: ['in_consent_window', 'in_consent_window'],
  })
  expect(await dueAt(world)).toBeNull()
})

test('I3 CON-R1 the window is seven days from the first acceptance, not from the approval', async ({ world }) => {
  await approvedWith(world, () => refused(451))
  const acceptedAt = secondsAfter(world.now(), 100)
  world.at(acceptedAt)
  world.relay.answer = ({ to }) => (to.address === tess ? { kind: 'accepted', response: '250' } : refused(451))
  await world.work()
  expect(await dueAt(world)).toEqual(daysAfter(acceptedAt, 7))
  world.at(secondsAfter(acceptedAt, 9999))
  world.relay.answer = () => ({ kind: 'accepted', response: '250' })
  await world.work()
  expect(await dueAt(world)).toEqual(daysAfter(acceptedAt, 7))
})

test('I3 a notice dropped after its body starts no window either: nobody knows that it arrived', async ({ world }) => {
  await approvedWith(world, () => ({ kind: 'silent', response: 'closed' }))
  expect(await dueAt(world)).toBeNull()
})

test('T19 C52 when every mailbox is refused the claim waits for another contact, flagged notice_bounced', async ({
  world,
}) => {
  await approvedWith(world, () => refused(550))
  expect(await claimRow(world)).toMatchObject({ consentState: 'paused_bounced', flags: ['notice_bounced'] })
  world.at(daysAfter(world.now(), 30))
  expect(await world.fire()).toBe(0)
  expect((await claimRow(world)).live).toEqual(['in_consent_window', 'in_consent_window'])
})

test('T19 while one mailbox takes it, the refusals of the others pause nothing', async ({ world }) => {
  await approvedWith(world, ({ to }) =>
    to.address === falconer ? { kind: 'accepted', response: '250' } : refused(550),
  )
  expect(await claimRow(world)).toMatchObject({ consentState: 'window_open', flags: [] })
})
