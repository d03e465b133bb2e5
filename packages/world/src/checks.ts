import { optInDays } from '@ofrecord/core/consent/consent.rules'
import { isGenuine } from '@ofrecord/core/consent/receipt'
import { system } from '@ofrecord/core/kernel/actor'
import type { Json } from '@ofrecord/core/kernel/canonical'
import type { Installation } from '@ofrecord/core/kernel/installation'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { eventHash, genesis, personalHash } from '@ofrecord/core/kernel/record'
import type { ChainedEvent } from '@ofrecord/core/kernel/record'
import { inReading } from '@ofrecord/core/kernel/transaction'
import { mintToken } from '@ofrecord/core/links/link.entity'
import type { Built } from './build.ts'
import { countingDifferences } from './checks.counting.ts'
import { after, days } from './time.ts'

/** What is checked after a load (F.14): each answers what it found wrong, one line each. */
export interface Checking {
  pools: Pools
  installation: Installation
  built: Built
  t0: Date
  /** Values that must stand nowhere, such as the demo's password. */
  secrets: readonly string[]
}

type Check = (checking: Checking) => Promise<string[]>
type Row = Record<string, unknown>

/** Rows as the application itself sees them. */
const rowsOf = <T extends object = Row>({ pools }: Checking, statement: string): Promise<T[]> =>
  inReading(pools.orm, system('check'), ({ em }) => em.execute<T[]>(statement))

const lines = (name: string, rows: readonly object[]): string[] => rows.map((row) => `${name}: ${JSON.stringify(row)}`)

/** 4. One organisation an item; every active association rests on an answer, on silence, or on revenue. */
const associations: Check = async (checking) => [
  ...lines(
    'two organisations hold one item',
    await rowsOf(
      checking,
      `select customer_tenant_id, item_key from association where status <> 'ended'
       group by 1, 2 having count(distinct organization_id) > 1`,
    ),
  ),
  ...lines(
    'active without a receipt',
    await rowsOf(
      checking,
      `select c.number from association a join claim c on c.id = a.claim_id where a.status = 'active'
       and c.activity <> 'revenue' and not exists (select from consent_receipt r join consent_decision d
         on d.id = r.decision_id where r.claim_id = c.id and d.kind in ('silence', 'confirm'))`,
    ),
  ),
]

interface EventRow extends Omit<ChainedEvent, 'at'> {
  at: string
  personal: { [key: string]: Json } | null
  personalSalt: string | null
  prevHash: string
  hash: string
}

const eventColumns = `id, vendor_id as "vendorId", organization_id as "organizationId", aggregate_type as "aggregateType",
  aggregate_id as "aggregateId", seq, type, at::text as at, actor_side as "actorSide", actor_id as "actorId",
  actor_role as "actorRole", data, personal, personal_salt as "personalSalt", personal_hash as "personalHash",
  prev_hash as "prevHash", hash`

/** 6. Every chain begins at the genesis, has no gap, and each hash can be made again; every receipt is genuine. */
const chains: Check = async (checking) => {
  const events = await rowsOf<EventRow>(checking, `select ${eventColumns} from event order by aggregate_id, seq`)
  const receipts = await rowsOf<{ code: string; document: string }>(
    checking,
    'select code, document from consent_receipt',
  )
  const keys = await rowsOf<{ id: string; publicKey: string }>(
    checking,
    'select id, public_key as "publicKey" from signing_key',
  )
  return [
    ...[...Map.groupBy(events, ({ aggregateId }) => aggregateId).values()].flatMap(brokenLinks),
    ...receipts
      .filter(({ document }) => !isGenuine(keys, document))
      .map(({ code }) => `receipt ${code} is not genuine`),
  ]
}

const brokenLinks = (chain: readonly EventRow[]): string[] => {
  let before = genesis
  return chain.flatMap((row, index) => {
    const { personal, personalSalt, prevHash, hash, ...event } = row
    const again = eventHash({ ...event, at: new Date(event.at).toISOString() }, before)
    const told = personal && personalSalt ? personalHash(personal, personalSalt) : null
    const right = event.seq === index + 1 && prevHash === before && hash === again && event.personalHash === told
    before = hash
    return right ? [] : [`${event.type} ${event.seq} of ${event.aggregateId} does not follow`]
  })
}

/** 7. No letter to a customer goes to a partner: neither to its domains nor to one of its people. */
const customersMail: Check = async (checking) =>
  lines(
    'a customer’s letter went to a partner',
    await rowsOf(
      checking,
      `select m.template, m.recipient from letter m where m.template like 'association-%' and (
         exists (select from organization o where split_part(lower(m.recipient), '@', 2) = any (o.domains))
         or exists (select from affiliation f join person p on p.id = f.person_id
           where p.email_normalised = lower(m.recipient)))`,
    ),
  )

