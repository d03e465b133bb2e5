import { defineEntity, p } from '@mikro-orm/core'
import { instant, organizationPolicy } from '../kernel/columns.ts'
import { Location } from '../organisations/location.entity.ts'
import { owned } from './owned.columns.ts'

/** A location came with a merge: its tax data is looked at once before anything is ordered for it (MRG-R9). */
export const TaxConfirmationSchema = defineEntity({
  name: 'TaxConfirmation',
  tableName: 'tax_confirmation',
  properties: {
    ...owned,
    locationId: () => p.manyToOne(Location).mapToPk().joinColumn('location_id').deleteRule('restrict'),
    askedAt: () => instant(),
    confirmedAt: () => instant().nullable(),
    confirmedBy: () => p.uuid().nullable(),
  },
  indexes: [
    {
      name: 'tax_confirmation_open_unique',
      expression: `create unique index "tax_confirmation_open_unique" on "tax_confirmation" ("location_id") where "confirmed_at" is null`,
    },
  ],
  policies: organizationPolicy('tax_confirmation_own'),
})
export class TaxConfirmation extends TaxConfirmationSchema.class {}
TaxConfirmationSchema.setClass(TaxConfirmation)
