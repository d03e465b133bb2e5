import { expect } from 'vitest'
import { test } from '../../test/world.ts'
import { useOnce } from './session.marks.ts'

test('of many who send the same code in the same moment one is let in', async ({ world }) => {
  const userId = crypto.randomUUID()
  // Several rounds: in the first the connections are still being opened, one after the other.
  for (const code of ['000001', '000002', '000003', '000004', '000005', '000006', '000007', '000008']) {
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => useOnce(world.orm, userId, code)))
    expect([code, tries.filter(({ status }) => status === 'fulfilled').length]).toEqual([code, 1])
  }
  await useOnce(world.orm, crypto.randomUUID(), '000001')
})
