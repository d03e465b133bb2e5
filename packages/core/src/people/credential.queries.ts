import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { readPolicy, readPolicyAt } from '../catalogue/policy.queries.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { asApplication } from '../kernel/fence.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { CredentialState, LinkLimits } from './credential.rules.ts'
import { linksLeft, nextLinkAt } from './credential.rules.ts'
import type { Day, Skill } from './skill.rules.ts'
import { competenciesOf, shownSkill } from './skill.rules.ts'

/**
 * How often a credential may be linked: the number of a year by the settings in force, and the days since the last link by
 * those that were in force then, since a wait that runs does not move (POL-R1).
 */
export const readLinkLimits = async (call: Call, vendorId: string, linkedAt: readonly Date[]): Promise<LinkLimits> => {
  const { credentialLinksPerYear: linksPerYear, credentialCooldownDays } = await readPolicy(call, vendorId)
  const last = linkedAt.toSorted((a, b) => b.getTime() - a.getTime())[0]
  if (!last) return { linksPerYear, cooldownDays: credentialCooldownDays }
  const then = await readPolicyAt(call.em.getKysely(), vendorId, last)
  return { linksPerYear, cooldownDays: then.credentialCooldownDays }
}

/** Today at the vendor's desk: certifications are counted by its days. */
export const readToday = async (call: Call, vendorId: string): Promise<Day> => {
  const { rows } = await sql<{ today: string }>`
    select (${call.now.toISOString()}::timestamptz at time zone v.time_zone)::date::text as today from vendor v where v.id = ${vendorId}
  `.execute(call.em.getKysely())
  return rows[0]!.today
}

/** When results were last taken in; they appear within 72 hours of the exam (CP-R6). null: never. */
export const readLastImport = async (call: Call, vendorId: string): Promise<string | null> => {
  const { rows } = await sql<{ at: string }>`
    select at::text as at from skill_import where vendor_id = ${vendorId} order by at desc limit 1
  `.execute(call.em.getKysely())
  return isoOrNull(rows[0]?.at ?? null)
}

/** For a statement with `certification t`: what it counts for, by the names that the vendor gave its competencies. */
export const qualifiesFor = sql`(select coalesce(jsonb_agg(coalesce(n.name, q.code) order by coalesce(n.name, q.code)), '[]')
  from unnest(t.qualifies_for) as q (code) left join competency n on n.vendor_id = t.vendor_id and n.code = q.code)`

/** For a statement with `skill_record s`: the results as one list, with what the catalogue says of them. */
export const skillColumns = sql`coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'kind', s.kind, 'code', s.code,
  'name', coalesce(t.name, s.code), 'passedOn', s.passed_on::text, 'expiresOn', s.expires_on::text,
  'retiredOn', t.retired_on::text, 'countsUntil', t.counts_until::text, 'qualifiesFor', ${qualifiesFor})
  order by s.passed_on desc, s.code), '[]')`

/** The vendor's whole catalogue of certifications, by name. */
export const listCertifications = async (call: Call): Promise<{ code: string; name: string; retired: boolean }[]> => {
  const { rows } = await sql<{ code: string; name: string; retired: boolean }>`
    select code, name, retired_on is not null as retired from certification order by name, code
  `.execute(call.em.getKysely())
  return rows
}

interface Own {
  id: string
  credentialId: string
  name: string
  state: CredentialState
  stateAt: string
  organizationId: string | null
  checkDueAt: string | null
  skills: Skill[]
  links: { organizationId: string; linkedAt: string; unlinkedAt: string | null }[]
}

/**
 * The caller's own credential, wherever it is linked, and when it may be linked next (CP-R3); null without one. An
 * organisation where it was before is named, since it is the caller's own story.
 */
export const readOwnCredential = async (call: Call) => {
  const { personId, vendorId } = call.actor as PersonActor
  const { rows } = await sql<Own>`
    select c.id, c.credential_id as "credentialId", c.name, c.state, c.state_at::text as "stateAt", c.organization_id as "organizationId",
      (select m.fires_at::text from timer m where m.aggregate_id = c.id and m.kind = 'credential.nameCheck' and m.cancelled_at is null
        and c.state = 'pending_name_check' order by m.fires_at desc limit 1) as "checkDueAt",
      (select ${skillColumns} from skill_record s left join certification t on t.vendor_id = s.vendor_id and t.code = s.code
        where s.credential_profile_id = c.id) as skills,
      (select coalesce(jsonb_agg(jsonb_build_object('organizationId', k.organization_id, 'linkedAt', k.linked_at::text,
        'unlinkedAt', k.unlinked_at::text) order by k.linked_at desc), '[]') from credential_link k where k.credential_profile_id = c.id) as links
    from credential_profile c where c.person_id = ${personId} and c.vendor_id = ${vendorId}
  `.execute(call.em.getKysely())
  const [own] = rows
  const [today, lastImportAt] = [await readToday(call, vendorId), await readLastImport(call, vendorId)]
  return { credential: own ? await shownOwn(call, own, today) : null, lastImportAt }
}

const shownOwn = async (call: Call, own: Own, today: Day) => {
  const { vendorId } = call.actor as PersonActor
  const linkedAt = own.links.map((link) => new Date(isoOf(link.linkedAt)))
  const limits = await readLinkLimits(call, vendorId, linkedAt)
  const names = await readOrganizationNames(call, [own.organizationId, ...own.links.map((link) => link.organizationId)])
  const { id, credentialId, name, state, skills } = own
  return {
    id,
    credentialId,
    name,
    state,
    stateAt: isoOf(own.stateAt),
    /** Where it counts, or where its link waits for the check of the name. */
    organization: own.organizationId && { id: own.organizationId, name: names.get(own.organizationId) ?? '' },
    /** Until when the vendor looks at the two names. */
    checkDueAt: isoOrNull(own.checkDueAt),
    skills: skills.map((skill) => shownSkill(skill, today)),
    qualifiesFor: competenciesOf(skills, today),
    limits: {
      ...limits,
      linksLeft: linksLeft(linkedAt, call.now, limits),
      /** When it may be linked to another organisation; null: now. */
      nextPossibleAt: nextLinkAt(linkedAt, call.now, limits)?.toISOString() ?? null,
    },
    links: own.links.map((link) => ({
      organization: { id: link.organizationId, name: names.get(link.organizationId) ?? '' },
      linkedAt: isoOf(link.linkedAt),
      unlinkedAt: isoOrNull(link.unlinkedAt),
    })),
  }
}

/** The names of organisations that the caller was in: behind the fence of the one they act for. */
const readOrganizationNames = (call: Call, ids: readonly (string | null)[]): Promise<Map<string, string>> =>
  asApplication(call, 'credentials', async ({ em }) => {
    const { rows } = await sql<{ id: string; name: string }>`
      select id, name from organization where id = any(${uuids(ids.filter((id) => id !== null))})
    `.execute(em.getKysely())
    return new Map(rows.map(({ id, name }) => [id, name]))
  })
