import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { EvidenceKind } from '../claims/evidence.rules.ts'
import type { ConsentState } from '../claims/claim.rules.ts'
import type { AdministratorActor } from '../kernel/actor.ts'
import { isoOf } from '../kernel/instants.ts'
import type { Call } from '../kernel/transaction.ts'

interface Looks {
  thisMonth: number
  lastMonth: number
  lastAt: string | null
}

interface ItemRow extends Looks {
  associationId: string
  name: string
  code: string
  subscriptionId: string | null
  endsAt: string | null
}

interface AccessRow {
  number: number
  consentState: ConsentState
  activatedAt: string | null
  approvedAt: string
  partnerName: string
  partnerNumber: number
  locationName: string
  city: string
  country: string
  organizationId: string
  named: boolean
  evidence: EvidenceKind[]
  items: ItemRow[]
}

/**
 * Every claim of which something is live or awaited, by partner: who, what, since when, what they see, how often they
 * looked (B.2.7). Of the documents only their kinds.
 */
export const listAccess = async (call: Call, { customerTenantId }: AdministratorActor) => {
  const { rows } = await sql<AccessRow>`
    select c.number, c.consent_state as "consentState", c.activated_at::text as "activatedAt", c.approved_at::text as "approvedAt",
      o.id as "organizationId", o.name as "partnerName", l.number as "partnerNumber", l.name as "locationName", l.city, l.country,
      ${isNamed} as named,
      (select coalesce(jsonb_agg(distinct e.kind), '[]') from evidence e
        where e.claim_id = c.id and e.removed_at is null and e.scan_state <> 'infected') as evidence,
      (select jsonb_agg(jsonb_build_object('associationId', a.id, 'name', i.name, 'code', i.code, 'subscriptionId', s.subscription_id,
          'endsAt', s.ends_at, 'thisMonth', coalesce(f.this_month, 0), 'lastMonth', coalesce(f.last_month, 0), 'lastAt', f.last_at)
          order by i.position)
        from association a join claim_item i on i.id = a.claim_item_id left join subscription s on s.id = i.subscription_id
          left join lateral (select max(k.last_at) as last_at,
            sum(k.looks) filter (where k.month = ${monthOf(call.now, 0)}) as this_month,
            sum(k.looks) filter (where k.month = ${monthOf(call.now, -1)}) as last_month
            from figures_look k where k.association_id = a.id) f on true
        where a.claim_id = c.id and ${isLive}) as items
    from claim c join organization o on o.id = c.organization_id join location l on l.id = c.location_id
    where c.customer_tenant_id = ${customerTenantId} and exists (select from association a where a.claim_id = c.id and ${isLive})
    order by o.name, c.number
  `.execute(call.em.getKysely())
  return rows.map(shown)
}

const isLive = sql`a.status in ('reserved', 'in_consent_window', 'active')`

/** The first day of the month at or before, in UTC; looks are counted by it. */
const monthOf = (now: Date, offset: number): RawBuilder<string> =>
  sql`${new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1)).toISOString().slice(0, 10)}::date`

/** The customer said, before it began, that this partner does the work. */
const isNamed = sql`exists (select from clarification q join conflict f on f.id = q.conflict_id
  where q.customer_tenant_id = c.customer_tenant_id and q.answered_at <= c.activated_at
    and c.organization_id = case q.answer when 'incumbent' then q.incumbent_id when 'challenger' then q.challenger_id end
    and f.item_key in (select a.item_key from association a where a.claim_id = c.id))`

const shown = (row: AccessRow) => {
  const items = row.items.map(({ thisMonth, lastMonth, lastAt, endsAt, ...item }) => ({
    ...item,
    endsAt: endsAt && new Date(endsAt).toISOString(),
    looks: { thisMonth, lastMonth, lastAt: lastAt && new Date(lastAt).toISOString() },
  }))
  const active = row.activatedAt !== null
  return {
    method: 'claim' as const,
    claimNumber: row.number,
    partner: { number: row.partnerNumber, name: row.partnerName, city: row.city, country: row.country },
    locationName: row.locationName,
    state: active ? ('active' as const) : ('awaiting' as const),
    began: beginningOf(row),
    since: isoOf(row.activatedAt ?? row.approvedAt),
    sees: active ? ('figures' as const) : ('nothing' as const),
    evidence: row.evidence,
    items,
    looks: greatest(items.map(({ looks }) => looks)),
    endsAt: lastEnd(items.map(({ endsAt }) => endsAt)),
    stoppable: true,
  }
}

const beginningOf = ({ activatedAt, consentState, named }: AccessRow) => {
  if (activatedAt === null) return 'asked' as const
  if (consentState === 'not_applicable') return 'revenue' as const
  if (consentState === 'confirmed') return 'yes' as const
  return named ? ('named' as const) : ('silence' as const)
}

/** One look at a claim counts on each of its items, so a sum would count it twice. */
const greatest = (looks: readonly Looks[]): Looks => ({
  thisMonth: Math.max(...looks.map(({ thisMonth }) => thisMonth)),
  lastMonth: Math.max(...looks.map(({ lastMonth }) => lastMonth)),
  lastAt:
    looks
      .flatMap(({ lastAt }) => lastAt ?? [])
      .toSorted()
      .at(-1) ?? null,
})

const lastEnd = (ends: readonly (string | null)[]): string | null =>
  ends.includes(null)
    ? null
    : (ends
        .flatMap((end) => end ?? [])
        .toSorted()
        .at(-1) ?? null)
