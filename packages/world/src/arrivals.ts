import type { AffiliationState, InviteMethod } from '@ofrecord/core/people/affiliation.rules'
import { drawPerson, peopleByState } from './colleagues.ts'
import { locationOf, locations } from './organisations.ts'
import type { Location } from './organisations.ts'
import type { Person } from './people.ts'
import { random } from './random.ts'
import type { Random } from './random.ts'

/** Somebody’s place in an organisation that is not, or not any more, an active one. Times are days from T0. */
export interface Stay {
  person: string
  organisation: string
  location: string
  status: Exclude<AffiliationState, 'active'>
  method: InviteMethod
  /** When it began, and when its state did. */
  beganDays: number
  stateDays: number
  reason?: string
  /** Comes about by the verbs of a story instead of being written as a row. */
  isPlayed?: true
}

const unusual = ['Maria-Magdalena Wilhelmina Gräfin von Thurn zu Altenhohenauer', 'Teuku']

interface Waiting {
  status: Stay['status']
  method: InviteMethod
  count: number
  /** Days before T0 in which it may have begun, the latest first. */
  within: readonly [number, number]
}

const waiting: readonly Waiting[] = [
  { status: 'awaiting_profile', method: 'multi', count: peopleByState.awaiting_multi, within: [1, 28] },
  { status: 'awaiting_profile', method: 'request', count: peopleByState.awaiting_request, within: [1, 25] },
  { status: 'requested', method: 'request', count: peopleByState.requested, within: [1, 20] },
  { status: 'invited_single', method: 'single', count: peopleByState.invited_single, within: [1, 28] },
  { status: 'profile_done_pending_approval', method: 'single', count: 10, within: [4, 20] },
  { status: 'ended', method: 'single', count: peopleByState.ended, within: [20, 300] },
]

/** A third of those who wait do so at Kestrel and Pinecone, where one can be the administrator with one press. */
const placesOfWaiting = (draws: Random): Location[] => {
  const seen = [
    'kestrel.bristol',
    'kestrel.leeds',
    'kestrel.milan',
    'kestrel.cologne',
    'kestrel.rome',
    'pinecone.kassel',
  ]
  const others = locations.filter(({ status, organisation }) => status === 'verified' && organisation !== 'lonepine')
  return draws.shuffle([
    ...seen.flatMap((key) => Array.from({ length: 6 }, () => locationOf(key))),
    ...draws.shuffle(others).slice(0, 60),
  ])
}

const wait = (): { people: Person[]; stays: Stay[] } => {
  const draws = random('waiting')
  const places = placesOfWaiting(draws)
  const entries = waiting.flatMap((group) => Array.from({ length: group.count }, (_, index) => ({ ...group, index })))
  const made = entries.map(({ status, method, within, index }, at) => {
    const location = places[at % places.length]!
    const name = status === 'requested' ? unusual[index] : undefined
    const person = {
      ...drawPerson(draws, `waiting.${at + 1}`, location, name, domainOf(draws, method)),
      affiliations: [],
    }
    const beganDays = -draws.int(...within)
    const stateDays = isFirstState(status, method) ? beganDays : Math.ceil(beganDays / 2)
    return {
      person,
      stay: {
        person: person.key,
        organisation: location.organisation,
        location: location.key,
        status,
        method,
        beganDays,
        stateDays,
      },
    }
  })
  return { people: made.map(({ person }) => person), stays: made.map(({ stay }) => stay) }
}

// Somebody on a proven domain of the organisation would be let in without a word (AF7), so who asks has another one.
const domainOf = (draws: Random, method: InviteMethod): string | undefined =>
  method === 'request' ? draws.pick(['contractor.example', 'atelier.example', 'posta.example']) : undefined

const isFirstState = (status: Stay['status'], method: InviteMethod): boolean =>
  status === 'requested' || status === 'invited_single' || (status === 'awaiting_profile' && method === 'multi')

const drawn = wait()

/** 96 people who are not in yet, or not any more. */
export const outsiders: readonly Person[] = drawn.people

const atKestrel = (status: Stay['status'], method: InviteMethod): Stay[] =>
  drawn.stays.filter((stay) => stay.status === status && stay.method === method && stay.organisation === 'kestrel')

/** The story `fx.people.awaiting`: asked, was let in, was taken out of the list before they came, and asks again. */
export const askedAgain: Stay = atKestrel('requested', 'request')[0]!

/** Invited at Kestrel in the last days, so that their letters are in the mailbox and their links open something. */
export const invitedTogether: readonly Stay[] = atKestrel('awaiting_profile', 'multi').slice(0, 3)
export const invitedAlone: Stay = atKestrel('invited_single', 'single')[0]!

const played: ReadonlySet<Stay> = new Set([askedAgain, ...invitedTogether, invitedAlone])

/** What was before: a request that was denied first, and a letter that ran out. */
const before: readonly Stay[] = [
  { ...askedAgain, status: 'deleted', beganDays: -40, stateDays: -30, isPlayed: true },
  {
    ...drawn.stays.findLast(({ status }) => status === 'requested')!,
    status: 'denied',
    beganDays: -60,
    stateDays: -58,
    reason: 'We do not know you yet. Ask again when the project begins.',
  },
  { ...atKestrel('awaiting_profile', 'multi').at(-1)!, status: 'expired', beganDays: -75, stateDays: -45 },
]

/** Where they stand, and where they stood before (SED-R4). */
export const stays: readonly Stay[] = [
  ...drawn.stays.map((stay) => (played.has(stay) ? { ...stay, isPlayed: true as const } : stay)),
  ...before,
]
