import type { ClaimActivity } from '../catalogue/catalogue.rules.ts'
import { isPast } from '../kernel/time.ts'
import type { ChecklistPoint, Preflight } from './evidence.rules.ts'
import { datesIn } from './preflight.dates.rules.ts'

/** What of a claim its documents should speak of. */
export interface PreflightFacts {
  customerName: string
  domain: string
  /** As the organisation and as the location is called: contracts name either. */
  partnerNames: readonly string[]
  /** The contacts of both sides: a name beside "signed by". */
  people: readonly string[]
  items: readonly { code: string; name: string }[]
  activity: ClaimActivity
  /** How old an acknowledgement may be (E6). */
  maxAgeMonths: number
}

/** Characters before and after a word of signature in which the name or the date of the signature stands. */
const near = 200

const listed = (words: string): string[] => words.split('; ')

const signatureWords = listed(
  'signed; signature; signatory; countersigned; acknowledged; acknowledges; acknowledgement; ' +
    'acknowledgment; accepted by; agreed by; agreed and accepted; approved by; for and on behalf of; ' +
    'firma; firmato; firmata; firme; sottoscritto; sottoscritta; sottoscrizione; per accettazione; ' +
    'accettato da; per presa visione; letto e approvato; letto, approvato; in nome e per conto; ' +
    'riconosce',
)

const workWords = listed(
  'deploy; implement; migrat; configur; install; integrat; roll out; rolls out; rollout; adopt; train; ' +
    'onboard; workshop; key user; set up; sets up; go-live; hand-over; handover; follows up; attivazion; ' +
    'distribuzion; migrazion; implementa; installazion; integrazion; adozion; formazion; ' +
    'messa in esercizio; avviamento; affiancament; utenti chiave',
)
const salesWords = listed(
  'presales; pre-sales; proof of concept; demonstrat; demo ; pilot; requirement; design; assess; ' +
    'advis; recommend; evaluat; proposal; business case; architect; gathers; licence; license; ' +
    'prevendita; dimostrazion; prototip; progettazion; analisi dei requisiti; valutazion; consulenza; ' +
    'offerta; licenz',
)
const resaleWords = ['resale', 'resell', 'sells', 'sold', 'licence', 'license', 'rivendita', 'vendita', 'licenz']

/** Words, or beginnings of words, by which a document says what the partner does (E4). */
const activityWords: Readonly<Record<ClaimActivity, readonly string[]>> = {
  presales: salesWords,
  usage: workWords,
  usage_recognition: [...workWords, ...salesWords],
  revenue: [...resaleWords, ...salesWords],
}

/**
 * Looks for the six points of the checklist in the pages of a document (B.1.8): for each the page, counted from 1, that
 * its words stand on, or null. Advises and decides nothing: words that are there may say something else.
 */
export const findPoints = (pages: readonly string[], facts: PreflightFacts, now: Date): Omit<Preflight, 'at'> => {
  const folded = pages.map(fold)
  if (folded.every((page) => page.trim() === '')) return { pages: 0, found: {} }
  const found: Record<ChecklistPoint, number | null> = {
    E1: together(customerPage(folded, facts, true), pageNaming(folded, facts.partnerNames)),
    E2: firstPage(folded, (page) => isSigned(page, facts)),
    E3: itemsPage(pages, folded, facts),
    E4: firstPage(folded, (page) => activityWords[facts.activity].some((word) => hasStart(page, word))),
    E5: partiesPage(folded, facts),
    E6: datedPage(folded, facts.maxAgeMonths, now),
  }
  return { pages: pages.length, found }
}

/** Without case, accents, line ends and kinds of quotes: a PDF breaks lines where it likes. */
const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[’‘´`]/g, "'")
    .replaceAll(/[‐‑–—]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .toLowerCase()

const firstPage = (pages: readonly string[], holds: (page: string) => boolean): number | null => {
  const at = pages.findIndex(holds)
  return at < 0 ? null : at + 1
}

/** The first where both were found: the later of the two pages; null when one of them was not. */
const together = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : Math.max(one, other)

const isLetter = (letter: string | undefined): boolean => letter !== undefined && /[\p{L}\p{N}]/u.test(letter)

const placesOf = (page: string, word: string): number[] => {
  const places: number[] = []
  for (let at = page.indexOf(word); at >= 0; at = page.indexOf(word, at + 1))
    if (!isLetter(page[at - 1])) places.push(at)
  return places
}

const hasStart = (page: string, word: string): boolean => placesOf(page, word).length > 0

const hasWhole = (page: string, word: string): boolean =>
  word !== '' && placesOf(page, word).some((at) => !isLetter(page[at + word.length]))

const legalForm =
  /[\s,]+(?:ltd|limited|llc|llp|inc|corp|plc|co|gmbh(?: & co\.? kg)?|ag|kg|se|sa|sas|sarl|spa|s\.p\.a|srl|s\.r\.l|bv|b\.v|nv|ab|oy|aps|as|pty|kk|k\.k)\.?$/

/** A name as it may be written: whole, or without its legal form, as contracts shorten it. */
const namesIt = (page: string, name: string): boolean => {
  const whole = fold(name).trim()
  return hasWhole(page, whole) || hasWhole(page, whole.replace(legalForm, ''))
}

const namesOne = (page: string, names: readonly string[]): boolean => names.some((name) => namesIt(page, name))

const pageNaming = (pages: readonly string[], names: readonly string[]): number | null =>
  firstPage(pages, (page) => namesOne(page, names))

const customerPage = (pages: readonly string[], { customerName, domain }: PreflightFacts, byDomain: boolean) =>
  firstPage(pages, (page) => namesIt(page, customerName) || (byDomain && hasWhole(page, fold(domain))))

/** By a person or on a day: a form that names both parties and is not signed yet holds neither. */
const isSigned = (page: string, { people }: PreflightFacts): boolean =>
  signatureWords.some((word) =>
    placesOf(page, word).some((at) => {
      const around = page.slice(Math.max(0, at - near), at + word.length + near)
      return datesIn(around).length > 0 || namesOne(around, people)
    }),
  )

/** Every item by its name, or by its code in capitals: "mail" in a sentence is not the item MAIL. */
const itemsPage = (pages: readonly string[], folded: readonly string[], { items }: PreflightFacts): number | null => {
  const found = items.map(
    ({ code, name }) =>
      firstPage(folded, (page) => hasWhole(page, fold(name))) ?? firstPage(pages, (page) => hasWhole(page, code)),
  )
  return found.length === 0 ? null : found.reduce((one, other) => together(one, other))
}

/** A page that names both stands before two that name one each. */
const partiesPage = (pages: readonly string[], facts: PreflightFacts): number | null =>
  firstPage(pages, (page) => namesIt(page, facts.customerName) && namesOne(page, facts.partnerNames)) ??
  together(customerPage(pages, facts, false), pageNaming(pages, facts.partnerNames))

/** The page of the latest date that is not in the future, when that is not too old: milestones to come prove nothing. */
const datedPage = (pages: readonly string[], maxAgeMonths: number, now: Date): number | null => {
  const dates = pages
    .flatMap((page, at) => datesIn(page).map((date) => ({ at: date.at, page: at + 1 })))
    .filter(({ at }) => isPast(at, now))
  const latest = dates.reduce<(typeof dates)[number] | undefined>(
    (best, date) => (best && best.at >= date.at ? best : date),
    undefined,
  )
  if (!latest) return null
  const oldest = new Date(now)
  oldest.setUTCMonth(oldest.getUTCMonth() - maxAgeMonths)
  return latest.at < oldest ? null : latest.page
}
