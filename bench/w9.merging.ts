import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import type { TestWorld } from '../packages/core/test/stage.ts'
import { plantTree, treeFaults } from '../packages/core/test/tree.ts'
import type { Planted } from '../packages/core/test/tree.ts'
import type { PersonActor } from '../packages/core/src/kernel/actor.ts'
import { hoursAfter } from '../packages/core/src/kernel/time.ts'
import { inTransaction } from '../packages/core/src/kernel/transaction.ts'
import { previewMerge } from '../packages/core/src/hierarchy/merge.previewing.ts'
import { undoMerge } from '../packages/core/src/hierarchy/merge.undoing.ts'
import { executeMerge } from '../packages/core/src/hierarchy/merging.ts'
import { compare } from './pairs.ts'
import type { Comparison } from './pairs.ts'
import { locations, people, plainRows } from './w9.large.ts'

/**
 * An organisation of 50,000 locations and 5,000 people goes into the one of 100,000 and comes out of it again. The floor is
 * that of what touches half of a tree, in the same run: a merge writes each location anew too, and besides its place, its
 * tax data, and everything that names the organisation.
 */
export const merging = async (
  world: TestWorld,
  pool: Pool,
  tree: Planted,
  actor: PersonActor,
): Promise<Comparison[]> => {
  const branch = tree.ids['Branch']!
  const other = await plantTree(world, 'Main', 'Fifty Thousand')
  await locations(world, other, 'Main', 8_000_000)
  await people(world, other, [8_000_000])
  for (const table of ['location', 'location_place']) await world.rows(`vacuum analyze ${table}`)
  const [{ now }] = (await world.rows<{ now: Date }>('select clock_timestamp() as now')) as [{ now: Date }]
  let turn = 100
  const later = (): void => world.at(hoursAfter(now, ++turn))
  const agreed = async (): Promise<string> => {
    const mergeId = randomUUID()
    await world.rows(
      `insert into merge (id, vendor_id, organization_id, invited_organization_id, state, invited_at, invited_by, primary_contact_id, due_at)
       values ($1, $2, $3, $4, 'accepted', now(), $5, $5, now() + interval '30 days')`,
      [mergeId, tree.vendorId, tree.organizationId, other.organizationId, actor.personId],
    )
    return mergeId
  }
  const previewed = (mergeId: string) => {
    later()
    return inTransaction(world.orm, actor, (call) => previewMerge(call, mergeId))
  }
  const first = await agreed()
  const comparisons = [
    await compare(
      'preview a merge of 50,000 into 100,000',
      '≥ 0.08×',
      {
        name: '50,000 rows of a plain table, written and taken back',
        call: () => plainRows(pool, branch, 'rollback', true),
      },
      { name: 'a preview', call: () => previewed(first) },
      { pairs: 3, calls: 1, warm: 0 },
    ),
    await compare(
      'merge 50,000 into 100,000, and undo it',
      '≥ 0.1×',
      {
        name: '50,000 rows of a plain table, twice',
        call: async () => {
          await plainRows(pool, branch, 'commit', true)
          await plainRows(pool, branch, 'commit', false)
        },
      },
      {
        name: 'merged and undone',
        call: async () => {
          later()
          await inTransaction(world.orm, actor, (call) =>
            executeMerge(call, { mergeId: first, reason: 'One company.', flatten: false }),
          )
          later()
          const desk = { ...actor, side: 'vendor' as const, organizationId: null }
          await inTransaction(world.orm, desk, (call) => undoMerge(call, first, 'Signed by somebody who could not.'))
        },
      },
      { pairs: 1, calls: 1, warm: 0 },
    ),
  ]
  const faults = await treeFaults(world, other.organizationId)
  if (faults.length > 0) throw new Error(`The tree that came back is broken: ${faults.slice(0, 3).join('; ')}`)
  return comparisons
}
