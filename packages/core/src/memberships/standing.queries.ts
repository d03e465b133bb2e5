import { sql } from 'kysely'
import { containing, texts } from '../kernel/conditions.ts'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { daysAfterDay, firstAnniversary } from '../competencies/year.rules.ts'
import { isoOrNull } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Tier } from '../organisations/organization.rules.ts'
import type { StandingsInput } from './order.input.rules.ts'
import type { MembershipState } from './membership.rules.ts'
import { readPage } from './paging.ts'
import type { Page } from './paging.ts'

/** How an organisation stands in the programme. Days are ISO dates of the vendor's desk. */
export interface Standing {
  organizationId: string
  organizationName: string
  tier: Tier
  /** null where nothing was ever bought or confirmed: the free tier without a row. */
  membershipId: string | null
  version: number | null
  state: MembershipState | 'none'
  stateAt: string | null
  startedAt: string | null
  anniversaryOn: string | null
  /** The anniversary before the vendor moved it. */
  extendedFrom: string | null
  /** From when it can be renewed, and the last day of grace. */
  renewOpensOn: string | null
  graceEndsOn: string | null
  /** The free tier is confirmed every year: when it was last, and by when it is asked again. */
  confirmedAt: string | null
  confirmDueOn: string | null
  /** The last day of a starter pack that is held beside or as the tier. */
  starterUntil: string | null
  /** Orders that wait for money. */
  outstanding: number
}

interface StandingRow extends Omit<Standing, 'renewOpensOn' | 'graceEndsOn' | 'confirmDueOn'> {
  startedOn: string | null
  confirmedOn: string | null
}

/** Its current membership, else the one that ended last. */
const latest = sql`left join lateral (select * from membership x where x.organization_id = g.id
  order by x.ended_at is null desc, x.started_at desc limit 1) m on true join vendor v on v.id = g.vendor_id`

const columns = sql`g.id as "organizationId", g.name as "organizationName", g.tier, m.id as "membershipId", m.version,
  coalesce(m.state, 'none') as state, m.state_at::text as "stateAt", m.started_at::text as "startedAt",
  m.anniversary_on::text as "anniversaryOn", m.extended_from::text as "extendedFrom", m.confirmed_at::text as "confirmedAt",
  (m.started_at at time zone v.time_zone)::date::text as "startedOn", (m.confirmed_at at time zone v.time_zone)::date::text as "confirmedOn",
  (select max(o.covers_until)::text from fee_order o where o.organization_id = g.id and o.offer = 'starter'
    and o.state in ('paid', 'fulfilled', 'refund_requested', 'refund_refused')) as "starterUntil",
  (select count(*)::int from fee_order o where o.organization_id = g.id and o.state = 'awaiting_payment') as outstanding`

const windowOf = (row: StandingRow, openDays: number, graceDays: number): Standing => {
  const { startedOn, confirmedOn, ...rest } = row
  const { anniversaryOn, tier } = row
  const asked = tier === 'network' ? (confirmedOn ?? startedOn) : null
  return {
    ...rest,
    stateAt: isoOrNull(row.stateAt),
    startedAt: isoOrNull(row.startedAt),
    confirmedAt: isoOrNull(row.confirmedAt),
    renewOpensOn: anniversaryOn && daysAfterDay(anniversaryOn, -openDays),
    graceEndsOn: anniversaryOn && daysAfterDay(anniversaryOn, graceDays),
    confirmDueOn: asked && firstAnniversary(asked),
  }
}

/** How an organisation stands. */
export const readStanding = async (call: Call, vendorId: string, organizationId: string): Promise<Standing> => {
  const policy = await readPolicy(call, vendorId)
  const { rows } = await sql<StandingRow>`
    select ${columns} from organization g ${latest} where g.id = ${organizationId}
  `.execute(call.em.getKysely())
  return windowOf(rows[0]!, policy.membershipReenrolWindowDays, policy.membershipGraceDays)
}

/** The standings of all organisations, for the service desk: those that end first on top. */
export const listStandings = async (
  call: Call,
  vendorId: string,
  cursorKey: Uint8Array,
  input: StandingsInput,
): Promise<Page<Standing & { globalNumber: number }>> => {
  const policy = await readPolicy(call, vendorId)
  const { search, states, withinDays } = input
  const page = await readPage<StandingRow & { globalNumber: number }>(call, {
    name: 'standings',
    input,
    cursorKey,
    columns: sql`${columns}, g.global_number as "globalNumber"`,
    from: sql`organization g ${latest}`,
    where: sql`g.vendor_id = ${vendorId} and g.status <> 'merged'
      and ${search === '' ? sql`true` : sql`(g.name ilike ${containing(search)} or g.global_number::text = ${search})`}
      and ${states.length === 0 ? sql`true` : sql`m.state = any(${texts(states)})`}
      and ${withinDays === null ? sql`true` : sql`m.anniversary_on <= (${call.now}::timestamptz at time zone v.time_zone)::date + ${withinDays}::int`}`,
    // Pages run from the highest key down: the earliest day has the highest.
    key: sql`lpad((99999999 - coalesce(to_char(m.anniversary_on, 'YYYYMMDD')::int, 99999999))::text, 8, '0')`,
    id: sql`g.id`,
  })
  return {
    ...page,
    rows: page.rows.map(({ globalNumber, ...row }) => ({
      ...windowOf(row, policy.membershipReenrolWindowDays, policy.membershipGraceDays),
      globalNumber,
    })),
  }
}
