import { expect } from 'vitest'
import { claimRow, decisions, dueAt, letItElapse, nora, read, sayNo, sayYes, tess } from '../../test/customer.ts'
import { installation } from '../../test/stage.ts'
import { test } from '../../test/world.ts'
import { signerOf } from '../kernel/signing.ts'
import { hoursAfter, secondsAfter } from '../kernel/time.ts'
import { isGenuine } from './receipt.ts'

test('C48 after seven days without a no the association is active and the figures are visible', async ({
  opened: {
    world,
    claim: { claimId },
  },
}) => {
  const partner = await world.as('ines')
  expect((await partner.claims.get({ claimId })).usage).toEqual([])
  await letItElapse(world)
  expect(await claimRow(world)).toMatchObject({
    status: 'approved',
    consentState: 'elapsed',
    live: ['active', 'active'],
  })
  expect((await partner.claims.get({ claimId })).usage.length).toBeGreaterThan(0)
})

test('C48 REC-R1 silence has a receipt that says silence and names nobody', async ({ opened: { world } }) => {
  await letItElapse(world)
  const [silence] = await decisions(world)
  expect(silence!.kind).toBe('silence')
  const receipt = await world.visitor().consent.receipt({ receipt: silence!.receipt })
  expect(receipt).toMatchObject({ kind: 'silence', decidedBy: null, reasons: [], wholeClaim: true })
  expect(receipt.json).not.toMatch(/consent given|agreed/i)
  expect(isGenuine([signerOf(installation, 1)], receipt.json)).toBe(true)
})

test('GEN-R3 a late job counts from the end of the window, not from its own run', async ({ opened: { world } }) => {
  const due = (await dueAt(world))!
  world.at(hoursAfter(due, 5))
  await world.fire()
  expect((await claimRow(world)).activatedAt).toEqual(due)
  expect((await decisions(world)).map(({ at }) => at)).toEqual([due])
})

test('I3 a mailbox that took its letter a moment before the one the window began with moves no window', async ({
  opened: { world },
}) => {
  const due = (await dueAt(world))!
  await world.rows(`update letter set accepted_at = accepted_at - interval '5 milliseconds'
    where id = (select max(id::text)::uuid from letter where template = 'association-notice')`)
  await letItElapse(world)
  expect(await claimRow(world)).toMatchObject({ consentState: 'elapsed', activatedAt: due })
  expect(await world.rows(`select from event where type = 'claim.windowStopped'`)).toEqual([])
})

test('CON-R2 at the exact instant the window ends nothing fires', async ({ opened: { world } }) => {
  world.at((await dueAt(world))!)
  expect(await world.fire()).toBe(0)
  expect((await claimRow(world)).consentState).toBe('window_open')
})

test('C47 CON-R1 a no at the exact second of consentDueAt is within the window, and the job afterwards does nothing', async ({
  opened: { world },
}) => {
  const due = (await dueAt(world))!
  world.at(secondsAfter(due, -20))
  const receipt = await sayNo(world)
  expect(world.now()).toEqual(due)
  expect((await world.visitor().consent.receipt({ receipt })).withinWindow).toBe(true)
  world.at(hoursAfter(due, 1))
  await world.fire()
  await world.work()
  expect(await claimRow(world)).toMatchObject({ status: 'consent_denied', activatedAt: null, live: [] })
  expect((await decisions(world)).map(({ kind }) => kind)).toEqual(['deny'])
})

test('I4 a no after the end, before a late job, wins over it', async ({ opened: { world } }) => {
  world.at(hoursAfter((await dueAt(world))!, 1))
  await sayNo(world)
  await world.fire()
  expect(await claimRow(world)).toMatchObject({ status: 'consent_denied', activatedAt: null, live: [] })
})

test('T11 an explicit yes brings it into force at once, and the window’s end adds nothing', async ({
  opened: { world },
}) => {
  await sayYes(world, { of: tess })
  expect(await claimRow(world)).toMatchObject({ consentState: 'confirmed', live: ['active', 'active'] })
  world.at(hoursAfter((await dueAt(world))!, 1))
  expect(await world.fire()).toBe(0)
  expect((await decisions(world)).map(({ kind }) => kind)).toEqual(['confirm'])
})

test('a yes said twice, by two people, is one decision with one receipt', async ({ opened: { world } }) => {
  const first = await sayYes(world)
  expect(await sayYes(world)).toBe(first)
  expect(await sayYes(world, { of: tess })).toBe(first)
  expect(await decisions(world)).toHaveLength(1)
})

test('receipts follow each other: each names the one before it', async ({ opened: { world } }) => {
  await letItElapse(world)
  await sayNo(world, { of: nora })
  const [silence, no] = await decisions(world)
  expect((JSON.parse(no!.document) as { previousReceipt: string }).previousReceipt).toBe(silence!.receipt)
  expect((await world.visitor().consent.receipt({ receipt: silence!.receipt })).replacedBy).toBe(no!.receipt)
})

test('receipts follow each other as they were made, also when silence counts from before a no', async ({
  opened: { world },
}) => {
  world.at(secondsAfter((await dueAt(world))!, 60))
  const { notice } = await read(world)
  const first = await sayNo(world, { itemIds: [notice.items[0]!.id] })
  world.at(hoursAfter(world.now(), 1))
  await world.fire()
  expect((await read(world)).notice.decision?.kind).toBe('silence')
  await sayNo(world)
  const previous = new Map(
    (await decisions(world)).map(({ kind, document }) => [
      kind,
      (JSON.parse(document) as { previousReceipt: string }).previousReceipt,
    ]),
  )
  const [, silence] = await decisions(world)
  expect(previous.get('silence')).toBe(first)
  expect(previous.get('deny')).toBe(silence!.receipt)
  expect((await world.visitor().consent.receipt({ receipt: first })).replacedBy).toBeNull()
})
