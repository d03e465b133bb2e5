import type { Flaw } from '../src/kernel/audit.ts'
import type { TreeFlaw } from '../src/kernel/audit.tree.ts'
import type { SignedCheckpoint } from '../src/kernel/checkpoint.ts'
import { eventHash, genesis } from '../src/kernel/record.ts'
import { at, covered, isLast, otherDigit, over, pick, sizeOf, withRow } from './damage.ts'
import type { Tampering } from './damage.ts'
import { idFrom } from './ledger.ts'
import type { Chance, Ledger, Row } from './ledger.ts'

/** Every event of this chain from there on, hashed as if it had always been so. */
const rehashed = (rows: readonly Row[]): Row[] => {
  let prevHash = genesis
  return rows.map((row, index) => {
    const event = { ...row.event, seq: index + 1 }
    const hash = eventHash(event, prevHash)
    const again = { ...row, event, prevHash, hash }
    prevHash = hash
    return again
  })
}

const chainOf = ({ rows }: Ledger, { event }: Row): Row[] =>
  rows.filter((row) => row.event.aggregateId === event.aggregateId)

const withChain = (ledger: Ledger, chain: readonly Row[], again: readonly Row[]): Ledger => ({
  ...ledger,
  rows: [...ledger.rows.filter((row) => !chain.includes(row)), ...again],
})

/** The first place of those that have another hash now. */
const firstChanged = (chain: readonly Row[], again: readonly Row[]): number => {
  const hashes = new Set(again.map(({ hash }) => hash))
  return Math.min(...chain.filter(({ hash }) => !hashes.has(hash)).map(({ place }) => place ?? Infinity))
}

export const rewrite: Tampering = (ledger, chance) => {
  const row = pick(chance, covered(ledger))
  const chain = chainOf(ledger, row)
  const event = { ...row.event, data: { ...row.event.data, number: 7 } }
  const again = rehashed(chain.map((each) => (each === row ? { ...row, event } : each)))
  return { ledger: withChain(ledger, chain, again), names: over('rewritten', firstChanged(chain, again)) }
}

/** As {@link rewrite}, by somebody who stops after the one event: the next one still names the old hash. */
export const rehashOne: Tampering = (ledger, chance) => {
  const row = pick(
    chance,
    ledger.rows.filter((each) => each.place !== null || !isLast(ledger, each)),
  )
  const { aggregateId, seq } = row.event
  const event = { ...row.event, data: { ...row.event.data, number: 7 } }
  const edited = withRow(ledger, row, { event, hash: eventHash(event, row.prevHash) })
  return { ledger: edited, names: isLast(ledger, row) ? over('rewritten', row.place ?? -1) : at(aggregateId, seq + 1) }
}

const forge = (chance: Chance, row: Row, place: number | null): Row => ({
  ...row,
  event: { ...row.event, id: idFrom(chance), type: 'claim.denied', data: { forged: true } },
  place,
})

export const forgeBetween: Tampering = (ledger, chance) => {
  const row = pick(chance, covered(ledger))
  const chain = chainOf(ledger, row)
  const where = chain.indexOf(row)
  const again = rehashed([...chain.slice(0, where), forge(chance, row, null), ...chain.slice(where)])
  return { ledger: withChain(ledger, chain, again), names: over('rewritten', firstChanged(chain, again)) }
}

/** One that is dated back, or says that a checkpoint covers it; whoever writes now can only say what happened now. */
export const forgeAtEnd: Tampering = (ledger, chance) => {
  const row = pick(
    chance,
    covered(ledger).filter(({ place }) => place < sizeOf(ledger) - 20),
  )
  const chain = chainOf(ledger, row)
  const place = pick(chance, [null, chance(sizeOf(ledger)), sizeOf(ledger) + chance(100)])
  const again = rehashed([...chain, forge(chance, row, place)])
  const { aggregateId, seq } = again.at(-1)!.event
  const names = (flaw: Flaw | TreeFlaw) =>
    'event' in flaw &&
    flaw.damage === (place === null ? 'backdated' : place < sizeOf(ledger) ? 'doubled' : 'beyond') &&
    flaw.event.aggregateId === aggregateId &&
    flaw.event.seq === seq
  return { ledger: withChain(ledger, chain, again), names }
}

export const editCheckpoint: Tampering = (ledger, chance) => {
  const given = pick(chance, ledger.checkpoints)
  const bytes = Buffer.from(given.signature, 'base64url')
  bytes[chance(64)]! ^= 1 << chance(8)
  const sizes = new Set(ledger.checkpoints.map(({ size }) => size))
  const size = pick(
    chance,
    Array.from({ length: sizeOf(ledger) }, (_, n) => n + 1).filter((n) => !sizes.has(n)),
  )
  const change: Partial<SignedCheckpoint> = pick(chance, [
    { signature: bytes.toString('base64url') },
    { signature: `${given.signature}A` },
    { root: otherDigit(chance, given.root) },
    {
      root: pick(
        chance,
        ledger.checkpoints.filter((other) => other !== given),
      ).root,
    },
    { at: new Date(Date.parse(given.at) + 1).toISOString() },
    { keyId: ledger.keys.find(({ id }) => id !== given.keyId)!.id },
    { size },
  ])
  const changed = { ...given, ...change }
  return {
    ledger: { ...ledger, checkpoints: ledger.checkpoints.map((each) => (each === given ? changed : each)) },
    names: (flaw) => flaw.damage === 'unsigned' && flaw.checkpoint.size === changed.size,
  }
}

export const takeCheckpoint: Tampering = (ledger, chance) => {
  const given = pick(chance, ledger.checkpoints)
  const checkpoints = ledger.checkpoints.filter((each) => each !== given)
  const names = (flaw: Flaw | TreeFlaw) =>
    given === ledger.checkpoints.at(-1)
      ? flaw.damage === 'beyond' && flaw.from === checkpoints.at(-1)!.size
      : flaw.damage === 'withdrawn' && flaw.size === given.size
  return { ledger: { ...ledger, checkpoints }, names }
}

export const takeKey: Tampering = (ledger, chance) => {
  const key = pick(chance, ledger.keys)
  const other = ledger.keys.find((each) => each !== key)!
  const keys = chance(2) ? [other] : [other, { ...key, publicKey: other.publicKey }]
  const signed = new Set(ledger.checkpoints.filter(({ keyId }) => keyId === key.id).map(({ size }) => size))
  return {
    ledger: { ...ledger, keys },
    names: (flaw) => flaw.damage === 'unsigned' && signed.has(flaw.checkpoint.size),
  }
}
