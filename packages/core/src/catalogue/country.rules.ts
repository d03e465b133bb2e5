import type { Policy } from './catalogue.rules.ts'

/** The countries of a list as it is typed, in any order and case, with commas or without: as the setting is kept. */
export const countriesIn = (typed: string): string => {
  const codes = typed.toUpperCase().split(/[\s,;]+/)
  return [...new Set(codes.filter((code) => code !== ''))].toSorted().join(' ')
}

/** Whether nobody can verify a company of a country without its number in a register (B.7.2). */
export const needsRegistration = (
  country: string,
  { registrationCountries }: Pick<Policy, 'registrationCountries'>,
): boolean => country !== '' && registrationCountries.split(' ').includes(country)
