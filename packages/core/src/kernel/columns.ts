import { p } from '@mikro-orm/core'
import type { PolicyDef } from '@mikro-orm/core'

/** An instant, in UTC, to the millisecond: what a `Date` can hold, so that a keyset cursor never skips a row. */
export const instant = () => p.datetime().columnType('timestamptz(3)')

/** Text without the 255-character limit of MikroORM's default; lengths are rules, not columns. */
export const text = () => p.text()

const side = `(select current_setting('ofrecord.side', true))`
const setting = (name: string) => `(select nullif(current_setting('ofrecord.${name}', true), '')::uuid)`

/**
 * The second fence: a row of an organisation is visible to that organisation and to the vendor's staff.
 * With nothing set there are no rows, so a forgotten condition shows nothing instead of everything.
 */
export const organizationPolicy = (name: string, column = 'organization_id'): PolicyDef[] => [
  {
    name,
    using: `${side} = 'system' or (vendor_id = ${setting('vendor')} and (${side} = 'vendor' or ${column} = ${setting('organization')}))`,
    check: `${side} = 'system' or (vendor_id = ${setting('vendor')} and (${side} = 'vendor' or ${column} = ${setting('organization')}))`,
  },
]

/** For rows that belong to the vendor as a whole, such as the catalogue and the customers of its feed. */
export const vendorPolicy = (name: string): PolicyDef[] => [
  {
    name,
    using: `${side} = 'system' or vendor_id = ${setting('vendor')}`,
    check: `${side} = 'system' or vendor_id = ${setting('vendor')}`,
  },
]

/** For rows that only the application itself and the vendor's staff may touch. */
export const staffPolicy = (name: string): PolicyDef[] => [
  {
    name,
    using: `${side} = 'system' or (vendor_id = ${setting('vendor')} and ${side} = 'vendor')`,
    check: `${side} = 'system' or (vendor_id = ${setting('vendor')} and ${side} = 'vendor')`,
  },
]

/** For what is one person's own affair: nobody else of their organisation reads it, and nobody of the vendor. */
export const personPolicy = (name: string): PolicyDef[] => {
  const expression = `${side} = 'system' or (vendor_id = ${setting('vendor')} and person_id = ${setting('person')})`
  return [{ name, using: expression, check: expression }]
}

/** For what a person owns and an organisation may read while it is linked: both see it, and the vendor's staff. */
export const ownPolicy = (name: string): PolicyDef[] => {
  const expression = `${side} = 'system' or (vendor_id = ${setting('vendor')} and (${side} = 'vendor' or organization_id = ${setting('organization')} or person_id = ${setting('person')}))`
  return [{ name, using: expression, check: expression }]
}
