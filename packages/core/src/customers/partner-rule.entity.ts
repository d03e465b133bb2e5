import { defineEntity, p } from '@mikro-orm/core'
import { instant, staffPolicy, text } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { CustomerTenant } from './customer.entity.ts'

/**
 * What a customer says about one partner for all future claims (ACC-R2). A partner never reads it: it learns
 * `CUSTOMER_POLICY` and no more.
 */
export const PartnerRuleSchema = defineEntity({
  name: 'PartnerRule',
  tableName: 'partner_rule',
  properties: {
    customerTenantId: () =>
      p.manyToOne(CustomerTenant).mapToPk().joinColumn('customer_tenant_id').deleteRule('cascade').primary(),
    organizationId: () =>
      p.manyToOne(Organization).mapToPk().joinColumn('organization_id').deleteRule('cascade').primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    kind: () => text().$type<'allowed' | 'blocked'>(),
    setAt: () => instant(),
    /** The mailbox of the administrator who said so. */
    setBy: () => text(),
  },
  indexes: [{ name: 'partner_rule_organization_index', properties: ['organizationId'] }],
  policies: staffPolicy('partner_rule_staff'),
})
export class PartnerRule extends PartnerRuleSchema.class {}
PartnerRuleSchema.setClass(PartnerRule)
