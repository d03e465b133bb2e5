/** How addresses and money of a country are. Where companies are known by a register is a setting (B.7.2). */
export interface CountryTerms {
  /** The shape of its postal codes, upper case. */
  postalCode: RegExp
  /** Whether an address has a state, province or prefecture. */
  region: boolean
  /** ISO 4217. */
  currency: string
}

const terms = (postalCode: RegExp, currency: string, region = false): CountryTerms => ({ postalCode, currency, region })

/** The countries of the programme, by ISO 3166 code. A country that is not here asks for no more than a city. */
export const countryTerms: Readonly<Record<string, CountryTerms>> = {
  US: terms(/^\d{5}(-\d{4})?$/, 'USD', true),
  CA: terms(/^[A-Z]\d[A-Z] ?\d[A-Z]\d$/, 'CAD', true),
  MX: terms(/^\d{5}$/, 'MXN', true),
  BR: terms(/^\d{5}-?\d{3}$/, 'BRL', true),
  GB: terms(/^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/, 'GBP'),
  IE: terms(/^[A-Z]\d[\dW] ?[A-Z\d]{4}$/, 'EUR'),
  DE: terms(/^\d{5}$/, 'EUR'),
  AT: terms(/^\d{4}$/, 'EUR'),
  CH: terms(/^\d{4}$/, 'CHF'),
  FR: terms(/^\d{5}$/, 'EUR'),
  IT: terms(/^\d{5}$/, 'EUR', true),
  ES: terms(/^\d{5}$/, 'EUR', true),
  NL: terms(/^\d{4} ?[A-Z]{2}$/, 'EUR'),
  SE: terms(/^\d{3} ?\d{2}$/, 'SEK'),
  PL: terms(/^\d{2}-\d{3}$/, 'PLN'),
  JP: terms(/^\d{3}-?\d{4}$/, 'JPY', true),
  AU: terms(/^\d{4}$/, 'AUD', true),
  IN: terms(/^\d{3} ?\d{3}$/, 'INR', true),
}

/** The currency of a country, where it is known; ISO 4217, else empty. */
export const currencyOf = (country: string): string => countryTerms[country]?.currency ?? ''
