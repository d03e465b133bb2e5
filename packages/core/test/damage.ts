import type { Flaw } from '../src/kernel/audit.ts'
import type { TreeFlaw } from '../src/kernel/audit.tree.ts'
import type { Chance, Ledger, Row } from './ledger.ts'

/** One change of a record, and what an audit has to say about it. */
export interface Tampered {
  ledger: Ledger
  /** Whether this flaw names the place of the change. */
  names: (flaw: Flaw | TreeFlaw) => boolean
}

export type Tampering = (ledger: Ledger, chance: Chance) => Tampered

export const pick = <T>(chance: Chance, all: readonly T[]): T => all[chance(all.length)]!

export const covered = (ledger: Ledger): (Row & { place: number })[] =>
  ledger.rows.filter((row): row is Row & { place: number } => row.place !== null)

export const sizeOf = (ledger: Ledger): number => ledger.checkpoints.at(-1)!.size

export const isLast = ({ rows }: Ledger, { event }: Row): boolean =>
  !rows.some((other) => other.event.aggregateId === event.aggregateId && other.event.seq > event.seq)

export const replaced = (ledger: Ledger, pairs: ReadonlyMap<Row, Row>): Ledger => ({
  ...ledger,
  rows: ledger.rows.map((row) => pairs.get(row) ?? row),
})

export const withRow = (ledger: Ledger, row: Row, change: Partial<Row>): Ledger =>
  replaced(ledger, new Map([[row, { ...row, ...change }]]))

export const at =
  (aggregateId: string, ...places: number[]) =>
  (flaw: Flaw | TreeFlaw): boolean =>
    'seq' in flaw && flaw.aggregateId === aggregateId && places.includes(flaw.seq)

/** A flaw of the tree that spans this place. */
export const over =
  (damage: 'lost' | 'rewritten', place: number) =>
  (flaw: Flaw | TreeFlaw): boolean =>
    flaw.damage === damage && flaw.from <= place && place <= flaw.to

export const otherDigit = (chance: Chance, hash: string): string => {
  const where = chance(hash.length)
  const digit = ((Number.parseInt(hash[where]!, 16) + 1 + chance(15)) % 16).toString(16)
  return hash.slice(0, where) + digit + hash.slice(where + 1)
}
