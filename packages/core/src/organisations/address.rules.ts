/** How addresses, registers and money of a country are. */
export interface CountryTerms {
  /** The shape of its postal codes, upper case. */
  postalCode: RegExp
  /** Whether an address has a state, province or prefecture. */
  region: boolean
  /** ISO 4217. */
  currency: string
  /** Whether a company is known by its number in a register, without which nobody can verify it (B.7.2). */
  registrationNumber: boolean
}

const terms = (
  postalCode: RegExp,
  currency: string,
  { region = false, registrationNumber = false }: { region?: boolean; registrationNumber?: boolean } = {},
): CountryTerms => ({ postalCode, currency, region, registrationNumber })

const register = { registrationNumber: true }
const regional = { region: true }

/** The countries of the programme, by ISO 3166 code. A country that is not here asks for no more than a city. */
export const countryTerms: Readonly<Record<string, CountryTerms>> = {
  US: terms(/^\d{5}(-\d{4})?$/, 'USD', regional),
  CA: terms(/^[A-Z]\d[A-Z] ?\d[A-Z]\d$/, 'CAD', regional),
  MX: terms(/^\d{5}$/, 'MXN', regional),
  BR: terms(/^\d{5}-?\d{3}$/, 'BRL', { ...regional, ...register }),
  GB: terms(/^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/, 'GBP', register),
  IE: terms(/^[A-Z]\d[\dW] ?[A-Z\d]{4}$/, 'EUR', register),
  DE: terms(/^\d{5}$/, 'EUR', register),
  AT: terms(/^\d{4}$/, 'EUR', register),
  CH: terms(/^\d{4}$/, 'CHF', register),
  FR: terms(/^\d{5}$/, 'EUR', register),
  IT: terms(/^\d{5}$/, 'EUR', { ...regional, ...register }),
  ES: terms(/^\d{5}$/, 'EUR', { ...regional, ...register }),
  NL: terms(/^\d{4} ?[A-Z]{2}$/, 'EUR', register),
  SE: terms(/^\d{3} ?\d{2}$/, 'SEK', register),
  PL: terms(/^\d{2}-\d{3}$/, 'PLN', register),
  JP: terms(/^\d{3}-?\d{4}$/, 'JPY', regional),
  AU: terms(/^\d{4}$/, 'AUD', { ...regional, ...register }),
  IN: terms(/^\d{3} ?\d{3}$/, 'INR', { ...regional, ...register }),
}

/** The currency of a country, where it is known; ISO 4217, else empty. */
export const currencyOf = (country: string): string => countryTerms[country]?.currency ?? ''
