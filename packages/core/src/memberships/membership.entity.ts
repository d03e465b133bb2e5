import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import type { Tier } from '../organisations/organization.rules.ts'
import type { MembershipState } from './membership.rules.ts'

/** An organisation's membership of the programme: its tier, and the day of each year on which it ends or goes on. */
export const MembershipSchema = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    tier: () => text().$type<Tier>(),
    /** Not null unless the tier is the free one, which never ends. */
    anniversaryOn: () => p.date().nullable(),
    state: () => text().$type<MembershipState>().default('active'),
    stateAt: () => instant().defaultRaw('now()'),
    /** The anniversary before the vendor moved it; null: nobody did. */
    extendedFrom: () => p.date().nullable(),
    /** When the free tier was last confirmed; it is asked for every year. */
    confirmedAt: () => instant().nullable(),
    startedAt: () => instant(),
    endedAt: () => instant().nullable(),
    version: () => p.integer().version(),
  },
  uniques: [
    {
      name: 'membership_current_unique',
      expression: `create unique index "membership_current_unique" on "membership" ("organization_id") where "ended_at" is null`,
    },
  ],
  checks: [{ name: 'membership_anniversary_check', expression: `("tier" = 'network') = ("anniversary_on" is null)` }],
  policies: organizationPolicy('membership_own'),
})
export class Membership extends MembershipSchema.class {}
MembershipSchema.setClass(Membership)
