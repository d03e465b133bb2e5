import { expect, test } from 'vitest'
import { auditLedger, chanceOf, honestLedger } from '../../test/ledger.ts'
import type { Ledger } from '../../test/ledger.ts'
import { tamperings } from '../../test/tampering.ts'
import type { Flaw } from './audit.ts'
import type { TreeFlaw } from './audit.tree.ts'
import { isSigned } from './checkpoint.ts'
import type { SignedCheckpoint } from './checkpoint.ts'

const seed = Number(process.env.OFRECORD_SEED ?? Math.floor(Math.random() * 2 ** 31))

const audit = async (ledger: Ledger, kept: readonly SignedCheckpoint[] = []): Promise<(Flaw | TreeFlaw)[]> => {
  const flaws: (Flaw | TreeFlaw)[] = []
  for await (const flaw of auditLedger(ledger, isSigned, kept)) flaws.push(flaw)
  return flaws
}

test('I8: 10,000 single changes of a record are all found, each at its place', { timeout: 180_000 }, async () => {
  console.log(`tampering with OFRECORD_SEED=${seed}`)
  const chance = chanceOf(seed)
  const honest = honestLedger(chance)
  expect(await audit(honest)).toEqual([])
  const ways = Object.entries(tamperings)
  const missed: string[] = []
  const tried = new Map<string, number>()
  for (let number = 0; number < 10_000; number++) {
    const [way, tamper] = ways[chance(ways.length)]!
    tried.set(way, (tried.get(way) ?? 0) + 1)
    const { ledger, names } = tamper(honest, chance)
    let told = 0
    let placed = false
    for await (const flaw of auditLedger(ledger, isSigned)) {
      told++
      placed = names(flaw)
      if (placed) break
    }
    if (!placed) missed.push(`${number} ${way}: ${told} flaws, none at its place`)
  }
  expect(missed).toEqual([])
  expect(Math.min(...tried.values())).toBeGreaterThan(400)
})

/** The newest events gone, and with them every checkpoint over them. */
const cutWithCheckpoints = (honest: Ledger, size: number): Ledger => ({
  ...honest,
  rows: honest.rows.filter(({ place }) => place !== null && place < size),
  checkpoints: honest.checkpoints.filter((each) => each.size <= size),
})

test('I8: the newest events cut off together with their checkpoints are found by a checkpoint that was kept, and only by one', async () => {
  const honest = honestLedger(chanceOf(seed))
  const last = honest.checkpoints.at(-1)!
  const before = honest.checkpoints.at(-2)!.size
  const cut = cutWithCheckpoints(honest, before)
  expect(await audit(cut)).toEqual([])
  expect(await audit(cut, [last])).toEqual([
    { damage: 'withdrawn', size: last.size },
    { damage: 'lost', from: before, to: last.size - 1, checkpoint: { size: last.size, at: last.at } },
  ])
})

test('I8: a kept checkpoint tells a record that was written anew and signed anew from the one it was taken of', async () => {
  const kept = honestLedger(chanceOf(seed)).checkpoints[3]!
  const other = honestLedger(chanceOf(seed + 1))
  expect(await audit(other)).toEqual([])
  expect(await audit(other, [kept])).toEqual([
    { damage: 'rewritten', from: 0, to: kept.size - 1, checkpoint: { size: kept.size, at: kept.at } },
  ])
  expect(await audit(other, [{ ...kept, root: other.checkpoints[3]!.root }])).toEqual([
    { damage: 'unsigned', checkpoint: { size: kept.size, at: kept.at } },
  ])
})
