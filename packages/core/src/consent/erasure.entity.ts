import { defineEntity, p } from '@mikro-orm/core'
import { instant, staffPolicy, text } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'

/** That somebody's name and address were taken out of the records on request (GEN-R7). Never says whose. */
export const ErasureSchema = defineEntity({
  name: 'Erasure',
  tableName: 'erasure',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    /** Keyed with the installation's secret, so that a second request finds the first and nobody can guess the address. */
    addressHash: () => text().index(),
    reason: () => text(),
    at: () => instant(),
    by: () => p.uuid(),
    places: () => p.integer(),
  },
  policies: staffPolicy('erasure_staff'),
})
export class Erasure extends ErasureSchema.class {}
ErasureSchema.setClass(Erasure)
