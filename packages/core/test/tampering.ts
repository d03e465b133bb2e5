import type { Flaw } from '../src/kernel/audit.ts'
import type { TreeFlaw } from '../src/kernel/audit.tree.ts'
import type { ChainedEvent } from '../src/kernel/record.ts'
import { at, isLast, otherDigit, over, pick, replaced, sizeOf, withRow } from './damage.ts'
import type { Tampered, Tampering } from './damage.ts'
import { editCheckpoint, forgeAtEnd, forgeBetween, rehashOne, rewrite, takeCheckpoint, takeKey } from './forging.ts'
import { idFrom } from './ledger.ts'
import type { Chance, Row } from './ledger.ts'

const facts: Readonly<
  Record<Exclude<keyof ChainedEvent, 'aggregateId' | 'seq'>, (chance: Chance, row: Row) => unknown>
> = {
  id: idFrom,
  vendorId: (chance) => (chance(2) ? idFrom(chance) : null),
  organizationId: (chance, { event }) => (event.organizationId ? null : idFrom(chance)),
  aggregateType: () => 'claims',
  type: (_, { event }) => `${event.type}d`,
  at: (chance, { event }) => new Date(Date.parse(event.at) + 1 + chance(1e6)).toISOString(),
  actorSide: () => 'vendor',
  actorId: (chance) => idFrom(chance),
  actorRole: () => 'owner',
  data: (chance, { event }) =>
    pick(chance, [{ ...event.data, number: 1 }, { ...event.data, added: null }, { items: ['SITE', 'MAIL'] }, {}]),
  personalHash: (chance, { event }) => (event.personalHash ? otherDigit(chance, event.personalHash) : '0'.repeat(64)),
}

const editFact: Tampering = (ledger, chance) => {
  const row = pick(chance, ledger.rows)
  const key = pick(chance, Object.keys(facts) as (keyof typeof facts)[])
  const event = { ...row.event, [key]: facts[key](chance, row) }
  return { ledger: withRow(ledger, row, { event }), names: at(row.event.aggregateId, row.event.seq) }
}

const editWords: Tampering = (ledger, chance) => {
  const row = pick(chance, ledger.rows)
  const words = { personal: { ...row.personal, name: 'Mallory' } }
  const change = chance(2) ? words : { personalSalt: otherDigit(chance, row.personalSalt?.slice(0, 8) ?? 'ab') }
  return { ledger: withRow(ledger, row, change), names: at(row.event.aggregateId, row.event.seq) }
}

const editLink: Tampering = (ledger, chance) => {
  const row = pick(chance, ledger.rows)
  const { aggregateId, seq } = row.event
  const [hash, prevHash] = [otherDigit(chance, row.hash), otherDigit(chance, row.prevHash)]
  return { ledger: withRow(ledger, row, chance(2) ? { hash } : { prevHash }), names: at(aggregateId, seq) }
}

const moveInChain: Tampering = (ledger, chance) => {
  const row = pick(chance, ledger.rows)
  const seq = pick(chance, [0, -1, row.event.seq + 1 + chance(1000), row.event.seq - 1 - chance(3)])
  const moved = withRow(ledger, row, { event: { ...row.event, seq } })
  return { ledger: moved, names: at(row.event.aggregateId, seq) }
}

const moveToOtherChain: Tampering = (ledger, chance) => {
  const row = pick(chance, ledger.rows)
  const others = ledger.rows.filter(({ event }) => event.aggregateId !== row.event.aggregateId)
  const aggregateId = chance(2) ? idFrom(chance) : pick(chance, others).event.aggregateId
  const moved = withRow(ledger, row, { event: { ...row.event, aggregateId } })
  return { ledger: moved, names: at(aggregateId, row.event.seq) }
}

