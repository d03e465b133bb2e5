import { LockMode } from '@mikro-orm/core'
import type { Grant, PersonActor, Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { movesFrom } from '../kernel/moves.ts'
import type { Call } from '../kernel/transaction.ts'
import { Location } from '../organisations/location.entity.ts'
import { readPolicy } from '../catalogue/policy.queries.ts'
import type { AffiliationState, AffiliationVerb, DecisionInput } from './affiliation.rules.ts'
import { affiliationMoves } from './affiliation.rules.ts'
import { setInviteTimers } from './affiliation.timers.ts'
import { Affiliation, Person, RoleAssignment } from './person.entity.ts'
import { giveRoles } from './role.granting.ts'
import { mayGrant } from './role.rules.ts'
import { grantsOf } from './session.queries.ts'

/** Why a ticked person was left out. */
export type DecisionCode = 'NOT_FOUND' | 'ILLEGAL_TRANSITION' | 'SELF_APPROVAL'

export interface DecisionRow {
  affiliationId: string
  name: string | null
  email: string | null
  /** What becomes of them, or became: `awaiting_profile` and `active` are in, `denied` is out. */
  to: AffiliationState | null
  /** null: it is done, or would be. */
  code: DecisionCode | null
}

export interface DecisionReport {
  decided: number
  leftOut: number
  rows: DecisionRow[]
}

/** What {@link decide} would do, without doing it. */
export const previewDecision = async (call: Call, scope: Scope, input: DecisionInput): Promise<DecisionReport> =>
  reportOf((await look(call, scope, input)).map(({ row }) => row))

/**
 * Says yes or no to people who ask (AF7, AF8) and to those whose profile is done (AF3, AF4), one or a hundred, each by
 * itself: who cannot be decided about is left out and told. A single one refuses instead, with `NOT_FOUND`,
 * `ILLEGAL_TRANSITION` or `SELF_APPROVAL`.
 */
export const decide = async (call: Call, scope: Scope, input: DecisionInput): Promise<DecisionReport> => {
  const looked = await look(call, scope, input, LockMode.PESSIMISTIC_WRITE)
  if (looked.length === 1) refuseSingle(looked[0]!.row)
  const by = call.actor as PersonActor
  const { inviteDays } = await readPolicy(call, by.vendorId)
  const sent: Affiliation[] = []
  for (const { affiliation, row } of looked) {
    if (row.code || !affiliation) continue
    if (input.verdict === 'deny') affiliation.deny(by, call.now, input.reason)
    else {
      affiliation.approve(by, call.now, inviteDays)
      if (affiliation.status === 'active') await giveProposed(call, affiliation, by)
      else sent.push(affiliation)
    }
  }
  if (sent.length > 0) await setInviteTimers(call, sent)
  return reportOf(looked.map(({ row }) => row))
}

/**
 * The roles that the invitation named, as far as whoever invited, or says yes now, may give them today: nobody leaves
 * administrators behind by letters that are answered later. None at locations that have closed since.
 */
export const giveProposed = async (call: Call, affiliation: Affiliation, approver?: PersonActor): Promise<void> => {
  const { proposedRoles, invitedBy = null } = affiliation
  if (proposedRoles.length === 0) return
  const places = proposedRoles.flatMap(({ locationId }) => locationId ?? [])
  const closed = await call.em.find(Location, { id: { $in: places }, leftAt: { $ne: null } })
  const word = [...(await grantsToday(call, affiliation)), ...(approver?.grants ?? [])]
  const open = proposedRoles.filter((role) => !closed.some(({ id }) => id === role.locationId) && mayGrant(word, role))
  await giveRoles(call, affiliation, open, invitedBy)
}

/** What whoever invited may do in the organisation by now. */
const grantsToday = async (call: Call, { invitedBy, organizationId }: Affiliation): Promise<Grant[]> => {
  if (!invitedBy || !(await call.em.findOne(Affiliation, { personId: invitedBy, organizationId, status: 'active' })))
    return []
  const held = await call.em.find(RoleAssignment, { personId: invitedBy, organizationId, heldBack: false })
  return grantsOf(
    call,
    held.map(({ role, locationId = null }) => ({ role, locationId })),
  )
}

interface Looked {
  affiliation: Affiliation | undefined
  row: DecisionRow
}

const look = async (
  call: Call,
  scope: Scope,
  { affiliationIds, verdict }: DecisionInput,
  lockMode: LockMode.NONE | LockMode.PESSIMISTIC_WRITE = LockMode.NONE,
): Promise<Looked[]> => {
  const ids = [...new Set(affiliationIds)]
  // In the order of their ids, so that two administrators who tick the same people wait for each other.
  const found = await call.em.find(Affiliation, { id: { $in: ids } }, { lockMode, orderBy: { id: 'asc' } })
  const people = await call.em.find(Person, { id: { $in: found.map(({ personId }) => personId) } })
  return ids.map((affiliationId) => {
    const affiliation = found.find(({ id, locationId }) => id === affiliationId && isWithin(scope, locationId))
    const person = people.find(({ id }) => id === affiliation?.personId)
    const code = codeOf(affiliation, verdict, (call.actor as PersonActor).personId)
    const to = affiliation && !code ? affiliationMoves[affiliation.status as 'requested'][verdict] : null
    return { affiliation, row: { affiliationId, name: person?.name ?? null, email: person?.email ?? null, to, code } }
  })
}

const codeOf = (
  affiliation: Affiliation | undefined,
  verdict: 'approve' | 'deny',
  approverId: string,
): DecisionCode | null => {
  if (!affiliation) return 'NOT_FOUND'
  if (!movesFrom<AffiliationState, AffiliationVerb>(affiliationMoves, affiliation.status).includes(verdict))
    return 'ILLEGAL_TRANSITION'
  return approverId === affiliation.personId ? 'SELF_APPROVAL' : null
}

const refuseSingle = ({ code }: DecisionRow): void => {
  if (code === 'NOT_FOUND') refuseAbsent()
  if (code === 'ILLEGAL_TRANSITION') refuse('conflict', code, { rule: 'STM-R1' })
  if (code === 'SELF_APPROVAL') refuse('forbidden', code, { rule: 'ROL-R4' })
}

const reportOf = (rows: DecisionRow[]): DecisionReport => {
  const decided = rows.filter(({ code }) => code === null).length
  return { decided, leftOut: rows.length - decided, rows }
}
