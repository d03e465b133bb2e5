import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { containing } from '../kernel/conditions.ts'
import { isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import { isProfileComplete } from './affiliation.rules.ts'
import type { AffiliationState, ProfileFacts } from './affiliation.rules.ts'
import type { ContactFacts } from './contact.rules.ts'
import { shownFact, shownName } from './people.queries.ts'

/** Somebody of the organisation, as far as a contact role or a privilege needs to know them. */
export interface Candidate extends ContactFacts {
  affiliationId: string
  personId: string
  name: string
  email: string
  locationId: string
  status: AffiliationState
  bouncedAt: string | null
}

type Row = Omit<Candidate, 'isProfileComplete'> & ProfileFacts

const readCandidates = async (
  call: Call,
  organizationId: string,
  condition: RawBuilder<unknown>,
  lock: RawBuilder<unknown> = sql``,
): Promise<Candidate[]> => {
  const { rows } = await sql<Row>`
    select a.id as "affiliationId", a.status, a.location_id as "locationId", p.id as "personId", ${shownName} as name, p.email,
      p.bounced_at::text as "bouncedAt", ${shownFact(sql`p.country`)} as country, p.locale, ${shownFact(sql`p.job_role`)} as "jobRole",
      p.email_proven_at as "emailProvenAt"
    from affiliation a join person p on p.id = a.person_id
    where a.organization_id = ${organizationId} and a.status not in ('requested', 'denied', 'deleted', 'expired', 'ended') and ${condition}
    order by name, p.id limit 20 ${lock}
  `.execute(call.em.getKysely())
  return rows.map((row) => ({
    affiliationId: row.affiliationId,
    personId: row.personId,
    name: row.name,
    email: row.email,
    locationId: row.locationId,
    status: row.status,
    bouncedAt: isoOrNull(row.bouncedAt),
    isProfileComplete: isProfileComplete(row),
  }))
}

/** Up to twenty people of an organisation whose name or address holds what was typed; of whoever was only invited, the address. */
export const findCandidates = (call: Call, organizationId: string, search: string): Promise<Candidate[]> => {
  const part = containing(search)
  return readCandidates(call, organizationId, sql`(${shownName} ilike ${part} or p.email ilike ${part})`)
}

/** One of them, by who they are or by their address; null for everybody else in the world alike (PRI-R1). */
export const findCandidate = async (call: Call, organizationId: string, who: Who): Promise<Candidate | null> =>
  (await readCandidates(call, organizationId, named(who)))[0] ?? null

/** As {@link findCandidate}, held until the call is over: nothing is given to somebody who is just leaving (PPL-R6). */
export const holdCandidate = async (call: Call, organizationId: string, who: Who): Promise<Candidate | null> =>
  (await readCandidates(call, organizationId, named(who), sql`for share of a`))[0] ?? null

interface Who {
  personId?: string | undefined
  email?: string | undefined
}

const named = ({ personId, email }: Who): RawBuilder<unknown> =>
  personId === undefined ? sql`p.email_normalised = ${(email ?? '').trim().toLowerCase()}` : sql`p.id = ${personId}`