const moveInTree: Tampering = (ledger, chance) => {
  const row = pick(chance, ledger.rows)
  const was = row.place
  const size = sizeOf(ledger)
  const place = pick(chance, [was === null ? 0 : null, (was ?? 0) + 1 + chance(500), (was ?? size) - 1 - chance(size)])
  if (place === was || (place !== null && place < 0)) return moveInTree(ledger, chance)
  const names = (flaw: Flaw | TreeFlaw): boolean =>
    was === null
      ? (flaw.damage === 'doubled' && flaw.place === place) || (flaw.damage === 'beyond' && flaw.from === place)
      : over('lost', was)(flaw)
  return { ledger: withRow(ledger, row, { place }), names }
}

const takeOut: Tampering = (ledger, chance) => {
  const row = pick(
    chance,
    ledger.rows.filter((each) => each.place !== null || !isLast(ledger, each)),
  )
  const { place, event } = row
  const names = isLast(ledger, row) ? over('lost', place ?? -1) : at(event.aggregateId, event.seq)
  return { ledger: { ...ledger, rows: ledger.rows.filter((each) => each !== row) }, names }
}

const cutTail: Tampering = (ledger, chance) => {
  const size = sizeOf(ledger)
  const from = chance(size)
  const rows = ledger.rows.filter(({ place }) => place !== null && place < from)
  const names = (flaw: Flaw | TreeFlaw) => flaw.damage === 'lost' && flaw.from === from && flaw.to === size - 1
  return { ledger: { ...ledger, rows }, names }
}

const putInTwice: Tampering = (ledger, chance) => {
  const row = pick(chance, ledger.rows)
  const { aggregateId, seq } = row.event
  const copy = {
    ...row,
    ...(chance(2) && { place: null }),
    event: { ...row.event, ...(chance(2) && { id: idFrom(chance) }) },
  }
  return { ledger: { ...ledger, rows: [...ledger.rows, copy] }, names: at(aggregateId, seq) }
}

const exchange: Tampering = (ledger, chance) => {
  const [one, two] = [pick(chance, ledger.rows), pick(chance, ledger.rows)]
  if (one === two) return exchange(ledger, chance)
  const swapped = (first: Partial<Row>, second: Partial<Row>) =>
    replaced(
      ledger,
      new Map([
        [one, { ...one, ...first }],
        [two, { ...two, ...second }],
      ]),
    )
  const isThere = (flaw: Flaw | TreeFlaw) => [one, two].some(({ event }) => at(event.aggregateId, event.seq)(flaw))
  const place = Math.min(one.place ?? Infinity, two.place ?? Infinity)
  const ways: (() => Tampered)[] = [
    () => ({ ledger: swapped({ hash: two.hash }, { hash: one.hash }), names: isThere }),
    () => ({
      ledger: swapped(
        { event: { ...one.event, data: two.event.data } },
        { event: { ...two.event, data: one.event.data } },
      ),
      names: isThere,
    }),
    () => ({
      ledger: swapped({ event: { ...one.event, seq: two.event.seq } }, { event: { ...two.event, seq: one.event.seq } }),
      names: (flaw) => 'seq' in flaw && [one, two].some(({ event }) => event.aggregateId === flaw.aggregateId),
    }),
    () => ({ ledger: swapped({ place: two.place }, { place: one.place }), names: over('rewritten', place) }),
  ]
  // To exchange two equal numbers, or two that no checkpoint covers, changes nothing.
  const sameSeq = one.event.seq === two.event.seq ? [ways[2]] : []
  const bothUncovered = place === Infinity ? [ways[3]] : []
  return pick(
    chance,
    ways.filter((way) => !sameSeq.includes(way) && !bothUncovered.includes(way)),
  )()
}

/** Every way to change one thing of a record that an audit finds without help from outside. */
export const tamperings = {
  editFact,
  editWords,
  editLink,
  moveInChain,
  moveToOtherChain,
  moveInTree,
  takeOut,
  cutTail,
  putInTwice,
  exchange,
  rewrite,
  rehashOne,
  forgeBetween,
  forgeAtEnd,
  editCheckpoint,
  takeCheckpoint,
  takeKey,
} as const satisfies Record<string, Tampering>
