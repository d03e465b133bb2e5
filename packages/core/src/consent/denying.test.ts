import { expect } from 'vitest'
import { test } from '../../test/world.ts'
import { claimRow, decisions, falconer, letItElapse, nora, read, sayNo, sayYes, tess } from '../../test/customer.ts'
import { refusalOf } from '../../test/refusals.ts'
import type { LinkActor } from '../kernel/actor.ts'
import { daysAfter, secondsAfter } from '../kernel/time.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { installation } from '../../test/stage.ts'
import { deny, findAnswerer } from './answering.ts'

const noTraces = { trap: false, ip: null, userAgent: null }

test('C45 a no ends the claim and every association, and the partner is told in the same hour', async ({
  opened: { world, claim },
}) => {
  const receipt = await sayNo(world)
  await world.work()
  expect(await claimRow(world)).toMatchObject({ status: 'consent_denied', consentState: 'denied', live: [] })
  expect((await world.visitor().consent.receipt({ receipt })).reasons).toEqual(['unknown'])
  expect(world.sent.map(({ to, subject }) => `${to.address}: ${subject}`)).toContain(
    `ines.incentive@kestrel.example: ${claim.number}: Orchard Foods said no`,
  )
})

test('C45 T12 the figures disappear in the transaction of the no: seen until its commit, gone with it', async ({
  opened: {
    world,
    claim: { claimId },
  },
}) => {
  await letItElapse(world)
  const partner = await world.as('ines')
  const figures = async () => (await partner.claims.get({ claimId })).usage.length
  const seen = await figures()
  expect(seen).toBeGreaterThan(0)
  const [recipient] = await world.rows<{ id: string; vendorId: string; linkId: string }>(
    `select id, vendor_id as "vendorId", link_id as "linkId" from notice_recipient where address = $1`,
    [nora],
  )
  const actor: LinkActor = { side: 'customer', vendorId: recipient!.vendorId, linkId: recipient!.linkId, address: nora }
  await inTransaction(world.orm, actor, async (call) => {
    const denial = { reasons: ['unknown' as const], itemIds: undefined, comment: '', shareComment: false }
    await deny(call, installation, await findAnswerer(call, recipient!.id), denial, noTraces)
    await call.em.flush()
    expect(await figures()).toBe(seen)
  })
  expect(await figures()).toBe(0)
  expect((await partner.claims.get({ claimId })).status).toBe('consent_denied')
})

test('C45 the receipt goes to whoever said no and to every administrator, the undo to one of them', async ({
  opened: { world },
}) => {
  const before = world.sent.length
  await sayNo(world, { of: tess })
  await world.work()
  const told = world.sent.slice(before).filter(({ to }) => to.address.endsWith('@orchardfoods.example'))
  expect(told.map(({ to }) => to.address).toSorted()).toEqual([falconer, tess])
  expect(told.filter(({ text }) => text.includes('/undo')).map(({ to }) => to.address)).toEqual([tess])
})

test('C46 MIC-R3 a hundred posts at once make one decision, and all answer its receipt', async ({
  opened: { world },
}) => {
  const { link, nonce } = await read(world)
  const posts = Array.from({ length: 100 }, () => world.visitor().consent.deny({ link, nonce, reasons: ['data'] }))
  const receipts = (await Promise.all(posts)).map(({ receipt }) => receipt)
  expect(new Set(receipts).size).toBe(1)
  expect((await decisions(world)).map(({ kind }) => kind)).toEqual(['deny'])
})

test('C46 posted again a day later, and by another mailbox: the receipt of the first', async ({
  opened: { world },
}) => {
  const first = await sayNo(world)
  world.at(secondsAfter(world.now(), 86_400))
  expect(await sayNo(world)).toBe(first)
  expect(await sayNo(world, { of: tess, reasons: ['other'] })).toBe(first)
  expect(await decisions(world)).toHaveLength(1)
})

test('C44 DENY_REASON_REQUIRED: pressed without a reason it decides nothing', async ({ opened: { world } }) => {
  const { link, nonce } = await read(world)
  expect(await refusalOf(world.visitor().consent.deny({ link, nonce, reasons: [] }))).toMatchObject({
    code: 'DENY_REASON_REQUIRED',
    field: 'reasons',
  })
  expect(await decisions(world)).toEqual([])
})

test('DENY_ITEM_REQUIRED: every service unticked is no answer', async ({ opened: { world } }) => {
  const { link, nonce } = await read(world)
  const call = world.visitor().consent.deny({ link, nonce, reasons: ['data'], itemIds: [] })
  expect(await refusalOf(call)).toMatchObject({ code: 'DENY_ITEM_REQUIRED', field: 'itemIds' })
})

test('C51 a comment that is not shared is in nothing the partner can read', async ({
  opened: {
    world,
    claim: { claimId },
  },
}) => {
  await sayNo(world, { comment: 'They left us in the rain', shareComment: false })
  await world.work()
  const page = await (await world.as('ines')).claims.get({ claimId })
  expect(JSON.stringify(page)).not.toContain('rain')
  const toPartner = world.sent.filter(({ to }) => to.address.endsWith('@kestrel.example'))
  expect(JSON.stringify(toPartner)).not.toContain('rain')
  expect(JSON.stringify(await world.rows('select data from event'))).not.toContain('rain')
})

