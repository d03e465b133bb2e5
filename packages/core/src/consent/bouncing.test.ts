import { expect } from 'vitest'
import { claimRow, dueAt, falconer, letItElapse, nora, sayNo, sayYes, tess } from '../../test/customer.ts'
import { installation } from '../../test/stage.ts'
import { openedWindow } from '../../test/story.ts'
import type { MadeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter, secondsAfter } from '../kernel/time.ts'
import type { LetterReturn } from '../letters/returns.ts'
import { noteReturn, returnAddressOf } from '../letters/returns.ts'

/** The newest letter to a mailbox, by the address that it comes back to. */
const returnTo = async (world: TestWorld, address: string): Promise<string> => {
  const rows = await world.rows<{ id: string }>(
    `select id from letter where recipient = $1 order by created_at desc, id desc limit 1`,
    [address],
  )
  return returnAddressOf(installation.keys.returns, rows[0]!.id, 'bounces@halcyon.example')
}

const giveBack = async (world: TestWorld, address: string, report: Partial<LetterReturn> = {}) => {
  const addresses = [await returnTo(world, address)]
  const said = '5.1.1 550 no such mailbox'
  const fate = await noteReturn(world.orm, installation, {
    kind: 'bounced',
    addresses,
    messageIds: [],
    recipient: null,
    said,
    ...report,
  })
  await world.work()
  return fate
}

const giveAllBack = async (world: TestWorld): Promise<void> => {
  for (const address of [nora, tess, falconer]) await giveBack(world, address)
}

const partnersLetters = (world: TestWorld) =>
  world.rows<{ recipient: string }>(`select recipient from letter where template = 'claim-notice-bounced' order by 1`)

const correct = async (world: TestWorld, { claimId }: MadeClaim, email: string): Promise<void> => {
  const { claims } = await world.as('ines')
  const { version } = await claims.get({ claimId })
  const contact = { name: 'Otto New', title: 'Head of IT', email, language: 'en', phone: '' }
  await claims.correctContact({ claimId, version, contact })
  await world.work()
}

test('C52 T19: the only mailbox bounces on day 2, the window stops, the partner is asked for a contact, and the new letter starts a full 7 days', async ({
  world,
}) => {
  await world.rows(`update tenant_admin set state = 'removed'`)
  const claim = await openedWindow(world)
  const first = (await dueAt(world))!
  world.at(daysAfter(world.now(), 2))
  expect(await giveBack(world, nora)).toBe('noted')
  expect(await claimRow(world)).toMatchObject({
    consentState: 'paused_bounced',
    flags: ['no_admin_copy', 'notice_bounced'],
    live: ['in_consent_window', 'in_consent_window'],
  })
  expect(await dueAt(world)).toBeNull()
  expect(await partnersLetters(world)).toEqual([{ recipient: 'ines.incentive@kestrel.example' }])
  world.at(secondsAfter(first, 1))
  expect(await world.fire()).toBe(0)
  expect((await claimRow(world)).consentState).toBe('paused_bounced')
  const otto = 'otto.new@orchardfoods.example'
  await correct(world, claim, otto)
  expect(await world.rows(`select template from letter where recipient = '${otto}'`)).toEqual([
    { template: 'contact-correction' },
  ])
  expect(await dueAt(world)).toEqual(daysAfter(world.now(), 7))
  await letItElapse(world)
  expect(await claimRow(world)).toMatchObject({ consentState: 'elapsed', live: ['active', 'active'] })
})

test('T19 while an administrator’s copy stands, the window goes on to the same instant', async ({
  opened: { world },
}) => {
  const due = await dueAt(world)
  await giveBack(world, nora)
  await giveBack(world, tess)
  expect(await dueAt(world)).toEqual(due)
  expect(await claimRow(world)).toMatchObject({ consentState: 'window_open', flags: [] })
  expect(await partnersLetters(world)).toEqual([])
  await letItElapse(world)
  expect((await claimRow(world)).live).toEqual(['active', 'active'])
})

