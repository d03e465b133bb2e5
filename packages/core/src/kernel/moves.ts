import { refuse } from './errors.ts'

/** state → verb → next state. A verb that is not in a state's row is an illegal transition there. */
export type Moves<State extends string, Verb extends string> = {
  readonly [From in State]: { readonly [V in Verb]?: State }
}

/** Declares a transition table; the table is data, so that screens, tests and verbs read the same one. */
export const defineMoves =
  <State extends string, Verb extends string>() =>
  <const Table extends Moves<State, Verb>>(table: Table): Table =>
    table

/** Verbs that the table allows in a state: the buttons of a page are drawn from this. */
export const movesFrom = <State extends string, Verb extends string>(table: Moves<State, Verb>, state: State): Verb[] =>
  Object.keys(table[state]) as Verb[]

/** The state that `verb` leads to; refuses with `ILLEGAL_TRANSITION` when the table does not have it (STM-R1). */
export const next = <State extends string, Verb extends string>(
  table: Moves<State, Verb>,
  state: State,
  verb: Verb,
): State =>
  table[state][verb] ?? refuse('conflict', 'ILLEGAL_TRANSITION', { rule: 'STM-R1', params: { from: state, verb } })
