import { z } from 'zod'
import type { Policy } from '../catalogue/catalogue.rules.ts'
import { needsRegistration } from '../catalogue/country.rules.ts'
import type { Problem } from '../kernel/errors.ts'
import { line } from '../kernel/text.rules.ts'
import { countryTerms, currencyOf } from './address.rules.ts'
import type { CountryTerms } from './address.rules.ts'

/** What a location is told by, as it is typed. Empty is not wrong here: {@link problemsOf} says what is missing. */
export const LocationFields = z.strictObject({
  name: line(120),
  legalName: line(200),
  street: line(200),
  postalCode: line(20).toUpperCase(),
  city: line(120),
  region: line(120).default(''),
  /** ISO 3166-1 alpha-2. */
  country: line(2).toUpperCase(),
  phone: line(40).default(''),
  registrationNumber: line(60).default(''),
  taxId: line(60).default(''),
  /** ISO 4217; empty: the country's. */
  currency: line(3).toUpperCase().default(''),
})
export type LocationFields = z.infer<typeof LocationFields>

/** A new location and the one it is to be under. */
export const NewLocation = LocationFields.extend({ parentId: z.uuid() })
export type NewLocation = z.infer<typeof NewLocation>

export const maxPhoneDigits = 15

/**
 * Everything that is wrong with a location's fields, in the order of the form (B.7.2): what is missing, a postal code or
 * region that is not as the country's addresses are, a phone number of more than 15 digits, and no registration number
 * in one of the countries of the setting.
 */
export const problemsOf = (typed: LocationFields, policy: Pick<Policy, 'registrationCountries'>): Problem[] => {
  const terms = countryTerms[typed.country]
  return [
    ...requiredFields.filter((field) => typed[field] === '').map(missing),
    ...countryProblems(typed),
    ...(terms ? addressProblems(typed, terms) : []),
    ...registrationProblems(typed, policy),
    ...phoneProblems(typed.phone),
    ...(typed.currency === '' || /^[A-Z]{3}$/.test(typed.currency) ? [] : [problem('CURRENCY_MALFORMED', 'currency')]),
  ]
}

const requiredFields = ['name', 'legalName', 'street', 'city', 'country'] as const

const missing = (field: string): Problem => problem('LOCATION_FIELD_REQUIRED', field)

const problem = (code: string, field: string, params: Problem['params'] = {}): Problem => ({
  code,
  field,
  rule: 'B.7.2',
  params,
})

const countryProblems = ({ country }: LocationFields): Problem[] =>
  country === '' || /^[A-Z]{2}$/.test(country) ? [] : [problem('COUNTRY_UNKNOWN', 'country')]

const addressProblems = (typed: LocationFields, terms: CountryTerms): Problem[] => {
  const { country, postalCode, region } = typed
  const malformed = postalCode !== '' && !terms.postalCode.test(postalCode)
  return [
    ...(postalCode === '' ? [missing('postalCode')] : []),
    ...(malformed ? [problem('POSTAL_CODE_MALFORMED', 'postalCode', { country, postalCode })] : []),
    ...(terms.region && region === '' ? [problem('REGION_REQUIRED', 'region', { country })] : []),
  ]
}

const registrationProblems = (typed: LocationFields, policy: Pick<Policy, 'registrationCountries'>): Problem[] =>
  typed.registrationNumber === '' && needsRegistration(typed.country, policy)
    ? [problem('REGISTRATION_NUMBER_REQUIRED', 'registrationNumber', { country: typed.country })]
    : []

const phoneProblems = (phone: string): Problem[] => {
  if (phone === '') return []
  const digits = phone.replaceAll(/\D/g, '').length
  const shaped = /^\+?[\d ()/.-]+$/.test(phone)
  return shaped && digits > 0 && digits <= maxPhoneDigits
    ? []
    : [problem('PHONE_MALFORMED', 'phone', { digits: maxPhoneDigits })]
}

/** The fields as they are kept: without a currency it is the country's. */
export const completedFields = (typed: LocationFields): LocationFields => ({
  ...typed,
  currency: typed.currency || currencyOf(typed.country),
})
