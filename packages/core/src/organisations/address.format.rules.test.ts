import { expect, test } from 'vitest'
import { addressLines } from './address.format.rules.ts'

test.each([
  ['IT', '17100', 'Savona', 'SV', ['17100 Savona SV']],
  ['GB', 'BS1 4DJ', 'Bristol', '', ['Bristol', 'BS1 4DJ']],
  ['US', '02110', 'Boston', 'MA', ['Boston, MA 02110']],
  ['BR', '80010-000', 'Curitiba', 'PR', ['Curitiba - PR', '80010-000']],
  ['DE', '50667', 'Köln', '', ['50667 Köln']],
  ['SG', '', 'Singapore', '', ['Singapore']],
])('an address in %s is written as there, without empty lines', (country, postalCode, city, region, lines) => {
  expect(addressLines({ street: '1 Quay', postalCode, city, region, country })).toEqual(['1 Quay', ...lines])
})