test('C51 a comment that is shared reaches the partner', async ({
  opened: {
    world,
    claim: { claimId },
  },
}) => {
  await sayNo(world, { comment: 'They left us in the rain', shareComment: true })
  await world.work()
  expect(JSON.stringify(await (await world.as('ines')).claims.get({ claimId }))).toContain('rain')
})

test.for(['NUL \0 in it', 'half \ud83d a pair', 'a bell \u0007'])(
  'a comment no keyboard types, %j, is refused by its field and decides nothing',
  async (comment, { opened: { world } }) => {
    const { link, nonce } = await read(world)
    const call = world.visitor().consent.deny({ link, nonce, reasons: ['data'], comment, shareComment: true })
    expect(await refusalOf(call)).toMatchObject({ code: 'INPUT_SHAPE', field: 'comment' })
    expect(await decisions(world)).toEqual([])
  },
)

test('C53 MIC-R8 a no to one of two services ends that one; the other goes on and comes into force', async ({
  opened: { world },
}) => {
  const { notice } = await read(world)
  await sayNo(world, { itemIds: [notice.items[0]!.id] })
  expect(await claimRow(world)).toMatchObject({
    status: 'approved',
    consentState: 'window_open',
    live: ['in_consent_window'],
    ended: ['consent_denied'],
  })
  await letItElapse(world)
  expect(await claimRow(world)).toMatchObject({ live: ['active'], ended: ['consent_denied'] })
})

test('C53 MIC-R8 with a no to the last service the claim is denied', async ({ opened: { world } }) => {
  const { notice } = await read(world)
  for (const { id } of notice.items) await sayNo(world, { itemIds: [id] })
  expect((await claimRow(world)).status).toBe('consent_denied')
  expect(await decisions(world)).toHaveLength(2)
})

test('C53 the no to one service posted again answers its own receipt, also after silence about the other', async ({
  opened: { world },
}) => {
  const { notice } = await read(world)
  const itemIds = [notice.items[0]!.id]
  const receipt = await sayNo(world, { itemIds })
  await letItElapse(world)
  expect(await sayNo(world, { itemIds })).toBe(receipt)
})

test('C53 the receipt of one service is not replaced by what was decided about another', async ({
  opened: { world },
}) => {
  const { notice } = await read(world)
  const first = await sayNo(world, { itemIds: [notice.items[0]!.id] })
  const second = await sayNo(world, { itemIds: [notice.items[1]!.id] })
  for (const receipt of [first, second])
    expect((await world.visitor().consent.receipt({ receipt })).replacedBy).toBeNull()
})

test('a no about a service of somebody else’s claim ends nothing', async ({ opened: { world } }) => {
  const call = sayNo(world, { itemIds: ['01900000-0000-7000-8000-000000000001'] })
  expect((await refusalOf(call)).code).toBe('NOTICE_READ_ONLY')
  expect((await claimRow(world)).live).toHaveLength(2)
})

test('L7 a filled trap is noted and blocks nobody', async ({ opened: { world } }) => {
  const { link, nonce } = await read(world)
  await world.visitor().consent.deny({ link, nonce, reasons: ['data'], trap: 'http://spam.example' })
  expect(await decisions(world)).toMatchObject([{ kind: 'deny', automationSuspected: true }])
})

test('GEN-R4 a decision keeps the network of its sender, not the address', async ({ opened: { world } }) => {
  const { link, nonce } = await read(world)
  await world.visitor({ ip: '2001:db8:1:2::9' }).consent.deny({ link, nonce, reasons: ['data'] })
  expect(await world.rows('select ip from consent_decision')).toEqual([{ ip: '2001:db8:1::' }])
})

test('MIC-R5 a no overrides an earlier yes, whoever said it; a yes after a no changes nothing', async ({
  opened: { world },
}) => {
  await sayYes(world)
  expect((await claimRow(world)).consentState).toBe('confirmed')
  const receipt = await sayNo(world, { of: tess })
  expect(await sayYes(world, { of: falconer })).toBe(receipt)
  expect((await claimRow(world)).status).toBe('consent_denied')
})

test('CONFIRM_TICK_REQUIRED: a program that presses the button has not ticked', async ({ opened: { world } }) => {
  const { link, nonce } = await read(world)
  const call = world.visitor().consent.confirm({ link, nonce, agree: false })
  expect((await refusalOf(call)).code).toBe('CONFIRM_TICK_REQUIRED')
  expect((await claimRow(world)).consentState).toBe('window_open')
})

test('NOTICE_READ_ONLY: a claim that ended otherwise can be denied no more', async ({ opened: { world } }) => {
  await world.rows(`update claim set status = 'ended'`)
  expect(await refusalOf(sayNo(world))).toMatchObject({ code: 'NOTICE_READ_ONLY', rule: 'MIC-R9' })
})

test('CON-R3 a no after the activation has the same effect', async ({ opened: { world } }) => {
  await letItElapse(world)
  await sayNo(world)
  expect(await claimRow(world)).toMatchObject({
    status: 'consent_denied',
    live: [],
    ended: ['consent_denied', 'consent_denied'],
  })
})

test('B.0.4 linkReadOnlyDays: ninety days after the end the page can still be read, then the link opens nothing', async ({
  opened: { world },
}) => {
  await sayNo(world)
  const ended = world.now()
  world.at(daysAfter(ended, 90))
  expect((await read(world)).notice.state).toBe('denied')
  world.at(daysAfter(ended, 91))
  expect((await refusalOf(read(world))).code).toBe('NOT_FOUND')
})