/** 8. No token, key or password stands in an event, a letter, a log of delivery or a draft. */
const secrets: Check = async (checking) => {
  const { installation } = checking
  const links = await rowsOf<{ id: string; purpose: string; epoch: number }>(
    checking,
    'select id, purpose, epoch from link',
  )
  // Those of older letters too: they still take a no.
  const tokens = new Set(
    links.flatMap((link) =>
      Array.from({ length: link.epoch }, (_, before) =>
        mintToken(installation.keys.link, { ...link, epoch: before + 1 }),
      ),
    ),
  )
  const keys = Object.values(installation.keys).flatMap((key) =>
    (['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(key).toString(form)),
  )
  const forbidden = [...keys, ...checking.secrets, '$argon2']
  const texts = await rowsOf<{ place: string; body: string }>(
    checking,
    `select 'event ' || id as place, concat_ws(' ', data, personal, last_error) as body from event
     union all select 'letter ' || id, concat_ws(' ', params, subject, html, plain, response, message_id) from letter
     union all select 'draft ' || id, input::text from claim_draft
     union all select 'decision ' || id, concat_ws(' ', comment, user_agent) from consent_decision
     union all select 'receipt ' || id, document from consent_receipt`,
  )
  return texts.flatMap(({ place, body }) => {
    const minted = [...body.matchAll(/(?<![\w-])[\w-]{43}(?![\w-])/g)].some(([word]) => tokens.has(word))
    return minted || forbidden.some((secret) => body.includes(secret)) ? [`${place} holds a secret`] : []
  })
}

/**
 * 9. Somebody runs every organisation, it has one headquarters, and its tree is five levels deep at most. One that went
 * into another has none of these any more.
 */
const organisations: Check = async (checking) => [
  ...lines(
    'no global administrator',
    await rowsOf(
      checking,
      `select o.name from organization o where o.status <> 'merged' and not exists (select from role_assignment r
         join affiliation f on f.person_id = r.person_id and f.organization_id = o.id and f.status = 'active'
         where r.organization_id = o.id and r.role = 'global_admin')`,
    ),
  ),
  ...lines(
    'not one headquarters',
    await rowsOf(
      checking,
      `select o.name from organization o left join location l on l.organization_id = o.id and l.is_headquarters
       where o.status <> 'merged' group by o.id, o.name having count(l.id) <> 1`,
    ),
  ),
  ...lines(
    'too deep',
    await rowsOf(
      checking,
      `with recursive tree as (select id, 1 as level from location where parent_id is null
         union all select l.id, t.level + 1 from location l join tree t on t.id = l.parent_id)
       select id, level from tree where level > 5`,
    ),
  ),
]

/** Nothing has happened after T0; what is due may be. */
const past: Check = async (checking) => {
  const [latest] = await rowsOf<{ at: string }>(
    checking,
    `select greatest((select max(at) from event), (select max(dispatched_at) from event),
       (select max(created_at) from letter), (select max(accepted_at) from letter), (select max(at) from consent_decision),
       (select max(uploaded_at) from evidence), (select max(saved_at) from claim_draft),
       (select max(changed_at) from claim))::text as at`,
  )
  return new Date(latest!.at) > checking.t0 ? [`something happened at ${latest!.at}`] : []
}

interface ClaimRow {
  id: string
  number: number
  status: string
  consentState: string
  actionDueAt: string | null
  consentDueAt: string | null
}

/** Every played plan stands where it says, with the numbers in the order of creation (GEN-R1). */
const standings: Check = async (checking) => {
  const rows = await rowsOf<ClaimRow>(
    checking,
    `select id, number, status, consent_state as "consentState", action_due_at::text as "actionDueAt",
       consent_due_at::text as "consentDueAt" from claim`,
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  const made = checking.built.played.filter(({ claim }) => claim !== undefined)
  return made.flatMap(({ plan, claim }, index) => {
    const row = byId.get(claim!.claimId)
    if (!row) return [`${plan.key} is not there`]
    const wanted = [1_000_001 + index, plan.status, consentOf(plan)].join(' ')
    const found = [row.number, row.status, row.consentState].join(' ')
    return [
      ...(found === wanted ? [] : [`${plan.key} stands at ${found} instead of ${wanted}`]),
      ...lateness(plan, row).map((by) => `${plan.key} is due ${by} ms beside its plan`),
    ]
  })
}

// A mail server's answer to one notice may come with the answer to another: they leave within two minutes.
const lateness = (plan: Plan, { actionDueAt, consentDueAt }: ClaimRow): number[] => {
  const wanted = dueOf(plan)
  if (!wanted) return []
  const due = plan.status === 'action_required' ? actionDueAt : consentDueAt
  const by = new Date(due ?? 0).getTime() - wanted.getTime()
  return Math.abs(by) > (plan.status === 'action_required' ? 0 : 120_000) ? [by] : []
}

type Plan = Built['played'][number]['plan']

const stepAt = ({ steps }: Plan, verb: Plan['steps'][number]['verb']): Date | undefined =>
  steps.findLast((step) => step.verb === verb)?.at

const consentOf = (plan: Plan): string => {
  if (plan.status === 'consent_denied') return 'denied'
  if (plan.status !== 'approved' && plan.status !== 'ended') return 'none'
  if (stepAt(plan, 'bounceNotice')) return 'paused_bounced'
  if (plan.phase === 'window') return 'window_open'
  if (plan.activity === 'revenue') return 'not_applicable'
  return stepAt(plan, 'confirm') ? 'confirmed' : 'elapsed'
}

const dueOf = (plan: Plan): Date | undefined => {
  if (plan.status === 'action_required') return after(stepAt(plan, 'return')!, 30 * days)
  return consentOf(plan) === 'window_open' ? after(stepAt(plan, 'acceptNotice')!, windowOf(plan)) : undefined
}

const windowOf = ({ bucket }: Plan): number => (bucket === 'window.opt_in' ? optInDays : 7) * days

export const checks: Readonly<Record<string, Check>> = {
  associations,
  chains,
  customersMail,
  secrets,
  organisations,
  past,
  standings,
  counting: countingDifferences,
}
