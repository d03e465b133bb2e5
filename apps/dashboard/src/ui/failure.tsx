import { account_sign_in_elsewhere } from '@ofrecord/messages/messages'
import { createEffect, on, Show } from 'solid-js'
import type { Problem } from '../lib/problem.ts'
import { problemOf } from '../lib/problem.ts'
import { paths } from '../paths.ts'
import { Note } from './note.tsx'

/**
 * Why something was not done, in the words of whoever refused it; nothing where it was. It comes into view: on a phone the
 * button that was pressed stands far below it.
 */
export const Failure = (props: { problem?: Problem | undefined; error?: unknown }) => {
  const problem = () => props.problem ?? (props.error ? problemOf(props.error) : undefined)
  let box: HTMLDivElement | undefined
  createEffect(on(problem, (known) => known && box?.scrollIntoView?.({ block: 'nearest' })))
  return (
    <Show when={problem()}>
      {(known) => (
        <Note tone="stop" icon="alert" alert ref={(element) => (box = element)}>
          {known().message}{' '}
          <Show when={known().code === 'SIGN_IN_REQUIRED'}>
            <SignInElsewhere />
          </Show>
        </Note>
      )}
    </Show>
  )
}

/** For whom a session ended while they were typing: signed in beside it, they come back to what they typed. */
export const SignInElsewhere = () => (
  <a class="u" href={paths.signIn} target="_blank" rel="noopener">
    {account_sign_in_elsewhere()}
  </a>
)
