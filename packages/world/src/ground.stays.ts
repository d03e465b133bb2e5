import { newId } from '@ofrecord/core/kernel/id'
import type { Call } from '@ofrecord/core/kernel/transaction'
import type { Stay } from './arrivals.ts'
import type { Floor } from './ground.members.ts'
import { personRow, profileOf } from './ground.people.ts'
import { countries } from './catalogue.ts'
import { locationOf } from './organisations.ts'
import type { Person } from './people.ts'
import { insertRows } from './rows.ts'

/** So long an invitation is good, and on these days it is recalled to mind (AF12). */
const INVITE_DAYS = 30
const REMINDER_DAYS = [14, 27] as const

/** People who are not in yet, or not any more, with the deadlines of those who are waited for. */
export const layStays = async (call: Call, floor: Floor): Promise<void> => {
  const homes = new Map(floor.members.stays.map((stay) => [stay.person, stay]))
  const people = floor.members.outsiders
    .map((person) => ({ person, stay: homes.get(person.key)! }))
    .filter(({ stay }) => !stay.isPlayed || stay.method === 'request')
    .map(({ person, stay }) => outsiderRow(call, floor, person, stay))
  await insertRows(
    call,
    'person',
    people.map(({ row }) => row),
  )
  const ids = new Map(people.map(({ key, row }) => [key, row.id]))
  const affiliations = floor.members.stays
    .filter(({ isPlayed }) => !isPlayed)
    .map((stay) => ({ stay, row: stayRow(call, floor, stay, ids) }))
  await insertRows(
    call,
    'affiliation',
    affiliations.map(({ row }) => row),
  )
  await insertRows(
    call,
    'timer',
    affiliations.flatMap(({ stay, row }) => (isWaitedFor(stay) ? timersOf(call, floor, stay, row.id) : [])),
  )
}

const isWaitedFor = ({ status }: Stay): boolean => status === 'awaiting_profile' || status === 'invited_single'

const outsiderRow = (call: Call, { laid }: Floor, person: Person, stay: Stay) => {
  const { country } = locationOf(stay.location)
  const timeZone = countries.find(({ code }) => code === country)!.timeZone
  const row = personRow(call, laid.vendorId, {
    name: person.name,
    email: person.email,
    locale: person.language,
    timeZone,
  })
  const profile = isWaitedFor(stay)
    ? { country: '', job_role: '', email_proven_at: null }
    : profileOf(call, person, country)
  return { key: person.key, row: { ...row, ...profile } }
}

const stayRow = (call: Call, { laid, at }: Floor, stay: Stay, people: ReadonlyMap<string, string>) => {
  const { organisation, location, status, method, beganDays, stateDays, reason } = stay
  const inviter = method === 'request' ? null : administratorOf(laid.people, organisation)
  const decided = status === 'denied' || status === 'deleted' || (status === 'awaiting_profile' && method === 'request')
  return {
    id: newId(call.now) as string,
    vendor_id: laid.vendorId,
    person_id: people.get(stay.person)!,
    organization_id: laid.organisations.get(organisation)!,
    location_id: laid.locations.get(location)!,
    status,
    method,
    invited_by: inviter,
    proposed_roles: [],
    created_at: at(beganDays),
    status_at: at(stateDays),
    sent_at: isWaitedFor(stay) ? at(stateDays) : method === 'request' ? null : at(beganDays),
    due_at: isWaitedFor(stay) ? at(stateDays + INVITE_DAYS) : null,
    decided_by: decided ? administratorOf(laid.people, organisation) : null,
    reason: reason ?? null,
    ended_at: status === 'ended' ? at(stateDays) : null,
    version: 1,
  }
}

/** Who runs an organisation: the person that its papers name. */
export const administratorOf = (people: ReadonlyMap<string, string>, organisation: string): string =>
  people.get(organisation === 'kestrel' ? 'gwen' : organisation === 'pinecone' ? 'pia' : `${organisation}.1`)!

/** Reminders whose day is past were sent. */
const timersOf = (call: Call, { at }: Floor, { stateDays }: Stay, affiliationId: string) => {
  const timer = (kind: string, daysAway: number) => ({
    id: newId(call.now) as string,
    aggregate_id: affiliationId,
    kind,
    fires_at: at(daysAway),
  })
  return [
    timer('affiliation.expire', stateDays + INVITE_DAYS),
    ...REMINDER_DAYS.filter((day) => stateDays + day > 0).map((day) =>
      timer(`affiliation.reminder${day}`, stateDays + day),
    ),
  ]
}
