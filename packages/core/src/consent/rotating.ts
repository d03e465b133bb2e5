import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { policyNumberAt } from '../catalogue/policy.queries.ts'
import { lockClaim } from '../claims/deciding.ts'
import { system } from '../kernel/actor.ts'
import { happened } from '../kernel/happened.ts'
import type { Installation } from '../kernel/installation.ts'
import { inReading, inTransaction } from '../kernel/transaction.ts'
import type { Call } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { hoursAfter } from '../kernel/time.ts'
import { renewClaim } from './renewing.ts'

const operator = system('links')
/** Before every id. */
const noId = '00000000-0000-0000-0000-000000000000'

export interface Rotated {
  vendor: string
  /** When the rotation began: links that were made later are not touched. */
  since: string
  /** An earlier run was cut off, and this one went on. */
  continued: boolean
  claims: number
  letters: number
  /** When the last letter may leave; null: there are none. */
  lastAt: string | null
}

/**
 * The leak drill: renews every consent link of every vendor that opens a page, a claim a transaction, and lets the letters
 * leave at `rate` a minute. A run within a day, or after one that was cut off, goes on with that rotation, and no claim is renewed twice by one
 * rotation. Answers what was done for each vendor.
 */
export const rotateConsentLinks = async (
  orm: MikroORM,
  installation: Installation,
  rate: number,
): Promise<Rotated[]> => {
  const vendors = await inReading(orm, operator, async ({ em }) => {
    const { rows } = await sql<{ id: string }>`select id from vendor order by slug`.execute(em.getKysely())
    return rows
  })
  const rotated: Rotated[] = []
  for (const { id } of vendors) rotated.push(await rotateOf(orm, installation, id, rate))
  return rotated
}

const rotateOf = async (
  orm: MikroORM,
  installation: Installation,
  vendorId: string,
  rate: number,
): Promise<Rotated> => {
  const { lastAt, ...begun } = await begin(orm, vendorId)
  const turns = new Turns(rate, lastAt)
  let claims = 0
  for (let claimId = await nextClaim(orm, vendorId, begun.since, noId); claimId;) {
    if (await renewOne(orm, installation, { claimId, rotation: begun.since, turns })) claims += 1
    claimId = await nextClaim(orm, vendorId, begun.since, claimId)
  }
  await end(orm, vendorId, begun.since)
  return { ...begun, claims, letters: turns.taken, lastAt: turns.last?.toISOString() ?? null }
}

/** When each letter may leave: one after the other, so many a minute. */
class Turns {
  taken = 0
  last: Date | null = null
  readonly #stepMs: number
  #next: number

  constructor(rate: number, after: Date | null) {
    this.#stepMs = 60_000 / rate
    this.#next = after ? after.getTime() + this.#stepMs : 0
  }

  /** Of a claim's letters all leave at its first turn. */
  at(now: Date): Date {
    this.#next = Math.max(this.#next, now.getTime())
    return new Date(this.#next)
  }

  take(letters: number): void {
    if (letters === 0) return
    this.taken += letters
    this.last = new Date(this.#next)
    this.#next += letters * this.#stepMs
  }
}

interface Begun {
  vendor: string
  since: string
  continued: boolean
  /** The last turn that was given to a letter before this run. */
  lastAt: Date | null
}

/** Goes on where a rotation has not ended, or began within the day; begins one else. */
const begin = (orm: MikroORM, vendorId: string): Promise<Begun> =>
  inTransaction(orm, operator, async (call) => {
    const vendor = await call.em.findOneOrFail(Vendor, { id: vendorId })
    const open = await openRotation(call, vendorId)
    const since = open?.since ?? call.now.toISOString()
    if (!open) happened(vendor, 'vendor.linkRotationBegun', { purpose: 'consent', since })
    return { vendor: vendor.name, since, continued: open !== undefined, lastAt: open?.lastAt ?? null }
  })

const openRotation = async (
  call: Call,
  vendorId: string,
): Promise<{ since: string; lastAt: Date | null } | undefined> => {
  const { rows } = await sql<{ since: string; ended: boolean; lastAt: string | null }>`
    select b.data ->> 'since' as since,
      exists (select from event e where e.aggregate_id = b.aggregate_id and e.type = 'vendor.linkRotationEnded'
        and e.data ->> 'since' = b.data ->> 'since') as ended,
      (select max(r.data ->> 'sendAt') from event r where r.vendor_id = b.vendor_id and r.type = 'claim.linksRenewed'
        and r.data ->> 'rotation' = b.data ->> 'since') as "lastAt"
    from event b where b.aggregate_id = ${vendorId} and b.type = 'vendor.linkRotationBegun' order by b.seq desc limit 1
  `.execute(call.em.getKysely())
  const [begun] = rows
  return begun && isGoingOn(begun, call.now)
    ? { since: begun.since, lastAt: begun.lastAt ? new Date(begun.lastAt) : null }
    : undefined
}

/** Also for a day after its end: whoever runs it twice by mistake mails nobody twice. */
const isGoingOn = ({ since, ended }: { since: string; ended: boolean }, now: Date): boolean =>
  !ended || hoursAfter(new Date(since), 24) > now

/** The next claim with a link that opens a page, that was made before the rotation, and that it has not renewed. */
const nextClaim = (orm: MikroORM, vendorId: string, since: string, after: string): Promise<string | undefined> =>
  inReading(orm, operator, async ({ em, now }) => {
    const { rows } = await sql<{ id: string }>`
      select c.id from claim c where c.vendor_id = ${vendorId} and c.id > ${after}::uuid
        and (c.closed_at is null or c.closed_at
          + ${policyNumberAt('linkReadOnlyDays', sql`c.vendor_id`, sql`c.closed_at`)} * interval '1 day' >= ${now})
        and exists (select from consent_notice n join notice_recipient p on p.notice_id = n.id join link l on l.id = p.link_id
          where n.claim_id = c.id and l.revoked_at is null and l.created_at <= ${since}::timestamptz)
        and not ${isRenewed(sql`c.id`, since)}
      order by c.id limit 1
    `.execute(em.getKysely())
    return rows[0]?.id
  })

const isRenewed = (claimId: ReturnType<typeof sql>, rotation: string) => sql`exists (select from event e
  where e.aggregate_id = ${claimId} and e.type = 'claim.linksRenewed' and e.data ->> 'rotation' = ${rotation})`

interface Turn {
  claimId: string
  rotation: string
  turns: Turns
}

/** Another run of the same rotation may be at it: who has the claim's lock second finds it done. */
const renewOne = async (
  orm: MikroORM,
  installation: Installation,
  { claimId, rotation, turns }: Turn,
): Promise<boolean> => {
  const letters = await inTransaction(orm, operator, async (call) => {
    const claim = await lockClaim(call, claimId)
    const { rows } = await sql<{ done: boolean }>`select ${isRenewed(sql`${claimId}::uuid`, rotation)} as done`.execute(
      call.em.getKysely(),
    )
    if (rows[0]!.done) return undefined
    return renewClaim(call, installation, claim, { sendAt: turns.at(call.now), rotation })
  })
  turns.take(letters ?? 0)
  return letters !== undefined
}

const end = (orm: MikroORM, vendorId: string, since: string): Promise<void> =>
  inTransaction(orm, operator, async (call) => {
    const vendor = await call.em.findOneOrFail(Vendor, { id: vendorId })
    happened(vendor, 'vendor.linkRotationEnded', { purpose: 'consent', since })
  })
