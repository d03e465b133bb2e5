import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { system } from '../kernel/actor.ts'
import { happened } from '../kernel/happened.ts'
import { daysAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { inReading, inTransaction } from '../kernel/transaction.ts'
import { lockClaim } from './deciding.ts'
import { endItems } from './ending.ts'

/** How long before a subscription ends its partner is told (T17). */
const warningDays = 30

const actor = system('subscriptions')

interface Ending {
  claimId: string
  itemIds: string[]
  items: string[]
  endsAt: string | null
}

/**
 * Follows what the customer feed says of subscriptions (T17, C35): an association whose subscription has ended ends with
 * it, and one whose subscription ends within thirty days is marked once. A renewed subscription has another identifier
 * and needs a claim of its own. Answers how many claims it touched.
 */
export const followSubscriptions = async (
  orm: MikroORM,
  report: (error: unknown, claimId: string) => void,
): Promise<number> => {
  let touched = 0
  const each = async (endings: readonly Ending[], act: (call: Call, ending: Ending) => Promise<void>) => {
    for (const ending of endings)
      try {
        await inTransaction(orm, actor, (call) => act(call, ending))
        touched++
      } catch (error) {
        report(error, ending.claimId)
      }
  }
  await each(await inReading(orm, actor, findEnded), end)
  await each(await inReading(orm, actor, findEnding), warn)
  return touched
}

const end = async (call: Call, { claimId, itemIds }: Ending): Promise<void> => {
  const claim = await lockClaim(call, claimId)
  if (claim.status === 'approved') await endItems(call, claim, { reason: 'subscription_ended', itemIds })
}

const warn = async (call: Call, { claimId, items, endsAt }: Ending): Promise<void> => {
  const claim = await lockClaim(call, claimId)
  if (claim.status !== 'approved' || claim.flags.includes('subscription_ending')) return
  claim.flags = [...claim.flags, 'subscription_ending']
  claim.changedAt = call.now
  happened(claim, 'claim.subscriptionEnding', { items, endsAt })
}

const live = sql`association a join claim_item i on i.id = a.claim_item_id join subscription s on s.id = i.subscription_id
  join claim c on c.id = a.claim_id`

const findEnded = async (call: Call): Promise<Ending[]> => {
  const { rows } = await sql<Ending>`
    select a.claim_id as "claimId", jsonb_agg(i.id) as "itemIds", jsonb_agg(i.name) as items, max(s.ends_at)::text as "endsAt"
    from ${live} where a.status in ('in_consent_window', 'active')
      and (s.state = 'ended' or (s.ends_at is not null and s.ends_at <= ${call.now.toISOString()}::timestamptz))
    group by a.claim_id order by a.claim_id
  `.execute(call.em.getKysely())
  return rows
}

const findEnding = async (call: Call): Promise<Ending[]> => {
  const { rows } = await sql<Ending>`
    select a.claim_id as "claimId", jsonb_agg(i.id) as "itemIds", jsonb_agg(i.name) as items, min(s.ends_at)::text as "endsAt"
    from ${live} where a.status in ('in_consent_window', 'active') and not 'subscription_ending' = any(c.flags)
      and s.ends_at > ${call.now.toISOString()}::timestamptz
      and s.ends_at <= ${daysAfter(call.now, warningDays).toISOString()}::timestamptz
    group by a.claim_id order by a.claim_id
  `.execute(call.em.getKysely())
  return rows
}