test('CON-R1 when the first letter comes back, the seven days are those of the next one that was taken', async ({
  world,
}) => {
  world.relay.answer = ({ to, text }) =>
    text.includes('/n/') && to.address !== nora
      ? { kind: 'refused', code: 451, response: '451 later' }
      : { kind: 'accepted', response: '250 queued' }
  await openedWindow(world)
  const opened = (await dueAt(world))!
  world.at(daysAfter(world.now(), 1))
  world.relay.answer = () => ({ kind: 'accepted', response: '250 queued' })
  await world.work()
  expect(await dueAt(world)).toEqual(opened)
  await giveBack(world, nora)
  expect(await dueAt(world)).toEqual(daysAfter(opened, 1))
  world.at(secondsAfter(opened, 1))
  expect(await world.fire()).toBe(0)
  await letItElapse(world)
  expect((await claimRow(world)).consentState).toBe('elapsed')
})

test('I3 while another letter is still on its way, nobody was told: no window runs until it is taken', async ({
  world,
}) => {
  world.relay.answer = ({ to, text }) =>
    text.includes('/n/') && to.address !== nora
      ? { kind: 'refused', code: 451, response: '451 later' }
      : { kind: 'accepted', response: '250 queued' }
  await openedWindow(world)
  await giveBack(world, nora)
  expect(await claimRow(world)).toMatchObject({ consentState: 'awaiting_delivery', flags: [] })
  expect(await dueAt(world)).toBeNull()
  world.relay.answer = () => ({ kind: 'accepted', response: '250 queued' })
  world.at(daysAfter(world.now(), 1))
  await world.work()
  expect(await dueAt(world)).toEqual(daysAfter(world.now(), 7))
})

test('F9 I3 what came back while no worker ran is heard before the window is closed', async ({ opened: { world } }) => {
  for (const address of [nora, tess, falconer])
    await noteReturn(world.orm, installation, {
      kind: 'bounced',
      addresses: [await returnTo(world, address)],
      messageIds: [],
      recipient: null,
      said: '',
    })
  world.at(daysAfter(world.now(), 8))
  await world.fire()
  await world.work()
  expect(await claimRow(world)).toMatchObject({ consentState: 'paused_bounced', activatedAt: null })
})

test('after the window a letter that comes back changes nothing that is in force: it is flagged', async ({
  opened: { world },
}) => {
  await letItElapse(world)
  await giveAllBack(world)
  expect(await claimRow(world)).toMatchObject({
    status: 'approved',
    consentState: 'elapsed',
    flags: ['notice_bounced'],
    live: ['active', 'active'],
  })
  expect(await partnersLetters(world)).toEqual([])
})

test('I4 a no stands whatever comes back, and so does a yes', async ({ opened: { world } }) => {
  await sayYes(world, { of: tess })
  await giveAllBack(world)
  expect((await claimRow(world)).consentState).toBe('confirmed')
  await sayNo(world)
  await giveAllBack(world)
  expect(await claimRow(world)).toMatchObject({ status: 'consent_denied', live: [] })
})

test('a complaint is flagged for the reviewer, hidden from the partner, and moves nothing', async ({
  opened: { world, claim },
}) => {
  const before = await claimRow(world)
  expect(await giveBack(world, nora, { kind: 'complained', said: 'abuse' })).toBe('noted')
  expect(await giveBack(world, nora, { kind: 'complained', said: 'abuse' })).toBe('noted')
  expect(await claimRow(world)).toEqual({ ...before, flags: ['complained'] })
  const staff = await (await world.as('rosa')).review.get({ claimId: claim.claimId })
  expect(staff.history.filter(({ type }) => type === 'claim.complained')).toHaveLength(1)
  const { claims } = await world.as('ines')
  const partner = JSON.stringify([await claims.get({ claimId: claim.claimId }), await claims.list({})])
  expect(partner).not.toMatch(/complained"|abuse/)
})

test('the delivery log: a partner reads kinds, domains and states, the vendor what the servers said too', async ({
  opened: { world, claim },
}) => {
  await giveBack(world, nora)
  const notices = (page: { deliveries: readonly { template: string }[] }) =>
    page.deliveries.filter(({ template }) => template === 'association-notice')
  expect(notices(await (await world.as('ines')).claims.get({ claimId: claim.claimId }))).toMatchObject([
    { recipient: 'i••@orchardfoods.example', state: 'accepted', response: null },
    { recipient: 'n••@orchardfoods.example', state: 'bounced', response: null },
    { recipient: 't••@orchardfoods.example', state: 'accepted', response: null },
  ])
  expect(notices(await (await world.as('rosa')).review.get({ claimId: claim.claimId }))).toMatchObject([
    { recipient: falconer },
    { recipient: nora, state: 'bounced', response: '5.1.1 550 no such mailbox\n250 queued' },
    { recipient: tess },
  ])
})
