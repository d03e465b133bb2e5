import { describe, expect } from 'vitest'
import { pdf } from '../../test/papers.ts'
import { refusalOf } from '../../test/refusals.ts'
import { approveClaim, makeClaim, submitClaim, takeClaim } from '../../test/story.ts'
import type { MadeClaim } from '../../test/story.ts'
import type { Intake } from '../../test/uploads.ts'
import { test } from '../../test/uploads.ts'
import type { TestWorld } from '../../test/world.ts'
import { secondsAfter } from '../kernel/time.ts'
import { inReading } from '../kernel/transaction.ts'
import { findDocument } from './evidence.queries.ts'

const handedOver = async (world: TestWorld, intake: Intake): Promise<MadeClaim> => {
  const claim = await makeClaim(world)
  await intake.upload(world, claim.claimId, { content: pdf('first') })
  await submitClaim(world, claim)
  return claim
}
const judged = async (world: TestWorld, intake: Intake, verdict: 'return' | 'reject'): Promise<MadeClaim> => {
  const claim = await handedOver(world, intake)
  await takeClaim(world, claim)
  const rosa = await world.as('rosa')
  const { version } = await rosa.review.get({ claimId: claim.claimId })
  await rosa.review[verdict]({
    claimId: claim.claimId,
    version,
    reasons: ['evidence_outdated'],
    comment: 'The signature is of 2023.',
  })
  return claim
}
const approved = async (world: TestWorld, intake: Intake): Promise<MadeClaim> => {
  const claim = await handedOver(world, intake)
  await takeClaim(world, claim)
  await approveClaim(world, claim)
  await world.work()
  return claim
}
const seenBy = async (world: TestWorld, person: 'ines' | 'rosa', { claimId }: MadeClaim) => {
  const caller = await world.as(person)
  return person === 'ines' ? caller.claims.get({ claimId }) : caller.review.get({ claimId })
}
const openedBy = async (world: TestWorld, person: string, evidenceId: string) =>
  inReading(world.reader, await world.actor(person), (call) => findDocument(call, evidenceId))

describe('CLM-R19: to which claims documents can be added', () => {
  test('a claim that was sent back takes documents for the coming round, and the reviewer reads them once it came back', async ({
    world,
    intake,
  }) => {
    const claim = await judged(world, intake, 'return')
    expect((await seenBy(world, 'ines', claim)).evidenceRound).toBe(2)
    const { evidenceId } = await intake.upload(world, claim.claimId, { content: pdf('second'), note: 'Page 2' })
    const own = await seenBy(world, 'ines', claim)
    expect(own.evidence.map(({ round, note }) => [round, note])).toEqual([
      [1, ''],
      [2, 'Page 2'],
    ])
    expect((await seenBy(world, 'rosa', claim)).evidence).toHaveLength(1)
    await expect(openedBy(world, 'rosa', evidenceId)).rejects.toThrow('NOT_FOUND')
    await (await world.as('ines')).claims.resubmit({ claimId: claim.claimId, version: own.version, acknowledged: true })
    const back = await seenBy(world, 'rosa', claim)
    expect(back.evidence.map(({ round }) => round)).toEqual([1, 2])
    expect(new Date(back.evidence[1]!.roundAt!)).toEqual(world.now())
    expect((await openedBy(world, 'rosa', evidenceId)).fileName).toBe('work.pdf')
  })

  test('a rejected claim takes documents until its last day of dispute, and the dispute brings them along (T15)', async ({
    world,
    intake,
  }) => {
    const claim = await judged(world, intake, 'reject')
    const { disputableUntil } = await seenBy(world, 'ines', claim)
    world.at(new Date(disputableUntil!))
    await intake.upload(world, claim.claimId, { content: pdf('newer') })
    expect((await seenBy(world, 'rosa', claim)).evidence).toHaveLength(1)
    const own = await seenBy(world, 'ines', claim)
    expect(own.evidence.map(({ round }) => round)).toEqual([1, 2])
    world.at(new Date(new Date(disputableUntil!).getTime() + 1))
    expect((await seenBy(world, 'ines', claim)).evidenceRound).toBeNull()
    await expect(intake.upload(world, claim.claimId, { content: pdf('late') })).rejects.toThrow('CLAIM_NOT_EDITABLE')
  })

  test('CLM-V21: while the vendor has it, and when it is closed, it takes none: CLAIM_NOT_EDITABLE', async ({
    world,
    intake,
  }) => {
    const claim = await handedOver(world, intake)
    const adding = () => intake.upload(world, claim.claimId, { content: pdf('more') })
    await expect(adding()).rejects.toThrow('CLAIM_NOT_EDITABLE')
    await takeClaim(world, claim)
    await expect(adding()).rejects.toThrow('CLAIM_NOT_EDITABLE')
    await approveClaim(world, claim)
    await world.rows(`update claim set status = 'ended'`)
    await expect(adding()).rejects.toThrow('CLAIM_NOT_EDITABLE')
    expect(intake.stored()).toBe(1)
  })

  test('documents of an earlier round are neither described nor removed: CLAIM_NOT_EDITABLE', async ({
    world,
    intake,
  }) => {
    const claim = await judged(world, intake, 'return')
    const { evidenceId } = await intake.upload(world, claim.claimId, { content: pdf('second') })
    const { claims } = await world.as('ines')
    const [first] = (await seenBy(world, 'ines', claim)).evidence
    const told = await refusalOf(claims.removeEvidence({ evidenceId: first!.id }))
    expect(told).toMatchObject({ code: 'CLAIM_NOT_EDITABLE', params: { status: 'action_required' } })
    const describing = claims.describeEvidence({ evidenceId: first!.id, kind: 'other', note: 'x' })
    expect((await refusalOf(describing)).code).toBe('CLAIM_NOT_EDITABLE')
    await claims.describeEvidence({ evidenceId, kind: 'purchase_order', note: 'Page 2' })
    await claims.removeEvidence({ evidenceId })
    expect((await seenBy(world, 'ines', claim)).evidence).toHaveLength(1)
  })
})

