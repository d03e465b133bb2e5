import type {
  ReferenceRejectReason,
  ReferenceSignal,
  ReferenceState,
  ReferenceSuggestion,
} from '@ofrecord/core/references/reference.rules'
import { tenants } from './customers.ts'
import type { Tenant } from './customers.ts'
import { enrollments, organisationOfPlace } from './enrollments.ts'
import { isMet, requirementsOf } from './qualifying.ts'
import { random } from './random.ts'
import { refusals, suggestions, works } from './references.table.ts'
import type { Work } from './references.table.ts'

/** A project that a customer was asked about, or will be. Days are counted from T0. */
export interface ReferencePlan {
  key: string
  /** The location that did the work. */
  location: string
  /** The competency that it supports. */
  competency: string
  state: ReferenceState
  tenant: Tenant
  work: Work
  endedDays: number
  /** When it was asked for first, and last. */
  sentDays: number | null
  lastSentDays: number | null
  answeredDays: number | null
  /** When what was approved is good no more. */
  expiresDays: number | null
  /** A day of the calendar instead of a day from T0: 29 February. */
  approvedOn?: string
  quoting: 'no' | 'asked' | 'allowed'
  suggestion?: ReferenceSuggestion
  refusal?: { reason: ReferenceRejectReason; comment: string; shared: boolean }
  signals: readonly ReferenceSignal[]
}

/** F.13. One of those that wait for the customer is sent through the application, so that its letter is in the mailbox. */
export const referenceCounts = {
  draft: 10,
  awaiting_customer: 28,
  approved: 14,
  assigned: 58,
  rejected: 9,
  lapsed: 7,
  expired: 10,
  revoked: 2,
  cancelled: 2,
} as const satisfies Record<ReferenceState, number>

/** How many of what is asked are there where a level is not met yet. */
const begun: readonly (readonly [location: string, competency: string, count: number])[] = [
  ['hexlow.lincoln', 'portfolio', 1],
  ['marlstone.duluth', 'devices', 2],
  ['solano.bilbao', 'collab', 1],
  ['brackwater.emmen', 'app_int', 2],
  ['redgate.geelong', 'devices', 1],
  ['tidewater.savannah', 'messaging', 2],
  ['fjordline.gavle', 'messaging', 1],
  ['kestrel.cologne', 'devices', 1],
]

const YEARS_VALID = 730
/** What expires before the anniversary, by its place: `fx.ref.expires_tomorrow` is Kestrel's. */
const leaving: Readonly<Record<string, number>> = {
  'kestrel.leeds messaging': 1,
  'hexlow.dundee messaging': 40,
  'lanterna.parma app_dev': 20,
}

type Named = Partial<ReferencePlan>

const draws = random('references')
const used = new Map<string, Set<string>>()

/** Another customer for each reference of an organisation: the same contact and the same time would be a duplicate. */
const customerFor = (organisation: string): Tenant => {
  const known = used.get(organisation) ?? new Set<string>()
  used.set(organisation, known)
  const found = draws.shuffle(tenants).find(({ key }) => !known.has(key) && !reserved.has(key))!
  known.add(found.key)
  return found
}
const reserved = new Set(['sunder', 'westmere', 'orchard', 'brennan', 'thornbury'])
const tenantNamed = (key: string): Tenant => tenants.find((tenant) => tenant.key === key)!

let nth = 0
const reference = (state: ReferenceState, location: string, competency: string, named: Named): ReferencePlan => {
  const tenant = named.tenant ?? customerFor(organisationOfPlace(location))
  const some = works[competency]!
  nth += 1
  const sentDays = named.sentDays ?? null
  return {
    key: `reference-${nth}`,
    location,
    competency,
    state,
    tenant,
    work: some[nth % some.length]!,
    endedDays: (sentDays ?? -10) - draws.int(10, 150),
    sentDays,
    lastSentDays: sentDays,
    answeredDays: null,
    expiresDays: null,
    quoting: draws.chance(0.2) ? 'asked' : 'no',
    signals: [],
    ...named,
  }
}

/** Two years after the answer it is good no more; the answer came some days after the letter. */
const approved = (
  state: ReferenceState,
  location: string,
  competency: string,
  expiresDays: number,
  named: Named = {},
): ReferencePlan => {
  const answeredDays = expiresDays - YEARS_VALID
  return reference(state, location, competency, {
    sentDays: answeredDays - draws.int(1, 20),
    answeredDays,
    expiresDays,
    quoting: draws.chance(0.15) ? 'allowed' : 'no',
    ...named,
  })
}

