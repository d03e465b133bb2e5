import { expect, test } from 'vitest'
import { policyDefaults } from '../catalogue/catalogue.rules.ts'
import { countryTerms } from './address.rules.ts'
import { completedFields, LocationFields, problemsOf } from './location.input.rules.ts'
import type { LocationFields as Fields } from './location.input.rules.ts'

const leeds: Fields = LocationFields.parse({
  name: 'Leeds',
  legalName: 'Kestrel Consulting Group Ltd',
  street: '4 Wharf Street',
  postalCode: 'ls2 7eq',
  city: 'Leeds',
  country: 'gb',
  phone: '+44 (0)113 496 0000',
  registrationNumber: '01234567',
})

const told = (changes: Partial<Fields>): string[] =>
  problemsOf({ ...leeds, ...changes }, policyDefaults).map(({ code, field }) => `${code} ${field}`)

test('B.7.2: a whole address has nothing wrong with it, and the currency of its country', () => {
  expect(told({})).toEqual([])
  expect(completedFields(leeds)).toMatchObject({ currency: 'GBP', country: 'GB', postalCode: 'LS2 7EQ' })
  expect(completedFields({ ...leeds, currency: 'EUR' }).currency).toBe('EUR')
})

test('B.7.2: what is missing is named field by field: LOCATION_FIELD_REQUIRED', () => {
  expect(told({ legalName: '', street: '', postalCode: '' })).toEqual([
    'LOCATION_FIELD_REQUIRED legalName',
    'LOCATION_FIELD_REQUIRED street',
    'LOCATION_FIELD_REQUIRED postalCode',
  ])
  expect(told({ country: 'U1' })).toEqual(['COUNTRY_UNKNOWN country'])
  expect(told({ currency: 'EU' })).toEqual(['CURRENCY_MALFORMED currency'])
})

test('B.7.2: registration numbers are asked in the countries of the setting, regions where addresses have them', () => {
  expect(told({ registrationNumber: '' })).toEqual(['REGISTRATION_NUMBER_REQUIRED registrationNumber'])
  const boston = { country: 'US', postalCode: '02108', registrationNumber: '' }
  expect(told(boston)).toEqual(['REGION_REQUIRED region'])
  expect(told({ ...boston, region: 'MA' })).toEqual([])
  const asked = (country: string, registrationCountries: string) =>
    problemsOf({ ...leeds, country, registrationNumber: '' }, { registrationCountries }).map(({ code }) => code)
  expect(asked('GB', 'DE US')).toEqual([])
  expect(asked('IS', 'DE IS')).toEqual(['REGISTRATION_NUMBER_REQUIRED'])
  // A country that the programme does not list asks for no more than a city.
  expect(told({ country: 'IS', postalCode: '', registrationNumber: '' })).toEqual([])
})

test('B.7.2: a phone number has 15 digits at most', () => {
  expect(told({ phone: '1234567890 12345' })).toEqual([])
  expect(told({ phone: '+1234567890123456' })).toEqual(['PHONE_MALFORMED phone'])
  expect(told({ phone: 'call me' })).toEqual(['PHONE_MALFORMED phone'])
})

test('B.7.2: each of the eighteen countries knows its postal codes', () => {
  const right: Record<string, string> = {
    US: '98052-1234', CA: 'K1A 0B1', MX: '06000', BR: '01310-100', GB: 'SW1A 1AA', IE: 'D02 X285', DE: '34117', AT: '1010', CH: '3011',
    FR: '44000', IT: '20121', ES: '48001', NL: '3511 AB', SE: '411 03', PL: '80-001', JP: '980-0811', AU: '7000', IN: '411 001',
  } // prettier-ignore
  expect(Object.keys(right).toSorted()).toEqual(Object.keys(countryTerms).toSorted())
  for (const [country, postalCode] of Object.entries(right)) {
    expect(countryTerms[country]!.postalCode.test(postalCode), country).toBe(true)
    expect(told({ country, postalCode: 'X', region: 'somewhere' }), country).toEqual([
      'POSTAL_CODE_MALFORMED postalCode',
    ])
  }
})
