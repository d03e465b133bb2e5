import type { JSX } from 'solid-js'
import { createSignal, For, onCleanup, Show } from 'solid-js'
import {
  common_loading,
  common_nothing_lost,
  common_reference,
  common_try_again,
  common_trying,
} from '@ofrecord/messages/messages'
import type { Problem } from '../lib/problem.ts'
import { Button } from './button.tsx'

export interface EmptyStateProps {
  /** The fact: "No claims match these filters". */
  title: JSX.Element
  /** What would fill it, or which filter empties it. */
  children?: JSX.Element
  /** The one thing to do about it. */
  action?: JSX.Element
  /** It stands for a whole page, of which its title is the first heading. */
  whole?: boolean | undefined
}

export const EmptyState = (props: EmptyStateProps) => (
  <div class="state">
    <Title whole={props.whole}>{props.title}</Title>
    <Show when={props.children}>
      <p class="t2 sm">{props.children}</p>
    </Show>
    {props.action}
  </div>
)

const Title = (props: { whole?: boolean | undefined; children: JSX.Element }) => (
  <Show when={props.whole} fallback={<h2>{props.children}</h2>}>
    <h1>{props.children}</h1>
  </Show>
)

/** Below this nobody notices a wait, and bars that come and go at once would flicker. */
const patienceMilliseconds = 300

/** Still bars in the final layout, after 300 ms; said to screen readers at once. */
export const LoadingBars = (props: { what: string; rows?: number | undefined }) => {
  const [isLate, setLate] = createSignal(false)
  const timer = setTimeout(() => setLate(true), patienceMilliseconds)
  onCleanup(() => clearTimeout(timer))
  return (
    <div aria-busy="true">
      <p class="vh" role="status">
        {common_loading({ what: props.what })}
      </p>
      <Show when={isLate()}>
        <div aria-hidden="true">
          <For each={Array.from({ length: props.rows ?? 6 })}>
            {() => (
              <div class="skr">
                <div class="sk" />
                <div class="sk" />
                <div class="sk" />
                <div class="sk" />
              </div>
            )}
          </For>
        </div>
      </Show>
    </div>
  )
}

export interface ErrorStateProps {
  /** What did not work: "The list could not be loaded". */
  title: JSX.Element
  problem: Problem
  onRetry?: (() => void) | undefined
  retrying?: boolean | undefined
  whole?: boolean | undefined
}

/** Says what is safe, offers the way on, and gives support something to look for. */
export const ErrorState = (props: ErrorStateProps) => (
  <div class="state" role="alert">
    <Title whole={props.whole}>{props.title}</Title>
    <p class="t2 sm">
      {props.problem.message} {common_nothing_lost()}
    </p>
    <Show when={props.onRetry}>
      {(retry) => (
        <Button busy={props.retrying} busyWord={common_trying()} onClick={() => retry()()}>
          {common_try_again()}
        </Button>
      )}
    </Show>
    <p class="t3 cap">{common_reference({ reference: props.problem.reference ?? props.problem.code })}</p>
  </div>
)
