import { takeFeed } from '@ofrecord/core/customers/feed'
import { system } from '@ofrecord/core/kernel/actor'
import type { Pools } from '@ofrecord/core/kernel/programs'
import type { Call } from '@ofrecord/core/kernel/transaction'
import { inTransaction } from '@ofrecord/core/kernel/transaction'
import { layContacts, layPrivileges } from './ground.contacts.ts'
import { layCredentials } from './ground.credentials.ts'
import { layEnrollments } from './ground.enrollments.ts'
import { layMemberships } from './ground.memberships.ts'
import { layStays } from './ground.stays.ts'
import type { Laid } from './ground.ts'
import { certificationsCsv, skillsCsv } from './members.feeds.ts'
import type { Members } from './members.ts'
import { after, days } from './time.ts'

/** What the rows of members are laid from: T0, the rows that stand already, and the ids of affiliations. */
export interface Floor {
  t0: Date
  laid: Laid
  members: Members
  /** The live affiliation of a person in an organisation, both by their keys. */
  affiliationOf: (person: string, organisation: string) => string
  /** `2026-11-02`, so many days from T0. */
  day: (daysAway: number) => string
  at: (daysAway: number) => Date
}

/**
 * Lays what has no story of its own (SED-R1): who stands where, contacts, privileges, memberships and credentials, as
 * rows of one transaction; results of exams come in through their feed, as a vendor's do.
 */
export const layMembers = async (
  orm: Pools['orm'],
  { t0, members }: { t0: Date; members: Members },
  laid: Laid,
): Promise<void> => {
  await inTransaction(orm, system('world'), async (call) => {
    const floor = await openFloor(call, { t0, members }, laid)
    await ageAffiliations(call, floor)
    await layMemberships(call, floor)
    await layEnrollments(call, floor)
    await layStays(call, floor)
    await layContacts(call, floor)
    await layPrivileges(call, floor)
    await layCredentials(call, floor)
  })
  const day = dayFrom(t0)
  const feeds = [
    ['certifications', certificationsCsv(members.certifications, day)],
    ['skills', skillsCsv(members.skills, day)],
  ] as const
  for (const [feed, content] of feeds) {
    const { errors } = await inTransaction(orm, system('feed'), (call) =>
      takeFeed(call, laid.vendorId, feed, content, false),
    )
    if (errors.length > 0) throw new Error(`The world's ${feed} feed is wrong: ${JSON.stringify(errors.slice(0, 3))}`)
  }
}

const dayFrom =
  (t0: Date) =>
  (daysAway: number): string =>
    after(t0, daysAway * days)
      .toISOString()
      .slice(0, 10)

const openFloor = async ({ em }: Call, { t0, members }: { t0: Date; members: Members }, laid: Laid): Promise<Floor> => {
  const rows = await em.execute<{ id: string; who: string }[]>(
    `select id, person_id || ' ' || organization_id as who from affiliation where status = 'active'`,
  )
  const ids = new Map(rows.map(({ id, who }) => [who, id]))
  return {
    t0,
    laid,
    members,
    affiliationOf: (person, organisation) =>
      ids.get(`${laid.people.get(person)} ${laid.organisations.get(organisation)}`)!,
    day: dayFrom(t0),
    at: (daysAway) => after(t0, daysAway * days),
  }
}

/** People came one after the other over the years, not all on the day on which the world was laid. */
const ageAffiliations = async ({ em }: Call, { t0, laid }: Floor): Promise<void> => {
  await em.execute(
    `update affiliation a set created_at = came.at, status_at = came.at
     from (select id, ?::timestamptz - make_interval(days => 30 + abs(hashtext(email)) % 1500) as at from person) came
     where came.id = a.person_id and a.status = 'active' and a.organization_id in (?)`,
    [t0, [...laid.organisations.values()]],
  )
}
