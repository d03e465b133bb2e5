import { expect } from 'vitest'
import {
  claimRow,
  decisions,
  dueAt,
  falconer,
  letItElapse,
  nora,
  read,
  sayNo,
  sayYes,
  takeBack,
  tess,
} from '../../test/customer.ts'
import { refusalOf } from '../../test/refusals.ts'
import {
  addEvidence,
  approveClaim,
  goodInput,
  makeClaim,
  openedWindow,
  submitClaim,
  takeClaim,
} from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter, hoursAfter, secondsAfter } from '../kernel/time.ts'

test('C50 23 hours after the no it can be taken back: the window goes on where it was', async ({
  opened: { world },
}) => {
  const due = await dueAt(world)
  await sayNo(world)
  world.at(hoursAfter(world.now(), 23))
  await takeBack(world)
  expect(await claimRow(world)).toMatchObject({
    status: 'approved',
    consentState: 'window_open',
    live: ['in_consent_window', 'in_consent_window'],
  })
  expect(await dueAt(world)).toEqual(due)
  await letItElapse(world)
  expect((await claimRow(world)).live).toEqual(['active', 'active'])
})

test('C50 an association in force is in force again, with its figures', async ({
  opened: {
    world,
    claim: { claimId },
  },
}) => {
  await letItElapse(world)
  await sayNo(world)
  await takeBack(world)
  expect(await claimRow(world)).toMatchObject({ consentState: 'elapsed', live: ['active', 'active'] })
  expect((await (await world.as('ines')).claims.get({ claimId })).usage.length).toBeGreaterThan(0)
})

test('C50 UNDO_EXPIRED after 25 hours, with the instant until which it was possible', async ({ opened: { world } }) => {
  await sayNo(world)
  const until = hoursAfter(world.now(), 24)
  world.at(hoursAfter(world.now(), 25))
  expect(await refusalOf(takeBack(world))).toMatchObject({
    code: 'UNDO_EXPIRED',
    params: { undoUntilAt: until.toISOString() },
  })
  expect((await claimRow(world)).status).toBe('consent_denied')
})

test('C50 the last millisecond of the 24 hours is in time', async ({ opened: { world } }) => {
  await sayNo(world)
  world.at(secondsAfter(hoursAfter(world.now(), 24), -20))
  await takeBack(world)
  expect((await claimRow(world)).status).toBe('approved')
})

test('MIC-R3 taken back twice: one decision, one receipt', async ({ opened: { world } }) => {
  await sayNo(world)
  const receipt = await takeBack(world)
  expect(await takeBack(world)).toBe(receipt)
  expect((await decisions(world)).map(({ kind }) => kind)).toEqual(['deny', 'undo_deny'])
})

test('MIC-R5 nobody takes back what another mailbox said: NOTICE_READ_ONLY', async ({ opened: { world } }) => {
  await sayNo(world, { of: nora })
  expect((await refusalOf(takeBack(world, { of: tess }))).code).toBe('NOTICE_READ_ONLY')
  expect((await claimRow(world)).status).toBe('consent_denied')
})

test('NOTICE_READ_ONLY: there is nothing to take back before anything was said, nor after a yes', async ({
  opened: { world },
}) => {
  expect((await refusalOf(takeBack(world))).code).toBe('NOTICE_READ_ONLY')
  await sayYes(world)
  expect((await refusalOf(takeBack(world))).code).toBe('NOTICE_READ_ONLY')
})

/** Tidewater claims the same services and gets them. */
const othersTake = async (world: TestWorld, person: string) => {
  const changes = { name: `Again, by ${person}`, partnerContact: { name: 'Somebody', email: 'somebody@other.example' } }
  const claim = await makeClaim(world, { ...(await goodInput(world, {}, person)), ...changes }, person)
  await addEvidence(world, claim.claimId, 'clean', person)
  await submitClaim(world, claim, person)
  await takeClaim(world, claim)
  await approveClaim(world, claim)
}

test.for([
  ['another organisation', 'dev'],
  ['the same organisation by a newer claim', 'ines'],
] as const)('C50 UNDO_ITEM_TAKEN once %s holds an item', async ([, person], { opened: { world } }) => {
  await sayNo(world)
  await othersTake(world, person)
  expect((await refusalOf(takeBack(world))).code).toBe('UNDO_ITEM_TAKEN')
  expect(await decisions(world)).toHaveLength(1)
})

test('C53 a no to one service can be taken back for its 24 hours, also when silence about the rest came between', async ({
  opened: { world },
}) => {
  world.at(hoursAfter((await dueAt(world))!, -3))
  const { notice } = await read(world)
  await sayNo(world, { itemIds: [notice.items[0]!.id] })
  await letItElapse(world)
  expect((await read(world)).notice.denial).not.toBeNull()
  await takeBack(world)
  expect(await claimRow(world)).toMatchObject({ live: ['active', 'active'], ended: [] })
})

test('MIC-R5 a no to one service is not taken back past somebody else’s no to the rest', async ({
  opened: { world },
}) => {
  const { notice } = await read(world)
  await sayNo(world, { itemIds: [notice.items[0]!.id] })
  await sayNo(world, { of: tess })
  expect((await read(world)).notice.denial).toBeNull()
  expect((await refusalOf(takeBack(world))).code).toBe('NOTICE_READ_ONLY')
  expect((await claimRow(world)).live).toEqual([])
})

test('when the window ended while the no stood, silence counts from the undo, not from a day of refusal', async ({
  opened: { world },
}) => {
  world.at(hoursAfter((await dueAt(world))!, -1))
  await sayNo(world)
  world.at(hoursAfter(world.now(), 20))
  await takeBack(world)
  const undoneAt = world.now()
  expect((await claimRow(world)).live).toEqual(['in_consent_window', 'in_consent_window'])
  world.at(secondsAfter(undoneAt, 30))
  await world.fire()
  expect(await claimRow(world)).toMatchObject({ activatedAt: undoneAt, live: ['active', 'active'] })
  expect((await decisions(world)).at(-1)).toMatchObject({ kind: 'silence', at: undoneAt })
})

test('I3 a no before any server has answered, taken back after one did: the window runs from that answer', async ({
  world,
}) => {
  world.relay.answer = ({ text }) =>
    text.includes('/n/') ? { kind: 'silent', response: 'closed' } : { kind: 'accepted', response: '250' }
  await openedWindow(world)
  await sayNo(world, { of: falconer })
  world.relay.answer = () => ({ kind: 'accepted', response: '250' })
  world.at(secondsAfter(world.now(), 900))
  await world.work()
  const acceptedAt = world.now()
  await takeBack(world, { of: falconer })
  expect((await claimRow(world)).consentState).toBe('window_open')
  expect(await dueAt(world)).toEqual(daysAfter(acceptedAt, 7))
  await letItElapse(world)
  expect((await claimRow(world)).live).toEqual(['active', 'active'])
})

test('a no, taken back, said again: each has its receipt, and the last one stands', async ({ opened: { world } }) => {
  const first = await sayNo(world)
  const undone = await takeBack(world)
  const second = await sayNo(world)
  expect(new Set([first, undone, second]).size).toBe(3)
  expect((await claimRow(world)).status).toBe('consent_denied')
  const { decision, denial } = (await read(world)).notice
  expect([decision?.receipt, denial !== null]).toEqual([second, true])
})
