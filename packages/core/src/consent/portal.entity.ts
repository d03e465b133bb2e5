import { defineEntity, p } from '@mikro-orm/core'
import { CustomerTenant } from '../customers/customer.entity.ts'
import { instant, staffPolicy, text } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'

const vendorId = () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict')
const customerTenantId = () =>
  p.manyToOne(CustomerTenant).mapToPk().joinColumn('customer_tenant_id').deleteRule('cascade').index()

/** A code mailed to an administrator's mailbox: good once, for some minutes, for a few tries (B.2.7). */
export const PortalCodeSchema = defineEntity({
  name: 'PortalCode',
  tableName: 'portal_code',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    customerTenantId,
    address: () => text(),
    /** Salted with the id. */
    codeHash: () => text(),
    createdAt: () => instant(),
    expiresAt: () => instant(),
    tries: () => p.integer().default(0),
    usedAt: () => instant().nullable(),
  },
  indexes: [{ name: 'portal_code_address_index', properties: ['address', 'createdAt'] }],
  policies: staffPolicy('portal_code_staff'),
})
export class PortalCode extends PortalCodeSchema.class {}
PortalCodeSchema.setClass(PortalCode)

/** An administrator who is signed in to the customer's own page. Only the hash of the cookie is kept. */
export const PortalSessionSchema = defineEntity({
  name: 'PortalSession',
  tableName: 'portal_session',
  properties: {
    id: () => p.uuid().primary(),
    vendorId,
    customerTenantId,
    address: () => text(),
    tokenHash: () => text().unique(),
    createdAt: () => instant(),
    expiresAt: () => instant(),
    endedAt: () => instant().nullable(),
  },
  policies: staffPolicy('portal_session_staff'),
})
export class PortalSession extends PortalSessionSchema.class {}
PortalSessionSchema.setClass(PortalSession)
