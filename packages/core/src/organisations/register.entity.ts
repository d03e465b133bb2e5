import { defineEntity, p } from '@mikro-orm/core'
import { text, vendorPolicy } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'

/** A legal entity that a public register knows, as the vendor imported it (B.16.3). */
export const RegisteredCompanySchema = defineEntity({
  name: 'RegisteredCompany',
  tableName: 'registered_company',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    /** ISO 3166. */
    country: () => text(),
    registrationNumber: () => text(),
    legalName: () => text(),
    /** Number and name as they are compared. */
    numberKey: () => text(),
    nameKey: () => text(),
  },
  uniques: [{ name: 'registered_company_unique', properties: ['vendorId', 'country', 'numberKey'] }],
  policies: vendorPolicy('registered_company_vendor'),
})
