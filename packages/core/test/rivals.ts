import type { ClaimInput } from '../src/claims/claim.rules.ts'
import type { TestWorld } from './stage.ts'
import type { MadeClaim } from './story.ts'
import { addEvidence, approveClaim, makeClaim, openedWindow, submitClaim, takeClaim } from './story.ts'

/** Dev of Tidewater asks for what Ines of Kestrel claims. */
export const rivalInput = (changes: Partial<ClaimInput> = {}): Partial<ClaimInput> => ({
  name: 'Tidewater for Orchard',
  items: [{ code: 'MAIL', subscription: '' }],
  partnerContact: { name: 'Dev Malhotra', email: 'dev.partner@tidewater.example' },
  ...changes,
})

/** A claim with a document, before the vendor. */
export const submittedBy = async (
  world: TestWorld,
  person: string,
  changes: Partial<ClaimInput> = {},
): Promise<MadeClaim> => {
  const claim = await makeClaim(world, changes, person)
  await addEvidence(world, claim.claimId, 'clean', person)
  await submitClaim(world, claim, person)
  return claim
}

/** Kestrel holds mail and meetings; Tidewater asks for mail. */
export const heldAndAsked = async (world: TestWorld) => {
  const held = await openedWindow(world)
  await elapse(world, held)
  const asked = await submittedBy(world, 'dev', rivalInput())
  return { held, asked }
}

/** Lets the window of one claim end without a no. */
export const elapse = async (world: TestWorld, { claimId }: MadeClaim): Promise<void> => {
  const [row] = await world.rows<{ due: Date }>('select consent_due_at as due from claim where id = $1', [claimId])
  world.at(new Date(row!.due.getTime() + 1))
  await world.fire()
  await world.work()
}

/** The reviewer's page of the only open conflict. */
export const openConflict = async (world: TestWorld, person = 'rosa') => {
  const caller = await world.as(person)
  const { rows } = await caller.review.conflicts.list({})
  return caller.review.conflicts.get({ conflictId: rows[0]!.id })
}

export const decideFor = async (
  world: TestWorld,
  { claimId }: MadeClaim,
  rationale = 'Signed last week, and the other is eleven months old.',
): Promise<void> => {
  const { id, version } = await openConflict(world)
  const rosa = await world.as('rosa')
  await rosa.review.conflicts.decide({ conflictId: id, version, winnerClaimId: claimId, rationale })
  await world.work()
}

/** Takes the winner's claim and approves it: its customer is told. */
export const approveWinner = async (world: TestWorld, claim: MadeClaim): Promise<void> => {
  await takeClaim(world, claim)
  await approveClaim(world, claim)
  await world.work()
}

/** A claim as the database has it: status, flags, and its associations in the order of its items. */
export const standing = async (world: TestWorld, { claimId }: MadeClaim) =>
  (
    await world.rows<{
      status: string
      reason: string | null
      flags: string[]
      associations: string[]
      items: string[]
    }>(
      `select status, close_reason as reason, to_jsonb(flags) as flags,
        (select coalesce(jsonb_agg(a.status order by i.position), '[]') from association a join claim_item i on i.id = a.claim_item_id
          where a.claim_id = c.id) as associations,
        (select jsonb_agg(i.decision order by i.position) from claim_item i where i.claim_id = c.id) as items
      from claim c where c.id = $1`,
      [claimId],
    )
  )[0]!

/** What happened to conflicts, in order. */
export const conflictEvents = async (world: TestWorld): Promise<string[]> =>
  (await world.rows<{ type: string }>(`select type from event where type like 'conflict.%' order by position`)).map(
    ({ type }) => type,
  )
