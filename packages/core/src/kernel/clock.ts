import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Time is the database's: every call reads it once when its transaction opens, and deadlines compare with it in SQL,
 * so a process whose own clock jumps changes nothing (I16). Tests and the demo world move the clock for this process;
 * the moved instant then takes the place of the database's in every call.
 */
let moved: Date | undefined

const scene = new AsyncLocalStorage<{ at: Date | undefined }>()

/** Moves the clock of this process, or of the scene it is said in; undefined gives the database's own clock back. */
export const moveClock = (to: Date | undefined): void => {
  const own = scene.getStore()
  if (own) own.at = to
  else moved = to
}

export const movedClock = (): Date | undefined => {
  const own = scene.getStore()
  return own ? own.at : moved
}

/** Plays a scene on a clock of its own, beside others: the demo world plays several at once. */
export const onOwnClock = <T>(at: Date, play: () => T): T => scene.run({ at }, play)
