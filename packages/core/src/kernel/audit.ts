import type { Json } from './canonical.ts'
import type { ChainedEvent } from './record.ts'
import { eventHash, genesis, personalHash } from './record.ts'

/** An event with its place in the chain, as it is stored or as a history was written out. */
export interface AuditedEvent {
  event: ChainedEvent
  prevHash: string
  hash: string
  /** null where there was none, where it was erased (GEN-R7), or where its reader may not see it. */
  personal: { [key: string]: Json } | null
  personalSalt: string | null
}

/** The links of an event whose content its reader may not see: only its place in the chain can be checked. */
export type SealedEvent = Pick<AuditedEvent, 'prevHash' | 'hash'> & { event: Pick<ChainedEvent, 'aggregateId' | 'seq'> }

/**
 * What can be wrong with an event. `missing`: the chain has a hole there. `repeated`: a second event stands at this
 * place. `unlinked`: it does not follow the one before. `changed`: its content is not what was hashed. `personal`: the
 * words of people are not what was hashed.
 */
export type Damage = 'missing' | 'repeated' | 'unlinked' | 'changed' | 'personal'

export interface Flaw {
  aggregateId: string
  seq: number
  /** The event's type; null where there is no event, or where it is sealed. */
  type: string | null
  damage: Damage
  /** The row that names a missing event, in words. */
  namedBy?: string
}

interface Head {
  aggregateId: string
  seq: number
  hash: string
}

/**
 * Checks chains of events (GEN-R4, I8) one event at a time, so that any number fits: hand them over ordered by
 * aggregate and place. After a damage it goes on from the event as it stands, so that one damage is told once and at its
 * place; an event that was changed and hashed anew shows at the next one, which still names the old hash.
 */
export class ChainAudit {
  events = 0
  chains = 0
  #head: Head | undefined

  take(given: AuditedEvent | SealedEvent): Flaw[] {
    const { aggregateId, seq } = given.event
    if (this.#head?.aggregateId !== aggregateId) {
      this.chains++
      this.#head = { aggregateId, seq: 0, hash: genesis }
    }
    this.events++
    const before = this.#head
    this.#head = { aggregateId, seq, hash: given.hash }
    const type = 'type' in given.event ? given.event.type : null
    return damagesOf(before, given).map(({ damage, at }) => ({
      aggregateId,
      seq: at,
      type: damage === 'missing' ? null : type,
      damage,
    }))
  }

  /** The last event that was taken. */
  get head(): Readonly<Head> | undefined {
    return this.#head
  }
}

/** Checks all chains, handed over in batches, and tells each flaw as it is found. */
export async function* auditEvents(
  audit: ChainAudit,
  chains: AsyncIterable<readonly AuditedEvent[]>,
): AsyncGenerator<Flaw> {
  for await (const batch of chains) for (const event of batch) for (const flaw of audit.take(event)) yield flaw
}

const damagesOf = (before: Head, given: AuditedEvent | SealedEvent): { damage: Damage; at: number }[] => {
  const { seq } = given.event
  const place = placeDamage(before, given)
  const content = 'personalSalt' in given ? contentDamages(given) : []
  return [...place, ...content.map((damage) => ({ damage, at: seq }))]
}

const placeDamage = (before: Head, { event: { seq }, prevHash }: SealedEvent): { damage: Damage; at: number }[] => {
  if (seq <= before.seq) return [{ damage: 'repeated', at: seq }]
  if (seq > before.seq + 1) return [{ damage: 'missing', at: before.seq + 1 }]
  return prevHash === before.hash ? [] : [{ damage: 'unlinked', at: seq }]
}

const contentDamages = ({ event, prevHash, hash, personal, personalSalt }: AuditedEvent): Damage[] => [
  ...(isHashOf(hash, () => eventHash(event, prevHash)) ? [] : (['changed'] as const)),
  ...(arePersonalWords(event, personal, personalSalt) ? [] : (['personal'] as const)),
]

/** Erased words leave no salt behind: with it, their hash could be guessed (GEN-R7). */
const arePersonalWords = (
  event: ChainedEvent,
  personal: AuditedEvent['personal'],
  personalSalt: string | null,
): boolean =>
  personal === null
    ? personalSalt === null
    : isHashOf(event.personalHash, () => personalHash(personal, personalSalt ?? ''))

/** What has no canonical form, such as half a character, was never hashed. */
const isHashOf = (hash: string | null, compute: () => string): boolean => {
  try {
    return hash === compute()
  } catch {
    return false
  }
}
