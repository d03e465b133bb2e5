import { z } from 'zod'
import { refuse } from '../kernel/errors.ts'
import { line } from '../kernel/text.rules.ts'
import type { AffiliationState } from './affiliation.rules.ts'
import { isFreeMail, MailAddress } from './mail.rules.ts'
import { RoleInput } from './role.rules.ts'

/** So many people are invited in one go; of a file, so many more. */
export const inviteLimit = 200
export const importLimit = 1000

const language = z
  .string()
  .regex(/^[a-z]{2}$/)
  .default('en')

/** One person, who is approved once their profile is done (AF1). */
export const InviteInput = z.strictObject({
  name: line(120).min(1),
  email: line(254),
  locationId: z.uuid(),
  roles: z.array(RoleInput).max(10).default([]),
  /** The language of the letter. */
  language,
})
export type InviteInput = z.infer<typeof InviteInput>

/** As pasted or exported: what no database keeps as text goes without a word, and its line is judged by the rest. */
const pasted = (most: number) =>
  z
    .string()
    .max(most)
    .overwrite((typed) => typed.toWellFormed().replaceAll('\0', ''))

/** Many addresses, whose owners are in as soon as their profile is done (AF5). */
export const InviteManyInput = z.strictObject({
  /** As pasted: separated by semicolons, commas, tabs or line breaks. */
  text: pasted(60_000),
  locationId: z.uuid(),
  roles: z.array(RoleInput).max(10).default([]),
  language,
  /** Made by the caller: the same key again answers the first report and sends nothing (API-R3). */
  key: line(64).min(16),
})
export type InviteManyInput = z.infer<typeof InviteManyInput>

export const ImportInput = z.strictObject({
  /** CSV with the columns of {@link importColumns}, at most 1 MB. */
  csv: pasted(1_000_000),
  language,
  key: line(64).min(16),
})

/**
 * Columns of a file of people: `email` and `location` (its partner number) are needed; `name`, and `language` as a
 * two-letter code, may be there. Any order, separated by comma or semicolon, UTF-8.
 */
export const importColumns = ['email', 'location', 'name', 'language'] as const

export const inviteCodes = [
  'INVITE_SYNTAX',
  'INVITE_DUPLICATE',
  'INVITE_ALREADY_ACTIVE',
  'INVITE_ALREADY_PENDING',
  'INVITE_LOCATION',
] as const
/** Why a line was left out; its words are those of the refusal. */
export type InviteCode = (typeof inviteCodes)[number]
/** What is worth a look although the line goes out. */
export type InviteWarning = 'OTHER_ORGANISATION' | 'FREE_MAIL'

/** One address as it was typed. */
export interface Wanted {
  /** 1 upwards, blanks not counted; the line of the file in an import. */
  line: number
  typed: string
  email: string
  name: string
}

/** What became of one line, or would become of it. */
export interface InviteRow {
  line: number
  typed: string
  /** null where it could not be read as one. */
  email: string | null
  outcome: 'invited' | 'left_out'
  code: InviteCode | null
  warnings: InviteWarning[]
}

const inBrackets = /^(.*?)<([^<>]+)>$/

/**
 * The addresses of a pasted list (PPL-R3): separated by semicolons, commas, tabs and line breaks; what is blank is no
 * line. `Ada Byrne <ada@…>`, as mail programs copy it, is read as its address. Refuses more than 200 with `TOO_MANY`.
 */
export const readInvites = (text: string): Wanted[] => {
  const pieces = text
    .split(/[;,\t\r\n]+/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
  refuseTooMany('text', pieces.length, inviteLimit)
  return pieces.map((typed, index) => {
    const [, name = '', inside] = inBrackets.exec(typed) ?? []
    return { line: index + 1, typed, email: (inside ?? typed).trim(), name: asName(name) }
  })
}

const asName = (typed: string): string => line(120).safeParse(typed.replaceAll('"', '')).data ?? ''

export const refuseTooMany = (field: 'text' | 'csv', count: number, max: number): void => {
  if (count > max) refuse('invalid', 'TOO_MANY', { field, rule: 'PPL-R3', params: { count, max } })
}

/** What is known of an address before it is invited. */
export interface KnownAddress {
  /** Its state in this organisation, where one is still open. */
  here: AffiliationState | null
  /** Whether another organisation has its owner. Which one is not said. */
  elsewhere: boolean
}

/** Judges every line by itself: what is wrong with one says nothing about the others (PPL-R3). */
export const judgeInvites = (wanted: readonly Wanted[], known: ReadonlyMap<string, KnownAddress>): InviteRow[] => {
  const seen = new Set<string>()
  return wanted.map(({ line: number, typed, email }) => {
    const address = email.toLowerCase()
    const code = codeOf(address, seen, known.get(address))
    if (code !== 'INVITE_SYNTAX') seen.add(address)
    return {
      line: number,
      typed,
      email: code === 'INVITE_SYNTAX' ? null : address,
      outcome: code ? 'left_out' : 'invited',
      code,
      warnings: code ? [] : warningsOf(address, known.get(address)),
    }
  })
}

const codeOf = (address: string, seen: ReadonlySet<string>, known?: KnownAddress): InviteCode | null => {
  if (!MailAddress.safeParse(address).success) return 'INVITE_SYNTAX'
  if (seen.has(address)) return 'INVITE_DUPLICATE'
  if (known?.here === 'active') return 'INVITE_ALREADY_ACTIVE'
  return known?.here ? 'INVITE_ALREADY_PENDING' : null
}

const warningsOf = (address: string, known?: KnownAddress): InviteWarning[] => [
  ...(known?.elsewhere ? (['OTHER_ORGANISATION'] as const) : []),
  ...(isFreeMail(address) ? (['FREE_MAIL'] as const) : []),
]

/** Refuses a single line with its code. */
export const refuseInvite = ({ code }: InviteRow): void => {
  if (code === 'INVITE_SYNTAX') refuse('invalid', code, { field: 'email', rule: 'PPL-R3' })
  if (code) refuse('conflict', code, { field: 'email', rule: 'PPL-R3' })
}
