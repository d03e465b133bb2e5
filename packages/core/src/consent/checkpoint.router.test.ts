import { checkReceipt } from '@ofrecord/verify/verify'
import { expect } from 'vitest'
import { decisions, sayNo, takeBack } from '../../test/customer.ts'
import { installation } from '../../test/stage.ts'
import { disarm } from '../../test/unguarded.ts'
import type { TestWorld } from '../../test/world.ts'
import { test } from '../../test/world.ts'
import { auditChains } from '../kernel/audit.queries.ts'
import { SignedCheckpoint } from '../kernel/checkpoint.ts'
import { freshTree, writeCheckpoints } from '../kernel/checkpointing.ts'
import { findWitnesses } from './witnesses.ts'

const cover = (world: TestWorld) => writeCheckpoints(world.orm, installation, freshTree())

test('I8 C55: a receipt holds the latest checkpoint, and a customer who kept it can tell that the record was cut', async ({
  opened: { world },
}) => {
  await sayNo(world)
  await cover(world)
  await takeBack(world)
  const [first, second] = await decisions(world)
  const published = await world.visitor().consent.checkpoint({})
  const receipt = JSON.parse(second!.document) as { checkpoint: unknown }
  expect((JSON.parse(first!.document) as { checkpoint: unknown }).checkpoint).toBe(null)
  expect(receipt.checkpoint).toEqual(published)
  expect(checkReceipt(second!.document, await world.visitor().consent.keys())).toMatchObject({ verdict: 'genuine' })

  const kept = SignedCheckpoint.parse(receipt.checkpoint)
  expect((await auditChains(world.reader, findWitnesses, [kept])).treeFlaws).toEqual([])
  for (const table of ['event', 'checkpoint']) await disarm(world, table)
  await world.rows('delete from event where leaf_index is null or leaf_index >= $1', [kept.size - 3])
  await world.rows('delete from checkpoint')
  expect((await auditChains(world.reader, findWitnesses, [kept])).treeFlaws).toContainEqual({
    damage: 'lost',
    from: kept.size - 3,
    to: kept.size - 1,
    checkpoint: { size: kept.size, at: kept.at },
  })
})
