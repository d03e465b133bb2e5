import { defineEntity, p } from '@mikro-orm/core'
import type { PurchaseChannel } from '../catalogue/catalogue.rules.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { instant, text, vendorPolicy } from '../kernel/columns.ts'
import type { ConsentMode, SubscriptionState } from './customer.rules.ts'

const vendorId = () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict')

/** The customer's identity directory, a GUID: the unit that claims refer to. */
export const CustomerTenantSchema = defineEntity({
  name: 'CustomerTenant',
  tableName: 'customer_tenant',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    tenantId: () => p.uuid(),
    name: () => text(),
    country: () => text(),
    language: () => text(),
    sector: () => text(),
    seats: () => p.integer(),
    publicSector: () => p.boolean().default(false),
    consentMode: () => text().$type<ConsentMode>(),
    /** Printed in every genuine letter to this customer (B.2.6). */
    codePhrase: () => text().nullable(),
    /** Whom a notice goes to when a claim names nobody better; set by an administrator. */
    defaultContact: () => text().nullable(),
  },
  uniques: [{ name: 'customer_tenant_unique', properties: ['vendorId', 'tenantId'] }],
  policies: vendorPolicy('customer_tenant_vendor'),
})
export class CustomerTenant extends CustomerTenantSchema.class {}
CustomerTenantSchema.setClass(CustomerTenant)

const customerTenantId = () =>
  p.manyToOne(CustomerTenant).mapToPk().joinColumn('customer_tenant_id').deleteRule('restrict').index()

/** A DNS domain verified on a tenant; it belongs to one tenant. */
export const TenantDomainSchema = defineEntity({
  name: 'TenantDomain',
  tableName: 'tenant_domain',
  properties: { id: () => p.uuid().primary(), vendorId, customerTenantId, domain: () => text() },
  uniques: [{ name: 'tenant_domain_unique', properties: ['vendorId', 'domain'] }],
  policies: vendorPolicy('tenant_domain_vendor'),
})
export class TenantDomain extends TenantDomainSchema.class {}
TenantDomainSchema.setClass(TenantDomain)

/** Administrator of a tenant: gets every consent notice of it, with a link of their own. */
export const TenantAdminSchema = defineEntity({
  name: 'TenantAdmin',
  tableName: 'tenant_admin',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    customerTenantId,
    name: () => text(),
    email: () => text(),
    state: () => text().$type<'imported' | 'verified' | 'removed'>(),
    /** The mailbox of the administrator who named this one, or the domain whose record did; null: the directory. */
    invitedBy: () => text().nullable(),
    /** Answers for the administrators, without naming others. */
    delegate: () => p.boolean().default(false),
  },
  uniques: [{ name: 'tenant_admin_unique', properties: ['customerTenantId', 'email'] }],
  policies: vendorPolicy('tenant_admin_vendor'),
})
export class TenantAdmin extends TenantAdminSchema.class {}
TenantAdminSchema.setClass(TenantAdmin)

/** A purchased instance of a product on a tenant. */
export const SubscriptionSchema = defineEntity({
  name: 'Subscription',
  tableName: 'subscription',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    subscriptionId: () => p.uuid(),
    customerTenantId,
    productCode: () => text(),
    channel: () => text().$type<PurchaseChannel>(),
    state: () => text().$type<SubscriptionState>(),
    seats: () => p.integer(),
    country: () => text(),
    activatedAt: () => instant().nullable(),
    endsAt: () => instant().nullable(),
  },
  uniques: [{ name: 'subscription_unique', properties: ['vendorId', 'subscriptionId'] }],
  policies: vendorPolicy('subscription_vendor'),
})
export class Subscription extends SubscriptionSchema.class {}
SubscriptionSchema.setClass(Subscription)

/**
 * The two figures of one item in one month. A partner's session can read a row only while an active association of
 * its own organisation covers the item: the database itself hides it in the transaction of a denial.
 */
export const UsageFactSchema = defineEntity({
  name: 'UsageFact',
  tableName: 'usage_fact',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    customerTenantId,
    itemKey: () => text(),
    /** First day of the month. */
    month: () => p.date(),
    activeEntitlements: () => p.integer(),
    qualifiedEntitlements: () => p.integer(),
  },
  uniques: [{ name: 'usage_fact_unique', properties: ['customerTenantId', 'itemKey', 'month'] }],
  rowLevelSecurity: true,
})
export class UsageFact extends UsageFactSchema.class {}
UsageFactSchema.setClass(UsageFact)
