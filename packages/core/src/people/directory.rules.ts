import { z } from 'zod'
import { refuse } from '../kernel/errors.ts'
import { line } from '../kernel/text.rules.ts'
import type { AffiliationState } from './affiliation.rules.ts'
import { isFreeMail, isOnDomain } from './mail.rules.ts'

/** What every token of a directory begins with, so that one that leaked is recognised. */
export const directoryTokenMark = 'ofrscim_'

export const DirectoryTokenInput = z.strictObject({
  /** By which its administrators know it. */
  name: line(80).min(1),
  /** Where new people are at home unless the directory says it. */
  locationId: z.uuid(),
})

/** What a directory says of somebody. Absent: nothing is said of it; null: it is taken back. */
export const Said = z.strictObject({
  /** Their mail address. It names them for good. */
  userName: line(254).exactOptional(),
  active: z.boolean().exactOptional(),
  externalId: line(200).nullable().exactOptional(),
  givenName: line(60).nullable().exactOptional(),
  familyName: line(60).nullable().exactOptional(),
  fullName: line(120).nullable().exactOptional(),
  jobRole: line(80).nullable().exactOptional(),
  /** Of a BCP 47 tag only the language is kept; what is none counts as not said. */
  language: line(40).nullable().exactOptional(),
  /** ISO 3166-1 alpha-2; what is none counts as not said. */
  country: line(80).nullable().exactOptional(),
  /** The partner number of the location where they are at home; null: the token's. */
  location: line(20).nullable().exactOptional(),
})
export type Said = z.infer<typeof Said>

/** A name as a directory says it: in parts, as a whole, or both. */
export interface SaidNames {
  givenName: string
  familyName: string
  fullName: string
}

/** What somebody is called after more was said. A part that changes makes the whole of before untrue. */
export const namesAfter = (before: SaidNames, { givenName, familyName, fullName }: Said): SaidNames => {
  const parts = {
    givenName: givenName === undefined ? before.givenName : (givenName ?? ''),
    familyName: familyName === undefined ? before.familyName : (familyName ?? ''),
  }
  const joined = [parts.givenName, parts.familyName].filter((part) => part !== '').join(' ')
  const isUntouched = fullName === undefined && givenName === undefined && familyName === undefined
  return { ...parts, fullName: isUntouched ? before.fullName : (fullName ?? joined) }
}

/** Only these are in, or may come in by themselves: for the directory everybody else is inactive. */
export const activeStates = [
  'active',
  'awaiting_profile',
  'invited_single',
] as const satisfies readonly AffiliationState[]

export const isActiveState = (status: AffiliationState | undefined): boolean =>
  (activeStates as readonly (AffiliationState | undefined)[]).includes(status)

/**
 * Whether a directory's word counts for somebody's profile: their address is of a domain that the organisation has proven.
 * Of anybody else it can only say that they are invited.
 */
export const speaksFor = (domains: readonly string[], email: string): boolean =>
  !isFreeMail(email) && isOnDomain(email, domains)

/** Refuses with `DIRECTORY_ADDRESS_FIXED` another address for somebody; one written otherwise in large and small is none. */
export const refuseRenaming = (email: string, { userName }: Said): void => {
  if (userName !== undefined && userName.toLowerCase() !== email.toLowerCase())
    refuse('invalid', 'DIRECTORY_ADDRESS_FIXED', { field: 'userName', rule: 'PPL-R4' })
}

/** What is kept of the rest: an attribute that is taken back is empty. */
export const wordsSaid = (said: Said): { jobRole?: string; language?: string; country?: string } => {
  const { jobRole = '', locale = '', country = '' } = profileSaid(said)
  return {
    ...(said.jobRole !== undefined && { jobRole }),
    ...(said.language !== undefined && { language: locale }),
    ...(said.country !== undefined && { country }),
  }
}

/** Of a profile what a directory says that can be one: an empty or unreadable word takes nothing from it. */
export const profileSaid = ({ jobRole, language, country }: Said) => {
  const tag = /^([a-z]{2})(?![a-z])/i.exec(language ?? '')?.[1]?.toLowerCase()
  return {
    ...(jobRole && { jobRole }),
    ...(tag && { locale: tag }),
    ...(country && /^[a-z]{2}$/i.test(country) && { country: country.toUpperCase() }),
  }
}
