import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import type { Json } from '../kernel/canonical.ts'
import { happened } from '../kernel/happened.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type { ChangeKind } from './change.rules.ts'

/**
 * A dry run of a change to the tree, by the engine that would carry it out: what it would do, what that was computed
 * from, and who signed it off. Carried out only while what it was computed from still holds (B.7.7).
 */
export const HierarchyRehearsalSchema = defineEntity({
  name: 'HierarchyRehearsal',
  tableName: 'hierarchy_rehearsal',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    kind: () => text().$type<ChangeKind>(),
    /** What was asked, as the procedure takes it. */
    input: () => p.json().$type<{ [key: string]: Json }>(),
    impact: () => p.json().$type<{ [key: string]: Json }>(),
    /** A fingerprint of the facts it was computed from. */
    basis: () => text(),
    reason: () => text().default(''),
    createdAt: () => instant(),
    createdBy: () => p.uuid(),
    /** `[{ personId, name, at }]`. */
    signedOff: () => p.json().$type<{ personId: string; name: string; at: string }[]>().default([]),
    executedAt: () => instant().nullable(),
    /** Since when somebody wants it kept: it was named, shared, signed or carried out. Until then it lasts a day and is in no list. */
    keptAt: () => instant().nullable(),
    version: () => p.integer().version(),
  },
  indexes: [{ name: 'hierarchy_rehearsal_list_index', properties: ['organizationId', 'createdAt', 'id'] }],
  policies: organizationPolicy('hierarchy_rehearsal_own'),
})
export class HierarchyRehearsal extends HierarchyRehearsalSchema.class {
  /** From now on it is listed and stays; a second time changes nothing. A reason is taken where none was said before. */
  keep(now: Date, reason = ''): void {
    if (this.reason === '') this.reason = reason
    if (this.keptAt) return
    this.keptAt = now
    happened(this, 'hierarchy.kept')
  }
}
HierarchyRehearsalSchema.setClass(HierarchyRehearsal)

/** A change of the tree that was made: who, why, from where to where, and what it was said to do (B.7.7). Append-only. */
export const StructureChangeSchema = defineEntity({
  name: 'StructureChange',
  tableName: 'structure_change',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () => p.uuid(),
    kind: () => text().$type<ChangeKind>(),
    locationId: () => p.uuid().index(),
    at: () => instant(),
    actorId: () => p.uuid().nullable(),
    actorName: () => text(),
    reason: () => text().default(''),
    /** The places that changed: `{ locationId, number, name, from, to }`, `from` and `to` being ids of parents. */
    places: () => p.json().$type<Json[]>(),
    impact: () => p.json().$type<{ [key: string]: Json }>(),
  },
  indexes: [{ name: 'structure_change_list_index', properties: ['organizationId', 'at', 'id'] }],
  policies: organizationPolicy('structure_change_own'),
})
export class StructureChange extends StructureChangeSchema.class {}
StructureChangeSchema.setClass(StructureChange)
