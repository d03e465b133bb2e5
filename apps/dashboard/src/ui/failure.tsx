import { Show } from 'solid-js'
import type { Problem } from '../lib/problem.ts'
import { problemOf } from '../lib/problem.ts'
import { Note } from './note.tsx'

/** Why something was not done, in the words of whoever refused it; nothing where it was. */
export const Failure = (props: { problem?: Problem | undefined; error?: unknown }) => (
  <Show when={props.problem ?? (props.error ? problemOf(props.error) : undefined)}>
    {(problem) => (
      <Note tone="stop" icon="alert" alert>
        {problem().message}
      </Note>
    )}
  </Show>
)
