import { defineEntity, p } from '@mikro-orm/core'
import { instant, text, vendorPolicy } from '../kernel/columns.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Person } from '../people/person.entity.ts'

/** A list's filters, order and columns under a name that one person gave them. */
export const SavedViewSchema = defineEntity({
  name: 'SavedView',
  tableName: 'saved_view',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    personId: () => p.manyToOne(Person).mapToPk().joinColumn('person_id').deleteRule('cascade').index(),
    list: () => text().$type<'claims' | 'queue'>(),
    name: () => text(),
    /** The part of the list's address behind the question mark. */
    search: () => text(),
    createdAt: () => instant(),
  },
  uniques: [
    {
      name: 'saved_view_name_unique',
      expression: `create unique index "saved_view_name_unique" on "saved_view" ("person_id", "list", lower("name"))`,
    },
  ],
  policies: vendorPolicy('saved_view_vendor'),
})
export class SavedView extends SavedViewSchema.class {}
SavedViewSchema.setClass(SavedView)
