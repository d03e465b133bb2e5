import { test as base } from 'vitest'
import { openWorld } from './stage.ts'
import type { TestWorld } from './stage.ts'

export type { TestWorld }

/** A test with a world of its own: a copy of the template, about 100 ms. */
export const test = base.extend<{ world: TestWorld }>({
  world: async ({ task: _task }, use) => {
    const { world, close } = await openWorld()
    try {
      await use(world)
    } finally {
      await close()
    }
  },
})
