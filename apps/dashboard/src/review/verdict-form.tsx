import type { ReviewReason } from '@ofrecord/core/claims/evidence.rules'
import { reviewReasons } from '@ofrecord/core/claims/evidence.rules'
import {
  answers_review_items,
  answers_review_items_hint,
  answers_review_may_add,
  review_reasons,
  review_reasons_hint,
  review_reject_final,
  review_reject_title,
  review_return_title,
  review_verdict_failed,
  review_why,
  review_why_hint,
  review_why_reject,
} from '@ofrecord/messages/messages'
import { createUniqueId, For, onMount, Show, untrack } from 'solid-js'
import type { ClaimPage } from '../claims/page/claim.ts'
import { reasonWords } from '../claims/page/reason.words.ts'
import { CheckBox } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field, FieldNotes } from '../ui/field.tsx'
import { TextArea } from '../ui/inputs.tsx'
import { Note } from '../ui/note.tsx'
import type { Deciding } from './deciding.ts'
import { ItemPickList } from './item-picks.tsx'
import { Reads } from './reads.tsx'
import { fieldIds } from './verdict-text.ts'

export interface VerdictFormProps {
  claim: ClaimPage
  vendor: string
  verdict: 'return' | 'reject'
  deciding: Deciding
}

/** Reasons and a sentence for the partner; below it the letter as it grows. */
export const VerdictForm = (props: VerdictFormProps) => {
  const id = createUniqueId()
  let heading: HTMLHeadingElement | undefined
  onMount(() => heading?.focus())
  const text = untrack(() => props.deciding.text)
  const errorOf = (field: string) => text.errors().find((error) => error.id === field)?.text
  const tick = (reason: ReviewReason, on: boolean): void => {
    const others = text.reasons().filter((each) => each !== reason)
    text.setReasons(on ? [...others, reason] : others)
  }
  return (
    <section aria-labelledby={id}>
      <h2 id={id} tabindex="-1" ref={heading}>
        {props.verdict === 'return' ? review_return_title() : review_reject_title()}
      </h2>
      <ErrorSummary title={review_verdict_failed()} errors={text.errors()} attempt={text.attempt()} />
      <Show when={props.verdict === 'reject'}>
        <div class="mb-4">
          <Note tone="stop" icon="alert">
            {review_reject_final()}
          </Note>
        </div>
      </Show>
      <fieldset class="fld" aria-describedby={`${id}-hint ${fieldIds.reasons}-error`}>
        <legend>{review_reasons()}</legend>
        <span class="hint" id={`${id}-hint`}>
          {review_reasons_hint()}
        </span>
        <FieldNotes id={fieldIds.reasons} error={errorOf(fieldIds.reasons)} />
        <div role="presentation">
          <For each={reviewReasons}>
            {(reason, index) => (
              <CheckBox
                id={index() === 0 ? fieldIds.reasons : undefined}
                label={reasonWords[reason]()}
                checked={text.reasons().includes(reason)}
                onChange={(on) => tick(reason, on)}
              />
            )}
          </For>
        </div>
      </fieldset>
      <Field
        id={fieldIds.comment}
        label={props.verdict === 'return' ? review_why() : review_why_reject()}
        hint={review_why_hint()}
        error={errorOf(fieldIds.comment)}
      >
        <TextArea value={text.comment()} onInput={text.setComment} rows={4} maxlength={4000} />
      </Field>
      <Show when={props.verdict === 'return'}>
        <Show when={props.claim.items.length > 1}>
          <ItemPickList
            items={props.claim.items}
            picks={props.deciding.marks}
            legend={answers_review_items()}
            hint={answers_review_items_hint()}
          />
        </Show>
        <CheckBox
          label={answers_review_may_add()}
          checked={props.deciding.mayAddItems()}
          onChange={props.deciding.setMayAddItems}
        />
      </Show>
      <Reads
        claim={props.claim}
        vendor={props.vendor}
        verdict={props.verdict}
        reasons={text.reasons()}
        comment={text.comment()}
      />
    </section>
  )
}
