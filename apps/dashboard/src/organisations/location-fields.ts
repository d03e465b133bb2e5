import type { LocationFields } from '@ofrecord/core/organisations/location.input.rules'
import { needsRegistration } from '@ofrecord/core/catalogue/country.rules'
import { countryTerms } from '@ofrecord/core/organisations/address.rules'
import {
  refusals_country_unknown,
  refusals_currency_malformed,
  refusals_location_duplicate,
  refusals_location_field_required,
  refusals_phone_malformed,
  refusals_postal_code_malformed,
  refusals_region_required,
  refusals_registration_number_required,
} from '@ofrecord/messages/messages'
import { formatList } from '../lib/format.ts'
import type { Answers, LocationRecord } from './answers.ts'
import { countryName } from './countries.ts'

export type FieldName = keyof LocationFields
export type FieldProblem = Answers['check'][number]

export const noFields: LocationFields = {
  name: '',
  legalName: '',
  street: '',
  postalCode: '',
  city: '',
  region: '',
  country: '',
  phone: '',
  registrationNumber: '',
  taxId: '',
  currency: '',
}

export const fieldsOf = (record: LocationRecord): LocationFields => {
  const { name, legalName, street, postalCode, city, region, country, phone, registrationNumber, taxId, currency } =
    record
  return { name, legalName, street, postalCode, city, region, country, phone, registrationNumber, taxId, currency }
}

/** What addresses and companies of a country are told by; of one that is not known, everything may be left out. */
export const termsOf = (country: string, policy: Parameters<typeof needsRegistration>[1]) => {
  const terms = countryTerms[country]
  return {
    postalCode: terms !== undefined,
    region: terms?.region ?? false,
    registrationNumber: needsRegistration(country, policy),
    currency: terms?.currency ?? '',
  }
}

type Text = (params: Record<string, string>) => string

/** Every code that a location's fields are judged with. Written out, so that no other texts are sent to the browser. */
const texts: Readonly<Record<string, Text>> = {
  LOCATION_FIELD_REQUIRED: refusals_location_field_required,
  COUNTRY_UNKNOWN: refusals_country_unknown,
  CURRENCY_MALFORMED: refusals_currency_malformed,
  POSTAL_CODE_MALFORMED: ({ postalCode = '', country = '' }) =>
    refusals_postal_code_malformed({ postalCode, country: countryName(country) }),
  REGION_REQUIRED: ({ country = '' }) => refusals_region_required({ country: countryName(country) }),
  REGISTRATION_NUMBER_REQUIRED: ({ country = '' }) =>
    refusals_registration_number_required({ country: countryName(country) }),
  PHONE_MALFORMED: ({ digits = '' }) => refusals_phone_malformed({ digits }),
  LOCATION_DUPLICATE: ({ country = '', locations = '' }) =>
    refusals_location_duplicate({ country: countryName(country), locations }),
}

export const problemText = ({ code, params }: FieldProblem): string => {
  const words = Object.fromEntries(
    Object.entries(params ?? {}).map(([key, value]) => [
      key,
      Array.isArray(value) ? formatList(value.map(String)) : String(value),
    ]),
  )
  return texts[code]?.(words) ?? code
}
