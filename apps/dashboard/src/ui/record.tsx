import type { JSX } from 'solid-js'
import { createUniqueId, For, Index, Show } from 'solid-js'
import { common_standing_else, common_standing_until, common_standing_who } from '@ofrecord/messages/messages'
import { Icon } from './icon.tsx'
import type { Look } from './status.tsx'

/** A framed part of a page, for a record that can be opened or moved; never inside another one. */
export const Panel = (props: { title: JSX.Element; actions?: JSX.Element; children: JSX.Element }) => {
  const id = createUniqueId()
  return (
    <section class="panel" aria-labelledby={id}>
      <header>
        <h2 id={id}>{props.title}</h2>
        <span class="push row">{props.actions}</span>
      </header>
      <div class="in">{props.children}</div>
    </section>
  )
}

/** A part of a record's page under its own heading and a hairline. */
export const Section = (props: {
  title: JSX.Element
  detail?: JSX.Element
  actions?: JSX.Element
  first?: boolean | undefined
  children: JSX.Element
}) => {
  const id = createUniqueId()
  return (
    <section class="sec" classList={{ 'mt-0': props.first ?? false }} aria-labelledby={id}>
      <h2 id={id}>
        <span>{props.title}</span>
        <Show when={props.detail}>
          <span class="sm">{props.detail}</span>
        </Show>
        <Show when={props.actions}>
          <span class="push sm row">{props.actions}</span>
        </Show>
      </h2>
      {props.children}
    </section>
  )
}

export interface Fact {
  term: JSX.Element
  /** Left out when there is nothing to say. */
  detail: JSX.Element
  mono?: boolean | undefined
}

/** Terms and what they are; a fact without a detail is left out. */
export const DefinitionList = (props: { facts: readonly Fact[]; class?: string | undefined }) => (
  <dl class={`dl ${props.class ?? ''}`}>
    <For each={props.facts}>
      {(fact) => (
        <Show when={fact.detail}>
          <dt>{fact.term}</dt>
          <dd classList={{ mono: fact.mono ?? false }} dir="auto">
            {fact.detail}
          </dd>
        </Show>
      )}
    </For>
  </dl>
)

export interface StandingBoxProps {
  /** Who acts, and what they are to do. */
  who: JSX.Element
  until: JSX.Element
  /** What happens if nothing happens. */
  otherwise: JSX.Element
}

/** The three facts of every status, in the same words as the tracker and the letter. */
export const StandingBox = (props: StandingBoxProps) => (
  <dl class="standing">
    <div>
      <dt>{common_standing_who()}</dt>
      <dd>{props.who}</dd>
    </div>
    <div>
      <dt>{common_standing_until()}</dt>
      <dd>{props.until}</dd>
    </div>
    <div>
      <dt>{common_standing_else()}</dt>
      <dd>{props.otherwise}</dd>
    </div>
  </dl>
)

export interface TrackerStep {
  label: string
  look: Look
  at: 'did' | 'now' | 'next'
  detail?: JSX.Element
}

/** The road of a record in words with dates: solid behind, in its tone now, dotted ahead. Upright on phones. */
export const Tracker = (props: { label: string; steps: readonly TrackerStep[] }) => (
  <ol class="track" aria-label={props.label}>
    <Index each={props.steps}>
      {(step) => (
        <li
          class={step().at === 'now' ? `now ${step().look.tone}` : step().at}
          aria-current={step().at === 'now' ? 'step' : undefined}
        >
          <span>
            <Icon name={step().look.icon} />
          </span>
          <b>{step().label}</b>
          <Show when={step().detail}>
            <small>{step().detail}</small>
          </Show>
        </li>
      )}
    </Index>
  </ol>
)
