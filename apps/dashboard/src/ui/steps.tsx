import type { JSX } from 'solid-js'
import { Index, Show } from 'solid-js'
import { common_step_of, common_steps } from '@ofrecord/messages/messages'
import { Icon } from './icon.tsx'

export interface Step {
  label: string
  /** `also` is asked on the same screen as the present one. */
  at: 'done' | 'now' | 'also' | 'next'
  /** Where a done step can be changed. */
  href?: string | undefined
  /** What was chosen there, in a few words. */
  chosen?: JSX.Element
}

/** The rail beside a long form: what is done can be gone back to, and says what was chosen. */
export const Steps = (props: { steps: readonly Step[] }) => (
  <ol class="steps" aria-label={common_steps()}>
    <Index each={props.steps}>
      {(step, index) => (
        <li class={step().at} aria-current={step().at === 'now' ? 'step' : undefined}>
          <span class="no">
            <Show when={step().at === 'done'} fallback={index + 1}>
              <Icon name="check" />
            </Show>
          </span>
          <span>
            <Show when={step().at === 'done' && step().href} fallback={step().label}>
              {(href) => <a href={href()}>{step().label}</a>}
            </Show>
            <Show when={step().chosen}>
              <span class="cap">{step().chosen}</span>
            </Show>
          </span>
        </li>
      )}
    </Index>
  </ol>
)

/** "Step 4 of 8", for phones, where the rail has no room. */
export const StepCount = (props: { steps: readonly Step[] }) => (
  <p class="t3 sm tablet:hidden">
    {common_step_of({ step: props.steps.findIndex((step) => step.at === 'now') + 1, steps: props.steps.length })}
  </p>
)
