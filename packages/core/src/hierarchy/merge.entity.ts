import { defineEntity, p } from '@mikro-orm/core'
import { instant, text } from '../kernel/columns.ts'
import type { Json } from '../kernel/canonical.ts'
import { next } from '../kernel/moves.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { mergeMoves } from './merge.rules.ts'
import type { MergeState, MergeVerb } from './merge.rules.ts'

const side = `(select current_setting('ofrecord.side', true))`
const vendor = `(select nullif(current_setting('ofrecord.vendor', true), '')::uuid)`
const organization = `(select nullif(current_setting('ofrecord.organization', true), '')::uuid)`
const either = `${side} = 'system' or (vendor_id = ${vendor} and (${side} = 'vendor' or ${organization} in (organization_id, invited_organization_id)))`

/** One organisation taking another in (B.7.5). Both of them see it, each with its own half of the preview. */
export const MergeSchema = defineEntity({
  name: 'Merge',
  tableName: 'merge',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    /** The one that asks, and stays. */
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    /** The one that is asked, and becomes a location of the other. */
    invitedOrganizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('invited_organization_id').deleteRule('restrict').index(),
    state: () => text().$type<MergeState>(),
    invitedAt: () => instant(),
    invitedBy: () => p.uuid(),
    /** The primary program contact of the invited headquarters when it was asked: nobody else answers (M2). */
    primaryContactId: () => p.uuid(),
    dueAt: () => instant(),
    answeredAt: () => instant().nullable(),
    declineReason: () => text().nullable(),
    /** What would change on both sides, when that was computed, and what it was computed from (`PREVIEW_STALE`). */
    preview: () => p.json().$type<{ [key: string]: Json }>().nullable(),
    previewAt: () => instant().nullable(),
    basis: () => text().nullable(),
    executedAt: () => instant().nullable(),
    executedBy: () => p.uuid().nullable(),
    /** What undoing needs: where everything stood before, written and read by the database alone (`merge.places.ts`). */
    before: () => p.json().$type<{ [key: string]: Json }>().nullable().lazy(),
    undoneAt: () => instant().nullable(),
    version: () => p.integer().version(),
  },
  uniques: [
    {
      name: 'merge_open_unique',
      expression: `create unique index "merge_open_unique" on "merge" ("organization_id") where "state" in ('invited', 'accepted')`,
    },
    {
      name: 'merge_open_invited_unique',
      expression: `create unique index "merge_open_invited_unique" on "merge" ("invited_organization_id") where "state" in ('invited', 'accepted')`,
    },
  ],
  rowLevelSecurity: true,
  policies: [{ name: 'merge_either', using: either, check: either }],
})
/** A verb moves by the table and writes down who and when; that it happened is told of the organisation that acts. */
export class Merge extends MergeSchema.class {
  accept(by: string, now: Date): void {
    move(this, 'accept')
    this.primaryContactId = by
    this.answeredAt = now
  }

  /** The reason, if one was given, is for whoever asked. */
  decline(by: string, now: Date, reason: string): void {
    move(this, 'decline')
    this.primaryContactId = by
    this.answeredAt = now
    this.declineReason = reason === '' ? null : reason
  }

  expire(): void {
    move(this, 'expire')
  }

  cancel(): void {
    move(this, 'cancel')
  }

  execute(by: string, now: Date): void {
    move(this, 'execute')
    this.executedAt = now
    this.executedBy = by
  }

  undo(now: Date): void {
    move(this, 'undo')
    this.undoneAt = now
  }
}
MergeSchema.setClass(Merge)

const move = (merge: Merge, verb: MergeVerb): void => {
  merge.state = next<MergeState, MergeVerb>(mergeMoves, merge.state, verb)
}
