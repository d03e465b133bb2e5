import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { z } from 'zod'
import type { PersonActor } from '../kernel/actor.ts'
import { ChainAudit } from '../kernel/audit.ts'
import type { AuditedEvent, Flaw } from '../kernel/audit.ts'
import { readChain } from '../kernel/audit.queries.ts'
import { scopeOf } from '../kernel/authority.ts'
import { canonicalJson } from '../kernel/canonical.ts'
import type { Json } from '../kernel/canonical.ts'
import { refuse } from '../kernel/errors.ts'
import type { ChainedEvent } from '../kernel/record.ts'
import type { Call } from '../kernel/transaction.ts'
import { readClaim } from './claim.queries.ts'
import { shownTo } from './history.queries.ts'
import type { Viewer } from './history.queries.ts'

/** One event as a history is written out. */
export interface HistoryEntry {
  seq: number
  hash: string
  prevHash: string
  /**
   * What the hash covers, byte for byte in canonical form: `sha256(0x00 ‖ event ‖ prevHash)`. null where this reader
   * may not see all of it; then only the place in the chain can be checked.
   */
  event: ChainedEvent | null
  /** What the reader sees of an event that is not whole: its type, time and the facts that are not withheld. */
  seen: Pick<ChainedEvent, 'type' | 'at' | 'actorSide' | 'actorId' | 'data'> | null
  /** `event.personalHash` is `sha256(personalSalt ‖ personal)`; both null where it was erased or may not be seen. */
  personal: { [key: string]: Json } | null
  personalSalt: string | null
  actorName: string | null
}

/** The history of a claim as a file that can be checked without this installation. */
export interface ClaimHistory {
  schema: 'ofrecord-history/1'
  reader: 'partner' | 'vendor'
  writtenAt: string
  vendor: string
  claim: {
    id: string
    number: number
    name: string
    partner: string
    customer: string
    domain: string
    area: string
    activity: string
    location: string
    status: string
  }
  events: HistoryEntry[]
  /** The last event of the chain: who kept an older copy of this knows whether the chain was rewritten. */
  head: { seq: number; hash: string }
}

/**
 * The history of a claim for whoever asks: a partner within their scope, without what only the vendor's staff may read
 * (C40), or the vendor's staff. Refuses with `FORBIDDEN` and `NOT_FOUND`.
 */
export const writeHistory = async (call: Call, claimId: string): Promise<ClaimHistory> => {
  const viewer = viewerOf(call.actor as PersonActor)
  const claim = await readClaim(call, viewer, claimId)
  const chain = await readChain(call, claim.id)
  const names = await readNames(call, chain)
  const events = chain.map((each) => entryFor(viewer, each, names))
  const last = events.at(-1)!
  const { id, number, name, domain, activity, status } = claim
  return {
    schema: 'ofrecord-history/1',
    reader: viewer.side,
    writtenAt: call.now.toISOString(),
    vendor: await readVendorName(call),
    claim: {
      id,
      number,
      name,
      partner: claim.organizationName,
      customer: claim.customerName,
      domain,
      area: claim.areaName,
      activity,
      location: `${claim.locationName} ${claim.locationNumber}`,
      status,
    },
    events,
    head: { seq: last.seq, hash: last.hash },
  }
}

const viewerOf = (actor: PersonActor): Viewer => {
  const forbidden = () => refuse('forbidden', 'FORBIDDEN', { rule: 'ROL-R5', params: { privilege: 'claims.see' } })
  if (actor.side === 'partner') {
    const scope = scopeOf(actor, 'claims.see')
    return scope === undefined ? forbidden() : { side: 'partner', scope }
  }
  const mayRead = (['claims.review', 'events.read'] as const).some((each) => scopeOf(actor, each) !== undefined)
  return mayRead ? { side: 'vendor' } : forbidden()
}

