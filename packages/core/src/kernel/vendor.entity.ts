import { defineEntity, p } from '@mikro-orm/core'
import type { Opt } from '@mikro-orm/core'
import { text } from './columns.ts'

/** The company whose programme this is. Every root row carries it, so that an installation can hold a second one. */
export const VendorSchema = defineEntity({
  name: 'Vendor',
  tableName: 'vendor',
  properties: {
    id: () => p.uuid().primary(),
    slug: () => text().unique(),
    name: () => text(),
    /** IANA zone of the vendor's desk: letters to customers and business days use it. */
    timeZone: () => text(),
    brand: () => text().default('teal'),
  },
})

export class Vendor extends VendorSchema.class {
  /** It owns its own events: without an owner its staff could not see the last of them, and not write the next. */
  get vendorId(): Opt<string> {
    return this.id
  }
}
VendorSchema.setClass(Vendor)
