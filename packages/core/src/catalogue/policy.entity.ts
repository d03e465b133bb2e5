import { defineEntity, p } from '@mikro-orm/core'
import { instant, text, vendorPolicy } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import type { Policy } from './catalogue.rules.ts'

/** One version of the programme's settings (B.0.4). The highest is in force; none is ever changed (POL-R1). */
export const PolicyVersionSchema = defineEntity({
  name: 'PolicyVersion',
  tableName: 'policy_version',
  properties: {
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict').primary(),
    version: () => p.integer().primary(),
    settings: () => p.json().$type<Policy>(),
    reason: () => text(),
    changedAt: () => instant(),
    changedBy: () => p.uuid(),
  },
  policies: vendorPolicy('policy_version_vendor'),
})
export class PolicyVersion extends PolicyVersionSchema.class {}
PolicyVersionSchema.setClass(PolicyVersion)