const readNames = async (call: Call, chain: readonly AuditedEvent[]): Promise<Map<string, string>> => {
  const ids = [...new Set(chain.flatMap(({ event }) => event.actorId ?? []))]
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from person where id = any(${uuids(ids)})
  `.execute(call.em.getKysely())
  return new Map(rows.map(({ id, name }) => [id, name]))
}

const readVendorName = async (call: Call): Promise<string> => {
  const { rows } = await sql<{ name: string }>`
    select name from vendor where id = ${(call.actor as PersonActor).vendorId}
  `.execute(call.em.getKysely())
  return rows[0]!.name
}

const entryFor = (viewer: Viewer, audited: AuditedEvent, names: ReadonlyMap<string, string>): HistoryEntry => {
  const { event, hash, prevHash, personal, personalSalt } = audited
  const { seq, type, at, actorSide, actorId } = event
  const links = { seq, hash, prevHash }
  const shown = shownTo(viewer, { type, actorSide, data: event.data, personal })
  if (!shown) return { ...links, event: null, seen: null, personal: null, personalSalt: null, actorName: null }
  const whole = canonicalJson(shown.data) === canonicalJson(event.data)
  // Part of somebody's words has no hash of its own: it is shown without the salt, and cannot be checked.
  const ownWords =
    personal !== null && shown.personal !== null && canonicalJson(shown.personal) === canonicalJson(personal)
  return {
    ...links,
    event: whole ? event : null,
    seen: whole ? null : { type, at, actorSide, actorId, data: shown.data },
    personal: shown.personal,
    personalSalt: ownWords ? personalSalt : null,
    actorName: actorId ? (names.get(actorId) ?? null) : null,
  }
}

/** What an entry tells, whole or not; undefined where it is sealed. */
export const tellingOf = ({ event, seen }: HistoryEntry) => event ?? seen ?? undefined

const hex = z.string().regex(/^[0-9a-f]{64}$/)
const Data = z.record(z.string(), z.json())

/** A history as it comes back from a file: everything that is hashed, in its shape. */
export const HistoryFile = z.object({
  schema: z.literal('ofrecord-history/1'),
  claim: z.object({ id: z.uuid(), number: z.int() }),
  head: z.object({ seq: z.int(), hash: hex }),
  events: z.array(
    z.object({
      seq: z.int(),
      hash: hex,
      prevHash: hex,
      event: z
        .strictObject({
          id: z.string(),
          vendorId: z.string().nullable(),
          organizationId: z.string().nullable(),
          aggregateType: z.string(),
          aggregateId: z.string(),
          seq: z.int(),
          type: z.string(),
          at: z.string(),
          actorSide: z.string(),
          actorId: z.string().nullable(),
          actorRole: z.string().nullable(),
          data: Data,
          personalHash: z.string().nullable(),
        })
        .nullable(),
      personal: Data.nullable(),
      personalSalt: z.string().nullable(),
    }),
  ),
})
export type HistoryFile = z.infer<typeof HistoryFile>

/** Checks a history file offline: every link, every hash of what it shows whole, and that it ends where it says. */
export const auditHistory = ({
  claim,
  events,
  head,
}: HistoryFile): { events: number; sealed: number; flaws: Flaw[] } => {
  const audit = new ChainAudit()
  const flaws = events.flatMap((entry) => {
    const { seq, hash, prevHash, event, personal, personalSalt } = entry
    const place = { aggregateId: claim.id, seq }
    if (!event) return audit.take({ event: place, prevHash, hash })
    // The event stands where its own content says; another number beside it is an edit.
    const misplaced = event.seq !== seq || event.aggregateId !== claim.id
    const words = personalSalt === null ? null : personal
    const found = audit.take({
      event: { ...(event as ChainedEvent), ...place },
      prevHash,
      hash,
      personal: words,
      personalSalt,
    })
    return misplaced ? [...found, { ...place, type: event.type, damage: 'changed' as const }] : found
  })
  const last = audit.head
  if (last?.seq !== head.seq || last.hash !== head.hash)
    flaws.push({ aggregateId: claim.id, seq: (last?.seq ?? 0) + 1, type: null, damage: 'missing', namedBy: 'head' })
  return { events: events.length, sealed: events.filter(({ event }) => event === null).length, flaws }
}
