import { sql } from 'kysely'
import type { PersonActor } from '../kernel/actor.ts'
import { asApplication } from '../kernel/fence.ts'
import { isoOrNull } from '../kernel/instants.ts'
import { daysAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { isOnDomain } from './mail.rules.ts'
import { recordOf } from './recovery.proof.ts'
import type { TextRecord } from './recovery.rules.ts'

export interface Recovery {
  proofId: string
  organizationId: string
  organisationName: string
  domain: string
  state: 'asked' | 'proven' | 'done' | 'stopped'
  askedBy: string
  isOwn: boolean
  /** Who objected; null as well where somebody administered the organisation again. */
  stoppedBy: string | null
  /** Who asked took it back. */
  isWithdrawn: boolean
  /** When the new administrator comes, once the record was found. */
  dueAt: string | null
  /** For who asked only. */
  record: TextRecord | null
}

export interface Recoveries {
  rows: Recovery[]
  /** Nobody administers the organisation that the asker acts for, and their address is on its domain: only then can one begin. */
  mayStart: boolean
}

/** Whether the organisation has somebody who administers it. */
export const hasAdmin = async (call: Call, organizationId: string): Promise<boolean> => {
  const { rows } = await sql`
    select from role_assignment r join affiliation a on a.person_id = r.person_id and a.organization_id = r.organization_id
    where r.organization_id = ${organizationId} and r.role = 'global_admin' and not r.held_back and a.status = 'active' limit 1
  `.execute(call.em.getKysely())
  return rows.length > 0
}

/** Whether nobody administers the organisation and the address is on one of its domains: what it takes to begin (PPL-R7). */
export const isRecoverable = async (call: Call, organizationId: string, email: string): Promise<boolean> => {
  const { domains } = await call.em.findOneOrFail(Organization, { id: organizationId })
  return isOnDomain(email, domains) && !(await hasAdmin(call, organizationId))
}

/** Days for which whoever asked reads how it ended. */
const shownDays = 30

/** Recoveries that run in the organisation the asker acts for, and their own wherever, also those that ended lately (PPL-R7). */
export const listRecoveries = (call: Call): Promise<Recoveries> => {
  const { personId, organizationId, email } = call.actor as PersonActor
  return asApplication(call, 'recovery', async ({ em }) => {
    const { rows } = await sql<Omit<Recovery, 'record'> & { challenge: string }>`
      select d.id as "proofId", d.organization_id as "organizationId", o.name as "organisationName", d.domain, d.state, p.name as "askedBy", d.asked_by = ${personId} as "isOwn",
        (select s.name from person s where s.id = d.stopped_by) as "stoppedBy",
        d.stopped_by is not distinct from d.asked_by as "isWithdrawn", d.due_at::text as "dueAt", d.challenge
      from domain_proof d join organization o on o.id = d.organization_id join person p on p.id = d.asked_by
      where d.purpose = 'recovery' and case when d.state in ('asked', 'proven')
        then d.asked_by = ${personId} or d.organization_id = ${organizationId}::uuid
        else d.asked_by = ${personId} and d.asked_at > ${daysAfter(call.now, -shownDays)} end
      order by d.asked_at desc, d.id limit 20
    `.execute(em.getKysely())
    return {
      rows: rows.map(({ challenge, ...row }) => ({
        ...row,
        dueAt: isoOrNull(row.dueAt),
        record: row.isOwn ? recordOf({ domain: row.domain, challenge }) : null,
      })),
      mayStart: organizationId !== null && (await isRecoverable({ ...call, em }, organizationId, email)),
    }
  })
}
