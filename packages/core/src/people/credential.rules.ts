import { refuse } from '../kernel/errors.ts'
import { defineMoves, next } from '../kernel/moves.ts'
import { daysAfter } from '../kernel/time.ts'

export const credentialStates = ['unlinked', 'pending_name_check', 'linked', 'refused'] as const
/** B.16.2. */
export type CredentialState = (typeof credentialStates)[number]

export const credentialVerbs = ['link', 'askCheck', 'accept', 'refuse', 'unlink'] as const
export type CredentialVerb = (typeof credentialVerbs)[number]

/**
 * B.16.2. What is linked links to another organisation in one step (CP-R2). A check is asked for once: who was refused
 * links when the names are alike.
 */
export const credentialMoves = defineMoves<CredentialState, CredentialVerb>()({
  unlinked: { link: 'linked', askCheck: 'pending_name_check' },
  pending_name_check: { accept: 'linked', refuse: 'refused', unlink: 'unlinked' },
  linked: { link: 'linked', unlink: 'unlinked' },
  refused: { link: 'linked' },
})

/** Where a verb leads from a state; refuses with `ILLEGAL_TRANSITION` (STM-R1). */
export const nextState = (state: CredentialState, verb: CredentialVerb): CredentialState =>
  next<CredentialState, CredentialVerb>(credentialMoves, state, verb)

/** Why a stay in an organisation ended. */
export type UnlinkReason = 'moved' | 'unlinked' | 'left'

/** So often, and with so many days between, a credential may be linked (CP-R3). */
export interface LinkLimits {
  linksPerYear: number
  cooldownDays: number
}

/** Business days in which the vendor looks at two names that differ (B.16.2). */
export const nameCheckBusinessDays = 5

/** Marks on these letters are accents, or vowels that may be left out. In kana and in the scripts of India they make another letter. */
const accents =
  /(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Arabic}\p{Script=Hebrew}]\p{M}*)\p{M}/gu

/** A name as it is compared: without accents, in one case, with single spaces (CP-R4). */
export const foldedName = (name: string): string =>
  // Upwards first: that way ß is SS in both.
  name
    .normalize('NFD')
    .replaceAll(accents, '')
    .toUpperCase()
    .toLowerCase()
    .trim()
    .replaceAll(/[\s\p{Z}]+/gu, ' ')

export const isSameName = (a: string, b: string): boolean => foldedName(a) === foldedName(b)

/** The same instant a year later; of a 29 February the 28th. */
const yearAfter = (at: Date): Date => {
  const later = new Date(at)
  later.setUTCFullYear(at.getUTCFullYear() + 1)
  if (later.getUTCMonth() !== at.getUTCMonth()) later.setUTCDate(0)
  return later
}

const isAhead = (now: Date, at: Date): boolean => at.getTime() > now.getTime()

/** From when a credential may be linked next, by when it was before; null: at once (CP-R3). */
export const nextLinkAt = (linkedAt: readonly Date[], now: Date, limits: LinkLimits): Date | null => {
  const at = [coolUntil(linkedAt, limits), yearUntil(linkedAt, limits)].filter((each) => each !== null)
  const latest = at.toSorted((a, b) => b.getTime() - a.getTime())[0]
  return latest && isAhead(now, latest) ? latest : null
}

const newestFirst = (linkedAt: readonly Date[]): Date[] => linkedAt.toSorted((a, b) => b.getTime() - a.getTime())

const coolUntil = (linkedAt: readonly Date[], { cooldownDays }: LinkLimits): Date | null => {
  const [last] = newestFirst(linkedAt)
  return last ? daysAfter(last, cooldownDays) : null
}

/** The oldest of the last so many: when it is a year old there is room for another. */
const yearUntil = (linkedAt: readonly Date[], { linksPerYear }: LinkLimits): Date | null => {
  const oldest = newestFirst(linkedAt)[linksPerYear - 1]
  return oldest ? yearAfter(oldest) : null
}

/** How many links the rolling year still has room for. */
export const linksLeft = (linkedAt: readonly Date[], now: Date, { linksPerYear }: LinkLimits): number =>
  Math.max(0, linksPerYear - linkedAt.filter((at) => isAhead(now, yearAfter(at))).length)

/**
 * Refuses with `CREDENTIAL_LINK_LIMIT` the fourth link in a rolling year, and with `CREDENTIAL_COOLDOWN` one within thirty
 * days of the last; `nextPossibleAt` says when, to the second. At exactly that instant it is allowed (CP-R3, GEN-R2).
 */
export const decideLink = (linkedAt: readonly Date[], now: Date, limits: LinkLimits): void => {
  const at = nextLinkAt(linkedAt, now, limits)
  if (!at) return
  const yearly = yearUntil(linkedAt, limits)
  const code = yearly && isAhead(now, yearly) ? 'CREDENTIAL_LINK_LIMIT' : 'CREDENTIAL_COOLDOWN'
  refuse('invalid', code, {
    rule: 'CP-R3',
    params: { nextPossibleAt: at.toISOString(), links: limits.linksPerYear, days: limits.cooldownDays },
  })
}

/** Only its owner links or unlinks a credential (CP-R1). One answer for whatever is not theirs, known or not. */
export const refuseOwner = (): never => refuse('forbidden', 'CREDENTIAL_NOT_OWNER', { rule: 'CP-R1' })
