import { defineEntity, p } from '@mikro-orm/core'
import type { Opt } from '@mikro-orm/core'
import { instant, organizationPolicy, text } from '../kernel/columns.ts'
import { happened } from '../kernel/happened.ts'
import { next } from '../kernel/moves.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Location } from '../organisations/location.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { Affiliation, Person } from './person.entity.ts'
import type { GrantablePrivilege, PrivilegeState, PrivilegeVerb } from './privilege.rules.ts'
import { privilegeMoves } from './privilege.rules.ts'

/**
 * A privilege of one person at one location (B.6.4). Where the slots are limited each holder stands in a numbered one,
 * and the database gives a number once, whoever asks at the same time (PRV-R1, PRV-R3).
 */
export const PrivilegeGrantSchema = defineEntity({
  name: 'PrivilegeGrant',
  tableName: 'privilege_grant',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict').index(),
    affiliationId: () => p.manyToOne(Affiliation).mapToPk().joinColumn('affiliation_id').deleteRule('restrict').index(),
    personId: () => p.manyToOne(Person).mapToPk().joinColumn('person_id').deleteRule('restrict').index(),
    privilege: () => text().$type<GrantablePrivilege>(),
    /** 1 upwards; null where there is no limit. */
    slot: () => p.integer().nullable(),
    grantedAt: () => instant(),
    grantedBy: () => p.uuid().nullable(),
    endedAt: () => instant().nullable(),
  },
  uniques: [
    {
      name: 'privilege_grant_person_unique',
      expression: `create unique index "privilege_grant_person_unique" on "privilege_grant" ("location_id", "privilege", "person_id") where "ended_at" is null`,
    },
    {
      name: 'privilege_grant_slot_unique',
      expression: `create unique index "privilege_grant_slot_unique" on "privilege_grant" ("location_id", "privilege", "slot") where "ended_at" is null and "slot" is not null`,
    },
  ],
  policies: organizationPolicy('privilege_grant_own'),
})
export class PrivilegeGrant extends PrivilegeGrantSchema.class {
  get state(): Opt<PrivilegeState> {
    return this.endedAt ? 'removed' : 'granted'
  }

  /** It is over, and its slot free, from this instant (PRV-R2). */
  end(now: Date): void {
    next<PrivilegeState, PrivilegeVerb>(privilegeMoves, this.state, 'remove')
    this.endedAt = now
    happened(this, 'privilege.removed', aboutOf(this))
  }
}
PrivilegeGrantSchema.setClass(PrivilegeGrant)

export const aboutOf = ({ locationId, personId, privilege }: PrivilegeGrant) => ({ locationId, personId, privilege })
