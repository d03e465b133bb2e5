import { phoneShapes, postalShapes, regionOfTown, registerShapes, streets } from './addresses.table.ts'
import type { Location } from './organisations.ts'
import { random } from './random.ts'
import { checkedRegistrationIn, shaped, taxIdIn } from './tax.ids.ts'

/** Where a location is and by which numbers its country knows the company. */
export interface Address {
  street: string
  postalCode: string
  region: string
  phone: string
  registrationNumber: string
  taxId: string
}

/** The address of a location, as its country writes them; no number in it can be anybody's (SED-R3). */
export const addressAt = ({ key, country, name }: Pick<Location, 'key' | 'country' | 'name'>): Address => {
  const draws = random(`address of ${key}`)
  const [street, house] = [draws.pick(streets[country]), draws.int(1, 180)]
  return {
    street: houseFirst.has(country) ? `${house} ${street}` : `${street} ${house}`,
    postalCode: shaped(postalShapes[country], draws),
    region: withRegion.has(country) ? (regionOfTown[name] ?? '') : '',
    phone: shaped(phoneShapes[country] ?? '', draws),
    registrationNumber: checkedRegistrationIn(country, draws) ?? shaped(registerShapes[country] ?? '', draws),
    taxId: taxIdIn(country, draws),
  }
}

const houseFirst: ReadonlySet<string> = new Set(['US', 'CA', 'GB', 'IE', 'FR', 'AU', 'IN'])
const withRegion: ReadonlySet<string> = new Set(['US', 'CA', 'MX', 'BR', 'IT', 'ES', 'JP', 'AU', 'IN'])
