import { test as base } from 'vitest'
import { openWorld } from './stage.ts'
import type { TestWorld } from './stage.ts'
import type { MadeClaim } from './story.ts'
import { openContest, openWindow } from './window.ts'

export type { TestWorld }

/** A test with a world of its own: a copy of the template, or one that is put back to it. */
export const test = base.extend<{
  world: TestWorld
  opened: { world: TestWorld; claim: MadeClaim }
  contested: { world: TestWorld; held: MadeClaim; asked: MadeClaim }
}>({
  world: async ({ task: _task }, use) => {
    const { world, close } = await openWorld()
    try {
      await use(world)
    } finally {
      await close()
    }
  },
  /** One in which the customer's window of a claim has just opened. */
  opened: async ({ task: _task }, use) => {
    const { world, claim, close } = await openWindow()
    try {
      await use({ world, claim })
    } finally {
      await close()
    }
  },
  /** One in which a second partner asks for what a first one holds. */
  contested: async ({ task: _task }, use) => {
    const { world, held, asked, close } = await openContest()
    try {
      await use({ world, held, asked })
    } finally {
      await close()
    }
  },
})
