import type { ChecklistPoint } from '@ofrecord/core/claims/evidence.rules'
import { checklistPoints } from '@ofrecord/core/claims/evidence.rules'
import {
  common_no,
  common_yes,
  review_checklist,
  review_checklist_done,
  review_checklist_failed,
  review_checklist_left,
  review_group,
  review_key_no,
  review_key_point,
  review_key_yes,
} from '@ofrecord/messages/messages'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import { pointWords } from '../claims/page/evidence.words.ts'
import { createShortcuts } from '../lib/shortcuts.ts'
import { Icon } from '../ui/icon.tsx'
import { KeyHint } from '../ui/key-hint.tsx'
import type { Answer, Answers } from './answers.ts'

export interface ChecklistProps {
  answers: Answers
  /** What each point is compared with. */
  facts: Record<ChecklistPoint, string>
  /** Why nothing can be answered now. */
  locked: string | undefined
}

/** Six points with Yes and No and nothing preset; a number goes to its point, Y and N answer it and go on. */
export const Checklist = (props: ChecklistProps) => {
  const id = createUniqueId()
  const [chosen, setChosen] = createSignal<ChecklistPoint>()
  let list: HTMLUListElement | undefined
  const choose = (point: ChecklistPoint | undefined): void => {
    if (!point) return
    setChosen(point)
    list?.querySelector<HTMLElement>(`[data-point=${point}] button`)?.focus({ focusVisible: true })
  }
  const answer = (given: Answer): void => {
    const point = chosen() ?? props.answers.open()[0]
    if (props.locked !== undefined || !point) return
    if (props.answers.of(point) !== given) props.answers.give(point, given)
    choose(props.answers.open()[0] ?? point)
  }
  const group = review_group()
  createShortcuts(
    ...checklistPoints.map((point, index) => ({
      keys: String(index + 1),
      label: review_key_point(),
      group,
      act: () => choose(point),
      hidden: index > 0,
    })),
    { keys: 'y', label: review_key_yes(), group, act: () => answer('yes') },
    { keys: 'n', label: review_key_no(), group, act: () => answer('no') },
  )
  return (
    <section aria-labelledby={id}>
      <h2 id={id} class="row">
        {review_checklist()}{' '}
        <span class="t3 sm push font-normal" role="status">
          {leftText(props)}
        </span>
      </h2>
      <Show when={props.locked}>
        {(why) => (
          <p class="why mb-2" id={`${id}-why`}>
            {why()}
          </p>
        )}
      </Show>
      <ul class="list" ref={list}>
        <For each={checklistPoints}>
          {(point, index) => (
            <li data-point={point} classList={{ chosen: chosen() === point }} onFocusIn={() => setChosen(point)}>
              <KeyHint keys={String(index() + 1)} />
              <span>
                {pointWords[point].name()}
                <span class="t3 sm">{props.facts[point]}</span>
              </span>
              <YesNo
                name={pointWords[point].name()}
                value={props.answers.of(point)}
                whyId={props.locked === undefined ? undefined : `${id}-why`}
                onAnswer={(given) => props.answers.give(point, given)}
              />
            </li>
          )}
        </For>
      </ul>
      <Show when={props.answers.failure()}>
        {(reason) => (
          <p class="err mt-2" role="alert">
            <Icon name="alert" />
            <span>{review_checklist_failed({ reason: reason() })}</span>
          </p>
        )}
      </Show>
    </section>
  )
}

const leftText = ({ answers, locked }: ChecklistProps): string => {
  if (locked !== undefined) return ''
  const count = answers.open().length
  return count === 0 ? review_checklist_done() : review_checklist_left({ count })
}

const YesNo = (props: {
  name: string
  value: Answer | undefined
  whyId: string | undefined
  onAnswer: (answer: Answer) => void
}) => (
  <span class="yn" role="group" aria-label={props.name}>
    <For
      each={
        [
          ['yes', common_yes(), 'check'],
          ['no', common_no(), 'x'],
        ] as const
      }
    >
      {([answer, word, icon]) => (
        <button
          type="button"
          class={answer}
          aria-pressed={props.value === answer}
          aria-disabled={props.whyId ? 'true' : undefined}
          aria-describedby={props.whyId}
          onClick={() => !props.whyId && props.onAnswer(answer)}
        >
          <Show when={props.value === answer}>
            <Icon name={icon} />
          </Show>
          {word}
        </button>
      )}
    </For>
  </span>
)
