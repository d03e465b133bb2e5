import type { Stage } from './stage.ts'

/** One step of a story about trees or people, so many days from T0. */
export interface Scene {
  /** The story that it belongs to. */
  key: string
  day: number
  play: (stage: Stage) => Promise<unknown>
}
