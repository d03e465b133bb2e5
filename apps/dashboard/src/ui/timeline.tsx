import type { JSX } from 'solid-js'
import { For, Show } from 'solid-js'
import { common_after, common_before } from '@ofrecord/messages/messages'
import type { IconName } from './icon.tsx'
import { Icon } from './icon.tsx'
import { Time } from './time.tsx'

export interface Difference {
  term?: JSX.Element
  before?: JSX.Element
  after?: JSX.Element
}

export interface TimelineEntry {
  id: string
  at: string
  icon?: IconName | undefined
  /** A person, a letter, a rule. */
  who: JSX.Element
  did: JSX.Element
  differences?: readonly Difference[] | undefined
  /** More below, e.g. the delivery of a letter. */
  more?: JSX.Element
}

/** Who did what and when, newest first; letters and their delivery among it. */
export const Timeline = (props: { label: string; entries: readonly TimelineEntry[] }) => (
  <ol class="time" aria-label={props.label}>
    <For each={props.entries}>
      {(entry) => (
        <li>
          <span class="t3 num">
            <Time at={entry.at} form="stamp" />
          </span>
          <span class="dot">
            <Show when={entry.icon}>{(name) => <Icon name={name()} />}</Show>
          </span>
          <div>
            <span class="b">{entry.who}</span> {entry.did}
            <Differences of={entry.differences ?? []} />
            {entry.more}
          </div>
        </li>
      )}
    </For>
  </ol>
)

/** What was there and what is there now, for eyes and for screen readers. */
export const Differences = (props: { of: readonly Difference[] }) => (
  <For each={props.of}>
    {(difference) => (
      <div class="diff">
        <Show when={difference.term}>
          <span class="t3">{difference.term}</span>
        </Show>
        <Show when={difference.before}>
          <del>
            <span class="vh">{common_before()} </span>
            {difference.before}
          </del>
        </Show>
        <Show when={difference.after}>
          <ins>
            <span class="vh">{common_after()} </span>
            {difference.after}
          </ins>
        </Show>
      </div>
    )}
  </For>
)
