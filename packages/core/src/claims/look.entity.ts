import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { Association } from './association.entity.ts'

/** How often a partner looked at the figures of an association in a month: the customer reads it (B.2.7). */
export const FiguresLookSchema = defineEntity({
  name: 'FiguresLook',
  tableName: 'figures_look',
  properties: {
    associationId: () =>
      p.manyToOne(Association).mapToPk().joinColumn('association_id').deleteRule('cascade').primary(),
    /** First day of the month, in UTC. */
    month: () => p.date().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('restrict').index(),
    looks: () => p.integer(),
    lastAt: () => instant(),
  },
  policies: organizationPolicy('figures_look_own'),
})
export class FiguresLook extends FiguresLookSchema.class {}
FiguresLookSchema.setClass(FiguresLook)
