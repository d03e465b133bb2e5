import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import type { PersonActor } from '../kernel/actor.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import { inReading, inTransaction } from '../kernel/transaction.ts'
import type { CallContext } from '../kernel/trpc.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { DomainProof } from './recovery.entity.ts'
import { askProof, findRecord, noteProven, recordOf } from './recovery.proof.ts'
import type { TextRecord } from './recovery.rules.ts'

/** The organisation's mail domains, and those that wait for their record. */
export const listDomains = async (
  call: Call,
): Promise<{ domains: string[]; asked: { proofId: string; domain: string; record: TextRecord }[] }> => {
  const organizationId = (call.actor as PersonActor).organizationId!
  const { domains } = await call.em.findOneOrFail(Organization, { id: organizationId })
  const where = { organizationId, purpose: 'domain', state: 'asked' } as const
  const proofs = await call.em.find(DomainProof, where, { orderBy: { domain: 'asc', id: 'asc' } })
  return {
    domains: [...domains].toSorted(),
    asked: proofs.map((proof) => ({ proofId: proof.id, domain: proof.domain, record: recordOf(proof) })),
  }
}

/** Asks for another mail domain. Refuses with `DOMAIN_FREE_MAIL`. */
export const askDomain = async (
  call: Call,
  key: Uint8Array,
  domain: string,
): Promise<{ proofId: string; record: TextRecord }> => {
  const { personId: askedBy, vendorId, organizationId } = call.actor as PersonActor
  const proof = await askProof(call, key, {
    vendorId,
    organizationId: organizationId!,
    domain,
    purpose: 'domain',
    askedBy,
  })
  return { proofId: proof.id, record: recordOf(proof) }
}

/** Looks the record up; where it stands the domain is the organisation's: people of it are let in at once (AF7). */
export const checkDomain = async (
  ctx: CallContext,
  actor: PersonActor,
  proofId: string,
): Promise<{ found: boolean }> => {
  const where = { id: proofId, organizationId: actor.organizationId!, purpose: 'domain', state: 'asked' } as const
  const asked = await inReading(
    ctx.reader,
    actor,
    async ({ em }) => (await em.findOne(DomainProof, where)) ?? refuseAbsent(),
  )
  if (!(await findRecord(ctx, recordOf(asked)))) return { found: false }
  return inTransaction(ctx.orm, actor, async (call) => {
    const proof = await call.em.findOne(DomainProof, where, { lockMode: LockMode.PESSIMISTIC_WRITE })
    if (proof) {
      await noteProven(call, proof)
      await addDomain(call, proof)
    }
    return { found: true }
  })
}

const addDomain = async (call: Call, { organizationId, domain }: DomainProof): Promise<void> => {
  // One place each in the organisation's chain of events. Not by a lock on the row: every claim refers to it.
  await sql`select pg_advisory_xact_lock(hashtextextended(${organizationId}, 0))`.execute(call.em.getKysely())
  const organization = await call.em.findOneOrFail(Organization, { id: organizationId }, { refresh: true })
  if (organization.domains.includes(domain)) return
  organization.domains = [...organization.domains, domain]
  happened(organization, 'organization.domainAdded', { domain })
}
