import { defineEntity, p } from '@mikro-orm/core'
import { instant, staffPolicy, text } from '../kernel/columns.ts'
import { happened } from '../kernel/happened.ts'
import { Vendor } from '../kernel/vendor.entity.ts'

/** In how many rows of which table something was taken out. */
export type Places = { readonly [table: string]: number }

/**
 * That somebody was erased (GEN-R7), without who: it tells a second request from a first, and whom a backup brought back.
 */
export const ErasureSchema = defineEntity({
  name: 'Erasure',
  tableName: 'erasure',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    /** HMAC-SHA256 under a key of the installation: whoever has the table alone cannot try addresses out. */
    addressHash: () => text().index(),
    reason: () => text(),
    at: () => instant(),
    /** null: the command line. */
    by: () => p.uuid().nullable(),
    /** How many rows it touched. */
    places: () => p.integer(),
    /** Canonical JSON, signed: what the person who asked is given, byte for byte. */
    certificate: () => text(),
  },
  policies: staffPolicy('erasure_staff'),
})
export class Erasure extends ErasureSchema.class {
  /** `again`: a restored backup had brought the person back. */
  tell(tables: Places, again: boolean): void {
    happened(this, 'erasure.done', { tables, places: this.places, again })
  }
}
ErasureSchema.setClass(Erasure)
