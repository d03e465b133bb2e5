import { Readable } from 'node:stream'
import { tiny } from '@ofrecord/world/tiny'
import type { PersonActor } from '../src/kernel/actor.ts'
import type { ClaimInput } from '../src/claims/claim.rules.ts'
import { checklistPoints } from '../src/claims/evidence.rules.ts'
import { Evidence } from '../src/claims/evidence.entity.ts'
import { Claim } from '../src/claims/claim.entity.ts'
import { newId } from '../src/kernel/id.ts'
import { inTransaction } from '../src/kernel/transaction.ts'
import type { TestWorld } from './stage.ts'

export { Readable }

/** A claim that has no problem: Kestrel's Leeds for two services of Orchard Foods. */
export const goodInput = async (
  world: TestWorld,
  changes: Partial<ClaimInput> = {},
  person = 'ines',
): Promise<ClaimInput> => {
  const { rows: locations } = await (await world.as(person)).hierarchy.choices({ privilege: 'claims.create' })
  const enrolled = locations.find(({ enrolled, status }) => enrolled && status === 'verified')!
  return {
    areaCode: 'workplace',
    activity: 'usage',
    incentiveOptOut: false,
    locationId: enrolled.id,
    tenantId: tiny.tenants.orchard.tenantId,
    domain: tiny.tenants.orchard.domains[0]!,
    items: [
      { code: 'MAIL', subscription: '' },
      { code: 'MEET', subscription: '' },
    ],
    name: 'Mail and meetings for Orchard',
    customerContact: {
      name: 'Nora Castellane',
      title: 'Head of IT',
      email: 'nora.contact@orchardfoods.example',
      language: 'en',
      phone: '',
    },
    technicalContact: { name: '', title: '', email: '', language: 'en', phone: '' },
    partnerContact: { name: 'Ines Marchetti', email: 'ines.incentive@kestrel.example' },
    solutionSellerName: '',
    revenueCustomerName: '',
    isvProductName: '',
    ...changes,
  }
}

export interface MadeClaim {
  claimId: string
  number: number
}

/** Through the wizard: draft, then "Create claim". */
export const makeClaim = async (
  world: TestWorld,
  changes: Partial<ClaimInput> = {},
  person = 'ines',
): Promise<MadeClaim> => {
  const caller = await world.as(person)
  const input = await goodInput(world, changes, person)
  const { draftId, version } = await caller.claims.drafts.save({ draftId: null, version: null, step: 'review', input })
  return caller.claims.drafts.finish({ draftId, version })
}

/** Puts a clean document on a claim without the upload's door, which has tests of its own. */
export const addEvidence = async (
  world: TestWorld,
  claimId: string,
  scanState: Evidence['scanState'] = 'clean',
  person = 'ines',
): Promise<string> => {
  const actor = (await world.actor(person)) as PersonActor
  return inTransaction(world.orm, actor, async ({ em, now }) => {
    const claim = await em.findOneOrFail(Claim, { id: claimId })
    const { vendorId, organizationId, round } = claim
    const id = newId<'Evidence'>(now)
    em.persist(
      em.create(Evidence, {
        id,
        vendorId,
        organizationId,
        claimId,
        round,
        fileName: 'statement of work.pdf',
        mime: 'application/pdf',
        bytes: 1,
        sha256: '0'.repeat(64),
        storageKey: 'none',
        kind: 'statement_of_work',
        uploadedAt: now,
        uploadedBy: actor.personId,
        scanState,
      }),
    )
    return id
  })
}

export const submitClaim = async (world: TestWorld, { claimId }: MadeClaim, person = 'ines'): Promise<void> => {
  const caller = await world.as(person)
  const { version } = await caller.claims.get({ claimId })
  await caller.claims.submit({ claimId, version, acknowledged: true })
}

export const takeClaim = async (world: TestWorld, { claimId }: MadeClaim, person = 'rosa'): Promise<void> => {
  const caller = await world.as(person)
  const { version } = await caller.review.get({ claimId })
  await caller.review.take({ claimId, version })
}

export const approveClaim = async (world: TestWorld, { claimId }: MadeClaim, person = 'rosa'): Promise<void> => {
  const caller = await world.as(person)
  for (const point of checklistPoints) await caller.review.check({ claimId, point, answer: 'yes' })
  const { version } = await caller.review.get({ claimId })
  await caller.review.approve({ claimId, version })
}

/** From nothing to the customer's window: made, submitted, taken, approved, and the notices accepted. */
export const openedWindow = async (
  world: TestWorld,
  changes: Partial<ClaimInput> = {},
  person = 'ines',
): Promise<MadeClaim> => {
  const claim = await makeClaim(world, changes, person)
  await addEvidence(world, claim.claimId, 'clean', person)
  await submitClaim(world, claim, person)
  await takeClaim(world, claim)
  await approveClaim(world, claim)
  await world.work()
  return claim
}

/** The token in the notice that a mailbox got. */
export const linkTo = (world: TestWorld, address: string): string => {
  const letter = world.sent.findLast(
    ({ to, subject, text }) => to.address === address && text.includes('/n/') && subject,
  )
  const token = /\/n\/([A-Za-z0-9_-]{43})/.exec(letter?.text ?? '')?.[1]
  if (!token) throw new Error(`no link was mailed to ${address}`)
  return token
}