const counting = (): ReferencePlan[] => {
  const met = enrollments.filter(isMet).flatMap((plan) => {
    const asked = requirementsOf(plan).find(({ kind }) => kind === 'references')
    if (asked?.kind !== 'references') return []
    const place = `${plan.location} ${plan.competency}`
    return Array.from({ length: asked.count }, (_, index) => {
      const ends = index === 0 ? leaving[place] : undefined
      const isFixture = place === 'kestrel.leeds messaging' && ends !== undefined
      return approved(
        'assigned',
        plan.location,
        plan.competency,
        ends ?? draws.int(plan.renewsDays! + 20, YEARS_VALID - 12),
        isFixture ? { key: 'fx.ref.expires_tomorrow', tenant: tenantNamed('sunder') } : {},
      )
    })
  })
  return [
    ...met,
    ...begun.flatMap(([location, competency, count]) =>
      Array.from({ length: count }, () => approved('assigned', location, competency, draws.int(60, 700))),
    ),
  ]
}

/** Where references are gathered that count nowhere yet, or not any more. */
const places: readonly (readonly [location: string, competency: string])[] = [
  ['kestrel.leeds', 'messaging'],
  ['kestrel.milan', 'collab'],
  ['kestrel.cologne', 'devices'],
  ['tidewater.boston', 'app_dev'],
  ['tidewater.london', 'communications'],
  ['sakura.sendai', 'collab'],
  ['ganges.kochi', 'app_dev'],
  ['ganges.indore', 'alm'],
  ['fjordline.gothenburg', 'datacentre'],
  ['hexlow.york', 'devices'],
  ['hexlow.lincoln', 'portfolio'],
  ['marlstone.omaha', 'messaging'],
  ['marlstone.wichita', 'alm'],
  ['lanterna.verona', 'collab'],
  ['stoneweir.bern', 'communications'],
  ['redgate.newcastle', 'messaging'],
  ['pinecone.kassel', 'collab'],
]

const several = (state: ReferenceState, count: number, named: (index: number) => Named): ReferencePlan[] =>
  Array.from({ length: count }, (_, index) => {
    const [location, competency] = places[(nth + index) % places.length]!
    return reference(state, location, competency, named(index))
  })

const waiting = (): ReferencePlan[] => [
  reference('awaiting_customer', 'kestrel.leeds', 'messaging', {
    key: 'fx.ref.resend_day6',
    tenant: tenantNamed('brennan'),
    sentDays: -6,
    lastSentDays: -6,
  }),
  reference('awaiting_customer', 'kestrel.milan', 'collab', {
    key: 'fx.ref.resend_day7',
    tenant: tenantNamed('thornbury'),
    sentDays: -7,
    lastSentDays: -7,
  }),
  ...several('awaiting_customer', referenceCounts.awaiting_customer - 3, (index) => {
    const lastSentDays = -1 - index * 2.3
    return { sentDays: index % 6 === 5 ? lastSentDays - 9 : lastSentDays, lastSentDays }
  }),
]

const standing = (): ReferencePlan[] => [
  approved('approved', 'kestrel.leeds', 'messaging', YEARS_VALID - 170, {
    key: 'ref.westmere',
    tenant: tenantNamed('westmere'),
  }),
  ...places
    .slice(1, referenceCounts.approved)
    .map(([location, competency], index) =>
      approved(
        'approved',
        location,
        competency,
        draws.int(30, 720),
        index < 2 ? { suggestion: suggestions[index]! } : {},
      ),
    ),
]

const over = (): ReferencePlan[] => [
  approved('expired', 'kestrel.leeds', 'messaging', -247, { key: 'fx.ref.leap', approvedOn: '2024-02-29' }),
  ...places
    .slice(3, 3 + referenceCounts.expired - 1)
    .map(([location, competency], index) => approved('expired', location, competency, -7 - index * 31)),
]

/** 140 references (F.13), but one that is sent when the world is played. */
export const references: readonly ReferencePlan[] = [
  ...counting(),
  ...standing(),
  ...over(),
  ...waiting(),
  ...several('draft', referenceCounts.draft, () => ({})),
  ...several('rejected', referenceCounts.rejected, (index) => ({
    sentDays: -20 - index * 19,
    answeredDays: -15 - index * 19,
    refusal: refusals[index]!,
    signals: index === 1 ? ['quick'] : index === 6 ? ['trap_link', 'quick'] : [],
  })),
  ...several('lapsed', referenceCounts.lapsed, (index) => ({ sentDays: -64 - index * 23 })),
  ...several('cancelled', referenceCounts.cancelled, (index) => ({ sentDays: -30 - index * 40 })),
  approved('revoked', 'marlstone.omaha', 'messaging', 420),
  approved('revoked', 'kestrel.cologne', 'devices', 505),
]

/** The one that is sent through the application, and whose letter is in the mailbox. */
export const sentReference = {
  location: 'kestrel.milan',
  tenant: 'orchard',
  competency: 'collab',
  work: works.collab![0]!,
  startedDays: -190,
  endedDays: -24,
  day: -2,
} as const
