import type { ReviewReason } from '@ofrecord/core/claims/evidence.rules'
import { reviewReasons } from '@ofrecord/core/claims/evidence.rules'
import { answers_review_leave_reason } from '@ofrecord/messages/messages'
import { createSignal, createUniqueId, For, Show } from 'solid-js'
import type { ClaimItem } from '../claims/page/claim.ts'
import { reasonWords } from '../claims/page/reason.words.ts'
import { CheckBox } from '../ui/choices.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/inputs.tsx'

/** Items that a reviewer judges apart from the claim, each with its reason. */
export const createItemPicks = () => {
  const [picked, setPicked] = createSignal<ReadonlyMap<string, ReviewReason>>(new Map())
  const pick = (itemId: string, reason: ReviewReason | undefined): void => {
    const next = new Map(picked())
    if (reason) next.set(itemId, reason)
    else next.delete(itemId)
    setPicked(next)
  }
  return { picked, pick, list: () => [...picked()].map(([itemId, reason]) => ({ itemId, reason })) }
}

export type ItemPicks = ReturnType<typeof createItemPicks>

/** A tick for every item, and behind each tick the reason. */
export const ItemPickList = (props: {
  items: readonly ClaimItem[]
  picks: ItemPicks
  legend: string
  hint: string
}) => {
  const id = createUniqueId()
  return (
    <fieldset class="fld" aria-describedby={`${id}-hint`}>
      <legend>{props.legend}</legend>
      <span class="hint" id={`${id}-hint`}>
        {props.hint}
      </span>
      <For each={props.items}>
        {(item) => (
          <>
            <CheckBox
              label={item.name}
              checked={props.picks.picked().has(item.id)}
              onChange={(on) => props.picks.pick(item.id, on ? 'item_not_covered' : undefined)}
            />
            <Show when={props.picks.picked().get(item.id)}>
              {(reason) => (
                <Field label={<span class="vh">{answers_review_leave_reason({ item: item.name })}</span>}>
                  <Select
                    value={reason()}
                    onChange={(value) => props.picks.pick(item.id, value as ReviewReason)}
                    options={reviewReasons.map((value) => ({ value, label: reasonWords[value]() }))}
                  />
                </Field>
              )}
            </Show>
          </>
        )}
      </For>
    </fieldset>
  )
}
