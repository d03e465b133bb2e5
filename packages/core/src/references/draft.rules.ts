import { z } from 'zod'
import { customerLanguages } from '../claims/language.rules.ts'
import type { Problem } from '../kernel/errors.ts'
import { line, paragraph } from '../kernel/text.rules.ts'
import { daysAfter } from '../kernel/time.ts'
import { domainOf, isFreeMail, MailAddress } from '../people/mail.rules.ts'
import { askAgainDays, monthsAfter } from './reference.rules.ts'

const day = z.iso.date().nullable().default(null)
const codes = z.array(line(60).min(1)).max(30).default([])

/** What the partner fills in (REF-R1, REF-R2). A draft may lack anything but its location. */
export const ReferenceFields = z.strictObject({
  /** The location that did the work. */
  locationId: z.uuid(),
  company: line(200).default(''),
  contactName: line(120).default(''),
  contactTitle: line(120).default(''),
  contactEmail: line(254).default(''),
  contactLanguage: z.enum(customerLanguages as [string, ...string[]]).default('en'),
  projectTitle: line(160).default(''),
  description: paragraph(4000).default(''),
  startedOn: day,
  /** When the project ended or went live. */
  endedOn: day,
  /** Codes of products and services that were used. */
  products: codes,
  /** Codes of the competencies that it supports. */
  competencies: codes,
  outcome: paragraph(2000).default(''),
  /** Whether the customer is asked to let the partner quote it. */
  quotingAsked: z.boolean().default(false),
})
export type ReferenceFields = z.infer<typeof ReferenceFields>

/** The same contact was asked about work at the same time. */
export interface Alike {
  projectTitle: string
  state: string
}

export interface DraftFacts {
  /** Mail domains of the partner, and of the people who work for it. */
  ownDomains: readonly string[]
  /** Whether the address is of somebody of the partner's, on whatever domain. */
  isOwnMailbox: boolean
  /** The day it is where the vendor is, ISO. */
  today: string
  projectMaxAgeMonths: number
  alike: readonly Alike[]
  /** When this person last said no to the same project. */
  rejectedAt: Date | null
  now: Date
}

/** Everything that is wrong with a draft, warnings too: what the form shows, and what sending refuses with (REF-R3, REF-R7, REF-R8). */
export const problemsOf = (fields: ReferenceFields, facts: DraftFacts): Problem[] => [
  ...problemsOfGaps(fields),
  ...problemsOfContact(fields, facts),
  ...problemsOfDates(fields, facts),
  ...problemsOfRepetition(facts),
]

const required = [
  'company',
  'contactName',
  'contactTitle',
  'contactEmail',
  'projectTitle',
  'description',
  'startedOn',
  'endedOn',
  'outcome',
] as const

const problemsOfGaps = (fields: ReferenceFields): Problem[] =>
  [
    ...required.filter((field) => !fields[field]),
    ...(fields.competencies.length === 0 ? (['competencies'] as const) : []),
  ].map((field) => ({ code: 'REFERENCE_INCOMPLETE', field, rule: 'REF-R2' }))

const isWithin = (domain: string, domains: readonly string[]): boolean =>
  domains.some((own) => domain === own.toLowerCase() || domain.endsWith(`.${own.toLowerCase()}`))

const problemsOfContact = ({ contactEmail: email }: ReferenceFields, facts: DraftFacts): Problem[] => {
  const field = 'contactEmail'
  if (email === '') return []
  if (!MailAddress.safeParse(email).success) return [{ code: 'CONTACT_EMAIL_MALFORMED', field, rule: 'REF-R3' }]
  const domain = domainOf(email)
  // Where everybody can open a mailbox, a colleague's says nothing about anybody else's.
  const own =
    facts.isOwnMailbox ||
    isWithin(
      domain,
      facts.ownDomains.filter((each) => !isFreeMail(`x@${each}`)),
    )
  if (own) return [{ code: 'REFERENCE_OWN_DOMAIN', field, rule: 'REF-R3', params: { domain } }]
  return isFreeMail(email) ? [{ code: 'CONTACT_FREE_MAIL', field, rule: 'REF-R3', warning: true }] : []
}

const problemsOfDates = ({ startedOn, endedOn }: ReferenceFields, facts: DraftFacts): Problem[] => {
  if (endedOn === null) return []
  if (startedOn !== null && startedOn > endedOn)
    return [{ code: 'REFERENCE_DATES', field: 'startedOn', rule: 'REF-R2' }]
  const { today, projectMaxAgeMonths: months } = facts
  if (endedOn > today) return [{ code: 'REFERENCE_PROJECT_NOT_ENDED', field: 'endedOn', rule: 'REF-R7' }]
  const since = monthsAfter(new Date(today), -months).toISOString().slice(0, 10)
  return endedOn < since
    ? [{ code: 'REFERENCE_PROJECT_TOO_OLD', field: 'endedOn', rule: 'REF-R7', params: { months, since } }]
    : []
}

const problemsOfRepetition = ({ alike, rejectedAt, now }: DraftFacts): Problem[] => {
  const warnings = alike.map(({ projectTitle, state }): Problem => ({
    code: 'REFERENCE_DUPLICATE',
    field: 'contactEmail',
    rule: 'REF-R3',
    params: { projectTitle, state },
    warning: true,
  }))
  const askAgainAt = rejectedAt && daysAfter(rejectedAt, askAgainDays)
  if (!askAgainAt || now.getTime() >= askAgainAt.getTime()) return warnings
  const params = { askAgainAt: askAgainAt.toISOString(), days: askAgainDays }
  return [{ code: 'REFERENCE_REJECTED_RECENTLY', field: 'contactEmail', rule: 'REF-R8', params }, ...warnings]
}
