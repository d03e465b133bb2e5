import {
  competencies_simulate_merge,
  competencies_simulate_mergers,
  competencies_simulate_mergers_none,
  competencies_simulate_merges,
  competencies_simulate_remove,
  competencies_suppose_merger,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Supposing } from './supposing.ts'

/** The organisation's open mergers, each by the name of the other side. */
export const createMergers = (isAsked: () => boolean) => {
  const list = createTrpcQuery(
    api.hierarchy.merge.list,
    () => undefined,
    () => ({ enabled: isAsked() }),
  )
  const open = () =>
    (answerOf(list) ?? [])
      .filter(({ state }) => state === 'invited' || state === 'accepted')
      .map(({ id, side, acquirer, invited }) => ({ id, other: side === 'acquirer' ? invited.name : acquirer.name }))
  return { open, otherOf: (id: string): string | undefined => open().find((merger) => merger.id === id)?.other }
}
export type Mergers = ReturnType<typeof createMergers>

/** The merger among what is supposed, and the way to take it away. */
export const SupposedMerger = (props: { other: string; onRemove: () => void }) => (
  <li>
    <span dir="auto">{competencies_suppose_merger({ other: props.other })}</span>
    <Button look="quiet" icon="x" iconOnly onClick={() => props.onRemove()}>
      {competencies_simulate_remove({ what: competencies_suppose_merger({ other: props.other }) })}
    </Button>
  </li>
)

/** Mergers that could be supposed: at most one is, since an organisation has one that is open. */
export const MergerChoices = (props: { mergers: Mergers; supposing: Supposing }) => (
  <>
    <h3 class="mt-3">{competencies_simulate_mergers()}</h3>
    <Show
      when={props.mergers.open().length > 0}
      fallback={<p class="t2 sm mt-3">{competencies_simulate_mergers_none()}</p>}
    >
      <ul class="choices-of">
        <For each={props.mergers.open().filter(({ id }) => id !== props.supposing.merger())}>
          {({ id, other }) => (
            <li>
              <button type="button" class="link" onClick={() => props.supposing.supposeMerger(id)}>
                <Icon name="plus" />
                <span dir="auto">{competencies_suppose_merger({ other })}</span>
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
    <p class="t2 sm mt-3">
      {competencies_simulate_merge()} <a href={paths.merges}>{competencies_simulate_merges()}</a>
    </p>
  </>
)
