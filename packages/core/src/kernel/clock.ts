/**
 * Time is the database's: every call reads it once when its transaction opens, and deadlines compare with it in SQL,
 * so a process whose own clock jumps changes nothing (I16). Tests and the demo world move the clock for this process;
 * the moved instant then takes the place of the database's in every call.
 */
let moved: Date | undefined

/** Moves the clock of this process to an instant; undefined gives the database's own clock back. */
export const moveClock = (to: Date | undefined): void => {
  moved = to
}

export const movedClock = (): Date | undefined => moved
