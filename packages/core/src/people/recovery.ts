import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import type { PersonActor } from '../kernel/actor.ts'
import { scopeOf } from '../kernel/authority.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { asApplication } from '../kernel/fence.ts'
import { happened } from '../kernel/happened.ts'
import { cancelTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { inTransaction } from '../kernel/transaction.ts'
import type { CallContext } from '../kernel/trpc.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { domainOf, isOnDomain } from './mail.rules.ts'
import { holdInvitations, newAffiliation } from './inviting.ts'
import { liveStates } from './affiliation.rules.ts'
import { Affiliation, Person } from './person.entity.ts'
import { DomainProof } from './recovery.entity.ts'
import { hasAdmin } from './recovery.queries.ts'
import { askProof, findRecord, noteProven, recordOf } from './recovery.proof.ts'
import type { TextRecord } from './recovery.rules.ts'
import { giveRoles } from './role.granting.ts'

/**
 * All administrators are gone: a person whose proven mailbox is on one of the organisation's domains asks to become one
 * (PPL-R7). Answers the record to write into the DNS. Refuses with `ADMIN_EXISTS` while there is one and `MAIL_UNPROVEN`;
 * for everybody else the organisation is absent.
 */
export const startRecovery = (
  call: Call,
  key: Uint8Array,
  organizationId: string,
): Promise<{ proofId: string; record: TextRecord }> => {
  const { personId, vendorId } = call.actor as PersonActor
  return asApplication(call, 'recovery', async (inner) => {
    const person = await inner.em.findOneOrFail(Person, { id: personId })
    const organization = await inner.em.findOne(Organization, { id: organizationId, vendorId, status: 'active' })
    if (!organization || !isOnDomain(person.email, organization.domains)) return refuseAbsent()
    if (!person.emailProvenAt) refuse('conflict', 'MAIL_UNPROVEN', { rule: 'PPL-R7' })
    if (await hasAdmin(inner, organizationId)) refuse('conflict', 'ADMIN_EXISTS', { rule: 'PPL-R7' })
    const domain = domainOf(person.email)
    const proof = await askProof(inner, key, {
      vendorId,
      organizationId,
      domain,
      purpose: 'recovery',
      askedBy: personId,
    })
    return { proofId: proof.id, record: recordOf(proof) }
  })
}

/** Looks the record up; where it stands the 72 hours begin and every member is told. Only for who asked. */
export const checkRecovery = async (
  ctx: CallContext,
  actor: PersonActor,
  proofId: string,
): Promise<{ found: boolean; dueAt: string | null }> => {
  const within = <T>(work: (call: Call) => Promise<T>): Promise<T> =>
    inTransaction(ctx.orm, actor, (call) => asApplication(call, 'recovery', work))
  const where = { id: proofId, askedBy: actor.personId, purpose: 'recovery' } as const
  const asked = await within(async ({ em }) => (await em.findOne(DomainProof, where)) ?? refuseAbsent())
  if (asked.state === 'asked' && !(await findRecord(ctx, recordOf(asked)))) return { found: false, dueAt: null }
  return within(async (call) => {
    const proof = await call.em.findOneOrFail(DomainProof, where, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (proof.state === 'asked' && (await hasAdmin(call, proof.organizationId)))
      refuse('conflict', 'ADMIN_EXISTS', { rule: 'PPL-R7' })
    await noteProven(call, proof)
    return { found: true, dueAt: proof.dueAt?.toISOString() ?? null }
  })
}

/**
 * A member of the organisation objects, or who asked takes it back, wherever they act: nobody becomes an administrator by
 * this proof. Absent what does not run, and for everybody else.
 */
export const stopRecovery = (call: Call, proofId: string): Promise<void> => {
  const { organizationId, personId } = call.actor as PersonActor
  const isMember = scopeOf(call.actor, 'organisations.see') !== undefined
  return asApplication(
    call,
    'recovery',
    async (inner) => {
      const where = { id: proofId, purpose: 'recovery' } as const
      const proof = await inner.em.findOne(DomainProof, where, { lockMode: LockMode.PESSIMISTIC_WRITE })
      const mayStop = proof?.askedBy === personId || (isMember && proof?.organizationId === organizationId)
      if (!proof || !mayStop || !['asked', 'proven'].includes(proof.state)) return refuseAbsent()
      await stop(inner, proof, personId)
    },
    call.actor,
  )
}

const stop = async (call: Call, proof: DomainProof, by: string | null): Promise<void> => {
  proof.state = 'stopped'
  proof.stoppedBy = by
  happened(proof, 'domainProof.stopped', { domain: proof.domain, purpose: proof.purpose, by })
  await cancelTimer(call, proof.id, 'people.recover')
}

/** Seventy-two hours without an objection: who proved the domain administers it, unless somebody does by now (PPL-R7). */
export const recover = async (call: Call, proofId: string): Promise<void> => {
  const proof = await call.em.findOneOrFail(DomainProof, { id: proofId }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (proof.state !== 'proven') return
  await holdInvitations(call, proof.organizationId)
  if (await hasAdmin(call, proof.organizationId)) return stop(call, proof, null)
  const affiliation = await findOrMakeStay(call, proof)
  await giveRoles(call, affiliation, [{ role: 'global_admin', locationId: null }], null)
  proof.state = 'done'
  happened(proof, 'domainProof.done', { domain: proof.domain, purpose: proof.purpose, by: proof.askedBy })
}

/** They may be new to the organisation, or wait to be let in by administrators who are gone. */
const findOrMakeStay = async (call: Call, proof: DomainProof): Promise<Affiliation> => {
  const { askedBy: personId, organizationId, vendorId } = proof
  const live = await call.em.findOne(Affiliation, { personId, organizationId, status: { $in: [...liveStates] } })
  if (live) {
    while (live.status !== 'active') bringIn(call, live, proof.domain)
    return live
  }
  const { rows } = await sql<{ id: string }>`
    select id from location where organization_id = ${organizationId} and is_headquarters
  `.execute(call.em.getKysely())
  const locationId = rows[0]!.id
  const stay = newAffiliation(
    call,
    { id: personId },
    {
      vendorId,
      organizationId,
      locationId,
      method: 'request',
      status: 'active',
      invitedBy: null,
      proposedRoles: [],
    },
  )
  happened(stay, 'affiliation.activated', { personId, by: 'recovery' })
  await call.em.flush()
  return stay
}

/** One step on the way that everybody goes (B.16.1), with the proven domain in the place of an administrator's word. */
const bringIn = (call: Call, affiliation: Affiliation, domain: string): void => {
  if (affiliation.status === 'requested' || affiliation.status === 'profile_done_pending_approval')
    affiliation.approveByDomain(call.now, 0, domain)
  else affiliation.completeProfile(call.now)
}
