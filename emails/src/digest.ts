/** The letter that gathers what waits and what happened (B.14.1): to each person with an account, as often as they want. */
import * as m from '@ofrecord/messages/customer/messages'
import type { Locale } from '@ofrecord/messages/customer/runtime'
import { counted } from './counted.ts'
import { isolated, isRightToLeft } from './direction.ts'
import { greetedShape, greetedValues } from './greeted.ts'
import type { AnyLetter } from './letters.ts'
import { day, moment } from './moments.ts'
import type { Plain } from './plain.ts'
import { exact, link, name, said } from './plain.ts'
import type { Values } from './template.ts'

/** A thing to do, as the start page shows it. Those in the plural are counted and have no name of their own. */
type DigestTaskKind =
  | 'claim_draft'
  | 'claim_returned'
  | 'claim_bounced'
  | 'claim_unfinished'
  | 'requests'
  | 'approvals'
  | 'bouncing_contacts'
  | 'missing_contacts'
  | 'inherited_contacts'
  | 'review'
  | 'unknown_partner'
  | 'silent_customer'

/** A thing that happened and that the reader got no letter about. */
type DigestNewsKind = 'joined' | 'invitation_expired' | 'claim_activated' | 'location_created'

interface DigestLine {
  /** What it is about, as somebody named it; empty where nobody has yet. */
  name?: string | undefined
  /** Its number, of a claim or a location. */
  number?: number | undefined
  /** The customer, the location or the partners that the sentence names. */
  other?: string | undefined
  /** For which organisation, where the reader acts for several. */
  placeName?: string | undefined
  pageUrl: string
}

export interface DigestTask extends DigestLine {
  kind: DigestTaskKind
  count?: number | undefined
  dueAt?: string | undefined
}

export interface DigestNews extends DigestLine {
  kind: DigestNewsKind
}

export interface Digest extends AnyLetter {
  recipientName: string
  /** What waits for the reader, the most urgent first. */
  tasks: readonly DigestTask[]
  /** How many more wait than `tasks` names. */
  moreTasks: number
  /** What happened since the digest before. */
  news: readonly DigestNews[]
  moreNews: number
  /** Until when the digest before told what happened. */
  sinceAt: string
  /** The start page. The one button. */
  homeUrl: string
  /** Where one chooses how often it comes. */
  choiceUrl: string
  /** Where digests are switched off without signing in; also in the header of the message (RFC 8058). */
  stopUrl: string
}

const lineShape = {
  title: 'line',
  number: 'line?',
  text: 'line',
  place: 'line?',
  pageUrl: 'link',
} as const

export const digestShape = {
  ...greetedShape,
  waits: 'line',
  tasks: { each: { ...lineShape, dueAt: 'line?' } },
  moreTasks: 'line?',
  news: { each: lineShape },
  moreNews: 'line?',
  since: 'line',
  homeUrl: 'link',
  choiceUrl: 'link',
  stopUrl: 'link',
} as const

export const digestValues = (params: Digest, locale: Locale): Values<typeof digestShape> => ({
  ...greetedValues(params, locale),
  waits: waitsOf(params, locale),
  tasks: params.tasks.map((task) => ({
    ...lineOf(task, locale),
    ...wordsOfTask(task, params.vendorName, locale),
    dueAt: task.dueAt === undefined ? undefined : moment(task.dueAt, params.timeZone, locale),
  })),
  moreTasks: moreOf(params.moreTasks, locale),
  news: params.news.map((news) => ({
    ...lineOf(news, locale),
    title: name(news.name ?? ''),
    text: sentenceOf(newsWords[news.kind], news, params.vendorName, locale),
  })),
  moreNews: moreOf(params.moreNews, locale),
  since: day(params.sinceAt, params.timeZone, locale),
  homeUrl: link(params.homeUrl),
  choiceUrl: link(params.choiceUrl),
  stopUrl: link(params.stopUrl),
})

const waitsOf = ({ tasks, moreTasks }: Digest, locale: Locale): Plain => {
  const count = tasks.length + moreTasks
  return count === 0 ? said(m.digestletters_waits_none({}, { locale })) : counted(m.digestletters_waits, count, locale)
}

const moreOf = (count: number, locale: Locale): Plain | undefined =>
  count === 0 ? undefined : counted(m.digestletters_more, count, locale)

const lineOf = ({ number, placeName, pageUrl }: DigestLine, _locale: Locale) => ({
  number: number === undefined ? undefined : exact(String(number)),
  place: placeName === undefined ? undefined : name(placeName),
  pageUrl: link(pageUrl),
})

type Title = (inputs: object, options: { locale: Locale }) => string
type Sentence = (inputs: { other: string; vendor: string }, options: { locale: Locale }) => string

/** Titles of what has no name of its own. */
const titles: Partial<Record<DigestTaskKind, Title>> = {
  claim_unfinished: m.digestletters_nameless,
  requests: m.digestletters_requests_title,
  approvals: m.digestletters_approvals_title,
  bouncing_contacts: m.digestletters_bouncing_contacts_title,
  missing_contacts: m.digestletters_missing_contacts_title,
  inherited_contacts: m.digestletters_inherited_contacts_title,
}

const taskWords: Readonly<Record<DigestTaskKind, Sentence>> = {
  claim_draft: m.digestletters_claim_draft,
  claim_returned: m.digestletters_claim_returned,
  claim_bounced: m.digestletters_claim_bounced,
  claim_unfinished: m.digestletters_claim_unfinished,
  requests: m.digestletters_requests,
  approvals: m.digestletters_approvals,
  bouncing_contacts: m.digestletters_bouncing_contacts,
  missing_contacts: m.digestletters_missing_contacts,
  inherited_contacts: m.digestletters_inherited_contacts,
  review: m.digestletters_review,
  unknown_partner: m.digestletters_unknown_partner,
  silent_customer: m.digestletters_silent_customer,
}

const newsWords: Readonly<Record<DigestNewsKind, Sentence>> = {
  joined: m.digestletters_joined,
  invitation_expired: m.digestletters_invitation_expired,
  claim_activated: m.digestletters_claim_activated,
  location_created: m.digestletters_location_created,
}

const wordsOfTask = (task: DigestTask, vendorName: string, locale: Locale) => {
  const own = titles[task.kind]
  const title = task.name || own === undefined ? name(task.name ?? '') : said(own({}, { locale }))
  return {
    title,
    // A number behind a title that counts: "Requests to join (3)".
    ...(task.count !== undefined && { title: said(`${title} (${task.count})`) }),
    text: sentenceOf(taskWords[task.kind], task, vendorName, locale),
  }
}

/** The sentence of a line. Names in it keep their own direction, since its slot is isolated as a whole. */
const sentenceOf = (words: Sentence, { other = '' }: DigestLine, vendorName: string, locale: Locale): Plain => {
  const kept = (value: string): string => (isRightToLeft(locale) ? isolated(name(value)) : name(value))
  return said(words({ other: kept(other), vendor: kept(vendorName) }, { locale }))
}
