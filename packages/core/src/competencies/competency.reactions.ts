import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { Reaction } from '../kernel/dispatch.ts'
import type { Call } from '../kernel/transaction.ts'
import { askRecount } from './recounting.ts'

/** What can change a count, of the organisation that the event is of (CMP-R5). */
const causes = [
  'credential.linked',
  'credential.unlinked',
  'credential.nameAccepted',
  'reference.approved',
  'reference.assigned',
  'reference.unassigned',
  'reference.released',
  'reference.expired',
  'reference.revoked',
  'claim.activated',
  'claim.reinstated',
  'claim.ended',
  'claim.itemsEnded',
  'claim.denialUndone',
  // A no, for all of it or for some items, also on the customer's own page; a yes; silence.
  'claim.consentRecorded',
  'claim.conflictDecided',
  'claim.competingEnded',
  'claim.transferred',
  'affiliation.activated',
  'affiliation.approved',
  'affiliation.reassigned',
  'affiliation.ended',
  'affiliation.removed',
  'location.created',
  'location.edited',
  'location.moved',
  'location.dissociated',
  'location.restored',
  // A level that is held from another day on, or not any more, has another anniversary or lets people go.
  'competency.stateChanged',
  'competency.extended',
] as const

const recountOwn: Reaction = async (call, { organizationId, at }) => {
  if (organizationId) await askRecount(call, [organizationId], at)
}

/** Both sides: what one organisation counted is the other's now, or again. */
const recountMerged: Reaction = async (call, { data, at }) => {
  const { rows } = await sql<{ ids: string[] }>`
    select array[organization_id, invited_organization_id] as ids from merge where id = ${String(data.mergeId)}
  `.execute(call.em.getKysely())
  await askRecount(call, rows[0]?.ids ?? [], at)
}

/** Files name customers and numbers, not organisations: whoever has something that the file may speak of. */
const recountImported: Reaction = async (call, { vendorId, data, at }) => {
  const table = counted[String(data.feed)]
  if (table) await askRecount(call, await organizationsIn(call, vendorId, table), at)
}

const linked = sql`credential_profile where state = 'linked'`
const recorded = sql`(select vendor_id, organization_id from association where status = 'active'
  union all select vendor_id, organization_id from recorded_association) held where true`

const counted: Readonly<Record<string, RawBuilder<unknown>>> = {
  skills: linked,
  certifications: linked,
  usage: recorded,
  subscriptions: recorded,
  associations: recorded,
  amounts: sql`amount_fact where true`,
  indicators: sql`indicator_fact where true`,
  competencies: sql`competency_enrollment where true`,
}

const organizationsIn = async (call: Call, vendorId: string, table: RawBuilder<unknown>): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select distinct organization_id as id from ${table} and vendor_id = ${vendorId}
  `.execute(call.em.getKysely())
  return rows.map(({ id }) => id)
}

/** Everything after which an organisation is counted anew. */
export const recounts: Readonly<Record<string, Reaction>> = {
  ...Object.fromEntries(causes.map((type) => [type, recountOwn])),
  'organization.mergeExecuted': recountMerged,
  'organization.mergeUndone': recountMerged,
  'vendor.feedImported': recountImported,
}