describe('C33: newer evidence on an approved claim', () => {
  test('becomes the newest of its associations, and the status stays', async ({ world, intake }) => {
    const claim = await approved(world, intake)
    const before = await seenBy(world, 'ines', claim)
    const { evidenceId, head } = await intake.upload(world, claim.claimId, {
      content: pdf('newer'),
      supersedesId: before.evidence[0]!.id,
    })
    expect(head).toBe(true)
    const after = await seenBy(world, 'rosa', claim)
    expect([after.status, after.consentState, after.version]).toEqual([
      before.status,
      before.consentState,
      before.version,
    ])
    expect(after.evidence.map(({ id, isHead, supersedesId }) => [id, isHead, supersedesId])).toEqual([
      [before.evidence[0]!.id, false, null],
      [evidenceId, true, before.evidence[0]!.id],
    ])
    expect(after.history[0]).toMatchObject({ type: 'claim.evidenceAdded', data: { evidenceId, head: true } })
    expect(await world.rows(`select distinct evidence_head_id as id from association`)).toEqual([{ id: evidenceId }])
  })

  test('what it takes the place of must be a document of the same claim', async ({ world, intake }) => {
    const claim = await approved(world, intake)
    const other = await makeClaim(world, { name: 'Other', items: [{ code: 'SITE', subscription: '' }] })
    const { evidenceId } = await intake.upload(world, other.claimId, { content: pdf('other') })
    const wrong = intake.upload(world, claim.claimId, { content: pdf('newer'), supersedesId: evidenceId })
    await expect(wrong).rejects.toThrow('NOT_FOUND')
    expect(intake.stored()).toBe(2)
  })

  test('it stays: an association rests on it', async ({ world, intake }) => {
    const claim = await approved(world, intake)
    const { evidenceId } = await intake.upload(world, claim.claimId, { content: pdf('newer') })
    const removal = (await world.as('ines')).claims.removeEvidence({ evidenceId })
    expect((await refusalOf(removal)).code).toBe('CLAIM_NOT_EDITABLE')
  })
})

describe('CLM-V14: the same file twice (EVIDENCE_DUPLICATE)', () => {
  const orchard = { name: 'Sites of Orchard', items: [{ code: 'SITE', subscription: '' }] }

  test('on one claim it is a warning to the uploader, and stands on the row of the later one', async ({
    world,
    intake,
  }) => {
    const claim = await makeClaim(world)
    expect((await intake.upload(world, claim.claimId, { content: pdf('same') })).warnings).toEqual([])
    world.at(secondsAfter(world.now(), 60))
    const second = await intake.upload(world, claim.claimId, { content: pdf('same') })
    expect(second.warnings).toMatchObject([{ code: 'EVIDENCE_DUPLICATE', rule: 'CLM-V14', warning: true }])
    const { evidence } = await seenBy(world, 'ines', claim)
    expect(evidence.map(({ duplicates }) => duplicates)).toEqual([
      [],
      [{ claimId: claim.claimId, number: claim.number, same: true }],
    ])
    await submitClaim(world, claim)
  })

  test('on another claim for the same customer it is nothing; for another customer it names the own claim', async ({
    world,
    intake,
  }) => {
    const first = await makeClaim(world)
    await intake.upload(world, first.claimId, { content: pdf('same') })
    const sameCustomer = await makeClaim(world, orchard)
    expect((await intake.upload(world, sameCustomer.claimId, { content: pdf('same') })).duplicates).toEqual([])
    await world.rows(`update claim set customer_tenant_id = (select id from customer_tenant where name like 'Nord%')
      where number = ${sameCustomer.number}`)
    const { evidence } = await seenBy(world, 'ines', sameCustomer)
    expect(evidence[0]!.duplicates).toEqual([{ claimId: first.claimId, number: first.number, same: false }])
  })

  test('a reviewer is told of the file of another organisation, a partner never is', async ({ world, intake }) => {
    const kestrel = await handedOver(world, intake)
    const { rows: locations } = await (await world.as('theo')).hierarchy.choices({ privilege: 'claims.create' })
    const tidewater = await makeClaim(
      world,
      {
        ...orchard,
        locationId: locations[0]!.id,
        incentiveOptOut: true,
        partnerContact: { name: 'Theo', email: 'theo@tidewater.example' },
      },
      'theo',
    )
    const taken = await intake.upload(world, tidewater.claimId, { content: pdf('first'), by: 'theo' })
    expect(taken).toMatchObject({ duplicates: [], warnings: [] })
    // A draft is the other partner's own desk (C20).
    expect((await seenBy(world, 'rosa', kestrel)).evidence[0]!.duplicates).toEqual([])
    await submitClaim(world, tidewater, 'theo')
    expect((await seenBy(world, 'rosa', kestrel)).evidence[0]!.duplicates).toEqual([
      { claimId: tidewater.claimId, number: tidewater.number, same: false },
    ])
    expect((await seenBy(world, 'ines', kestrel)).evidence[0]!.duplicates).toEqual([])
  })
})
