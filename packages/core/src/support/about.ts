import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { inScope } from '../kernel/conditions.ts'
import { hoursAfter } from '../kernel/time.ts'
import { readRehearsal } from '../hierarchy/change.queries.ts'
import type { ChangeKind } from '../hierarchy/change.rules.ts'
import type { ImpactPart } from '../hierarchy/impact.rules.ts'
import { readMerge } from '../hierarchy/merge.queries.ts'
import type { PreviewView } from '../hierarchy/merge.queries.ts'
import type { PlaceChange } from '../hierarchy/recording.ts'
import { previewHours } from '../hierarchy/rehearsing.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { scopeOf } from '../kernel/authority.ts'
import type { Privilege } from '../kernel/authority.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import type { About } from './ticket.input.rules.ts'
import type { AboutKind } from './ticket.rules.ts'

/** A report as whoever opened the ticket had it before them: their own half of a merger's, or a rehearsal's whole. */
export type Attached =
  | { kind: 'merge'; acquirer: string; invited: string; preview: PreviewView }
  | {
      kind: 'rehearsal'
      change: ChangeKind
      locationName: string
      locationNumber: number
      computedAt: string
      validUntil: string
      parts: ImpactPart[]
      /** The first of them, where there are many; `placeCount`: all, absent of tickets from before it was counted. */
      places: PlaceChange[]
      placeCount?: number
    }

/** A record that a ticket is about: what it is called, where it lies, and the report that goes with it. */
export interface Subject {
  label: string
  /** null: it is about the organisation as a whole. */
  locationId: string | null
  attached: Attached | null
}

/** Whoever asks about a record has to be able to read it: in the room it stands in, and where. */
const readingOf: Record<AboutKind, Privilege> = {
  claim: 'claims.see',
  merge: 'organisations.change',
  rehearsal: 'organisations.propose',
  location: 'organisations.see',
  order: 'memberships.see',
  reference: 'references.see',
}

/** The record, as its reader has it at this moment. Refuses with `NOT_FOUND` what they may not read (PRI-R1). */
export const readSubject = async (call: Call, { kind, id }: About): Promise<Subject> => {
  const scope = scopeOf(call.actor, readingOf[kind])
  if (scope === undefined) return refuseAbsent()
  if (kind === 'merge') return mergeSubject(call, id)
  if (kind === 'rehearsal') return rehearsalSubject(call, scope, id)
  return plainSubject(call, scope, plainTables[kind], id)
}

const mergeSubject = async (call: Call, mergeId: string): Promise<Subject> => {
  const { acquirer, invited, preview } = await readMerge(call, mergeId)
  return {
    label: `${acquirer.name} + ${invited.name}`,
    locationId: null,
    attached: preview && { kind: 'merge', acquirer: acquirer.name, invited: invited.name, preview },
  }
}

/** A ticket is read by people: the report itself names more. */
const placesAttached = 20

const rehearsalSubject = async (call: Call, scope: Scope, rehearsalId: string): Promise<Subject> => {
  const {
    kind: change,
    locationId,
    locationName,
    locationNumber,
    createdAt,
    impact,
  } = await readRehearsal(call, scope, rehearsalId)
  const validUntil = hoursAfter(new Date(createdAt), previewHours).toISOString()
  const { parts, places, placeCount } = impact
  return {
    label: `${locationName} ${locationNumber}`,
    locationId,
    attached: {
      kind: 'rehearsal',
      change,
      locationName,
      locationNumber,
      computedAt: createdAt,
      validUntil,
      parts,
      places: places.slice(0, placesAttached),
      placeCount,
    },
  }
}

interface Plain {
  table: string
  location: string
  label: RawBuilder<string>
}

const plainTables: Record<Exclude<AboutKind, 'merge' | 'rehearsal'>, Plain> = {
  claim: { table: 'claim', location: 'location_id', label: sql`t.name || ' ' || t.number` },
  location: { table: 'location', location: 'id', label: sql`t.name || ' ' || t.number` },
  order: { table: 'fee_order', location: 'location_id', label: sql`t.number` },
  reference: { table: 'customer_reference', location: 'location_id', label: sql`t.company || ': ' || t.project_title` },
}

const plainSubject = async (call: Call, scope: Scope, { table, location, label }: Plain, id: string) => {
  const { organizationId } = call.actor as PersonActor
  const { rows } = await sql<{ label: string; locationId: string }>`
    select ${label} as label, ${sql.ref(`t.${location}`)} as "locationId" from ${sql.table(table)} t
    where t.id = ${id} and t.organization_id = ${organizationId} and ${inScope(scope, sql.ref(`t.${location}`))}
  `.execute(call.em.getKysely())
  const row = rows[0] ?? refuseAbsent()
  return { ...row, attached: null }
}
