import { drawTree } from '@ofrecord/core/test/tree'
import { test } from '@ofrecord/core/test/world'
import { expect } from 'vitest'
import { headOf } from './stories.ts'
import { layTree, tinyTree } from './tiny.tree.ts'

test('the tree of the example is laid beside the tiny world: HQ(A, B(C(X(Y)), D))', async ({ world }) => {
  const laid = await layTree(world.orm)
  const { hq, a, b, c, x, y, d } = tinyTree.locations
  expect(await drawTree(world, laid.organisations.get(tinyTree.organisation.key)!)).toBe(
    `${hq.name}(${a.name}, ${b.name}(${c.name}(${x.name}(${y.name})), ${d.name}))`,
  )
  const head = tinyTree.people.find(({ key }) => key === headOf('hexlow'))!
  const { contacts, credentials } = await world.as(head.email)
  expect(await contacts.tasks()).toMatchObject({ missing: 0 })
  expect((await credentials.certified({})).rows.length).toBeGreaterThan(2)
})
