import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { pdf } from '../../test/papers.ts'
import { codesOf } from '../../test/refusals.ts'
import { approveClaim, makeClaim, submitClaim, takeClaim } from '../../test/story.ts'
import { sayNo } from '../../test/customer.ts'
import type { Intake } from '../../test/uploads.ts'
import { test } from '../../test/uploads.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter, hoursAfter } from '../kernel/time.ts'
import { inReading } from '../kernel/transaction.ts'
import { purgeExpired, sweepUploads } from './evidence.jobs.ts'
import { findDocument } from './evidence.queries.ts'

const raise = (error: unknown): never => {
  throw error
}
const monthsAfter = (at: Date, months: number): Date => {
  const date = new Date(at)
  date.setUTCMonth(date.getUTCMonth() + months)
  return date
}
const purge = (world: TestWorld, { place }: Intake) => purgeExpired(world.orm, place.files, raise)

const deniedClaim = async (world: TestWorld, intake: Intake) => {
  const claim = await makeClaim(world)
  const { evidenceId } = await intake.upload(world, claim.claimId, { content: pdf() })
  await submitClaim(world, claim)
  await takeClaim(world, claim)
  await approveClaim(world, claim)
  await world.work()
  await sayNo(world)
  return { claim, evidenceId, endedAt: world.now() }
}

test('the bytes are deleted 24 months after the last association ended; row, hash and history stay (B.1.8)', async ({
  world,
  intake,
}) => {
  const { claim, evidenceId, endedAt } = await deniedClaim(world, intake)
  world.at(monthsAfter(endedAt, 24))
  expect(await purge(world, intake)).toBe(0)
  expect(intake.stored()).toBe(1)
  world.at(new Date(monthsAfter(endedAt, 24).getTime() + 1))
  expect(await purge(world, intake)).toBe(1)
  expect(intake.stored()).toBe(0)
  const { evidence, history } = await (await world.as('ines')).claims.get({ claimId: claim.claimId })
  expect(new Date(evidence[0]!.purgedAt!)).toEqual(world.now())
  const [row] = await world.rows<{ sha256: string }>('select sha256 from evidence')
  expect(history[0]).toMatchObject({ type: 'claim.evidencePurged', data: { evidenceId, sha256: row!.sha256 } })
  expect(await purge(world, intake)).toBe(0)
})

test('EVIDENCE_PURGED: who opens a deleted document is told when it was deleted', async ({ world, intake }) => {
  const { evidenceId, endedAt } = await deniedClaim(world, intake)
  world.at(monthsAfter(endedAt, 25))
  await purge(world, intake)
  const opening = inReading(world.reader, await world.actor('ines'), (call) => findDocument(call, evidenceId))
  await expect(opening).rejects.toMatchObject({ code: 'EVIDENCE_PURGED' })
})

test('a claim that closed without an association counts from its closing, and an open one keeps everything', async ({
  world,
  intake,
}) => {
  const withdrawn = await makeClaim(world)
  await intake.upload(world, withdrawn.claimId, { content: pdf('withdrawn') })
  await submitClaim(world, withdrawn)
  const ines = await world.as('ines')
  const { version } = await ines.claims.get({ claimId: withdrawn.claimId })
  await ines.claims.withdraw({ claimId: withdrawn.claimId, version, reason: 'wrong_number' })
  const open = await makeClaim(world, { name: 'Sites', items: [{ code: 'SITE', subscription: '' }] })
  await intake.upload(world, open.claimId, { content: pdf('open') })
  world.at(daysAfter(monthsAfter(world.now(), 24), 1))
  expect(await purge(world, intake)).toBe(1)
  expect((await ines.claims.get({ claimId: open.claimId })).evidence[0]!.purgedAt).toBeNull()
  expect(intake.stored()).toBe(1)
})

test('what is active is kept, however old it is', async ({ world, intake }) => {
  const claim = await makeClaim(world)
  await intake.upload(world, claim.claimId, { content: pdf() })
  await submitClaim(world, claim)
  await takeClaim(world, claim)
  await approveClaim(world, claim)
  world.at(monthsAfter(world.now(), 60))
  expect(await purge(world, intake)).toBe(0)
})

