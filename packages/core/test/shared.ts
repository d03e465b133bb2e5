import { afterAll, beforeAll } from 'vitest'
import { openWorld } from './stage.ts'
import type { TestWorld } from './stage.ts'

/**
 * One world for a whole file, for tests that only ask. Not beside tests with a world of their own: the clock is the
 * process's, and whoever closes a world gives it back to the database.
 */
export const sharedWorld = (): (() => TestWorld) => {
  let opened: Awaited<ReturnType<typeof openWorld>> | undefined
  beforeAll(async () => {
    opened = await openWorld()
  })
  afterAll(() => opened?.close())
  return () => opened!.world
}