test('B.17: a legal hold stops the purge, until it is lifted; partners do not learn of it', async ({
  world,
  intake,
}) => {
  const { claim, endedAt } = await deniedClaim(world, intake)
  const { claimId } = claim
  const lead = await world.as('liam')
  await lead.review.hold({ claimId, reason: 'Court case 7' })
  world.at(monthsAfter(endedAt, 30))
  expect(await purge(world, intake)).toBe(0)
  expect(intake.stored()).toBe(1)
  expect((await (await world.as('rosa')).review.get({ claimId })).hold).toEqual({
    at: endedAt.toISOString().replace('.000', ''),
    byName: expect.stringContaining('Liam'),
    reason: 'Court case 7',
  })
  const mine = await (await world.as('ines')).claims.get({ claimId })
  expect(mine.hold).toBeNull()
  expect(JSON.stringify(mine)).not.toMatch(/Court case|claim\.held/)
  await lead.review.liftHold({ claimId })
  expect(await purge(world, intake)).toBe(1)
  expect(intake.stored()).toBe(0)
})

test('B.17: a hold that comes while the purge runs is in time', async ({ world, intake }) => {
  const ines = await world.as('ines')
  for (const code of ['SITE', 'SYNC']) {
    const claim = await makeClaim(world, { name: code, items: [{ code, subscription: '' }] })
    await intake.upload(world, claim.claimId, { content: pdf(code) })
    await submitClaim(world, claim)
    const { version } = await ines.claims.get({ claimId: claim.claimId })
    await ines.claims.withdraw({ claimId: claim.claimId, version, reason: 'other' })
  }
  // Which of the two comes first is chance: their ids are of one millisecond.
  const otherThan = async (key: string): Promise<string> =>
    (await world.rows<{ id: string }>('select claim_id as id from evidence where storage_key <> $1', [key]))[0]!.id
  world.at(daysAfter(monthsAfter(world.now(), 24), 1))
  const lead = await world.as('liam')
  const { files } = intake.place
  let deleted = 0
  const deleting = async (key: string): Promise<void> => {
    if (deleted++ === 0) await lead.review.hold({ claimId: await otherThan(key), reason: 'Court case 7' })
    await files.delete(key)
  }
  expect(await purgeExpired(world.orm, { delete: deleting }, raise)).toBe(1)
  expect(intake.stored()).toBe(1)
})

test('B.17: CLAIM_HELD and CLAIM_NOT_HELD: one hold at a time, by a lead, with a reason', async ({ world, intake }) => {
  const claim = await makeClaim(world)
  await intake.upload(world, claim.claimId, { content: pdf() })
  const { claimId } = claim
  const lead = await world.as('liam')
  const rosa = await world.as('rosa')
  // A draft is the partner's own desk.
  expect(await codesOf([lead.review.hold({ claimId, reason: 'x' })])).toEqual(['NOT_FOUND'])
  await submitClaim(world, claim)
  expect(
    await codesOf([rosa.review.hold({ claimId, reason: 'x' }), lead.review.hold({ claimId, reason: ' ' })]),
  ).toEqual(['FORBIDDEN', 'INPUT_SHAPE'])
  expect(await codesOf([lead.review.liftHold({ claimId })])).toEqual(['CLAIM_NOT_HELD'])
  await lead.review.hold({ claimId, reason: 'x' })
  expect(await codesOf([lead.review.hold({ claimId, reason: 'y' })])).toEqual(['CLAIM_HELD'])
  expect(await codesOf([rosa.review.liftHold({ claimId })])).toEqual(['FORBIDDEN'])
})

test('pieces of uploads that are older than a day are swept, others stay', async ({ intake }) => {
  const { folder } = intake.place
  const now = new Date('2026-11-02T09:00:00Z')
  mkdirSync(folder)
  for (const [name, age] of [
    ['old.part', 25],
    ['young.part', 23],
    ['old.pdf', 25],
  ] as const) {
    writeFileSync(join(folder, name), 'x')
    utimesSync(join(folder, name), now, hoursAfter(now, -age))
  }
  expect(await sweepUploads(folder, now)).toBe(1)
  expect(readdirSync(folder).toSorted()).toEqual(['old.pdf', 'young.part'])
  expect(await sweepUploads(join(folder, 'none'), now)).toBe(0)
})
