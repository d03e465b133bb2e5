import type { ChecklistPoint } from '@ofrecord/core/claims/evidence.rules'
import { checklistPoints } from '@ofrecord/core/claims/evidence.rules'
import {
  answers_review_leave_all,
  review_approve,
  review_approve_left,
  review_approving,
  review_back,
  review_closed_bar,
  review_group,
  review_key_approve,
  review_key_return,
  review_key_take,
  review_next,
  review_other_bar,
  review_reject,
  review_reject_button,
  review_rejecting,
  review_return,
  review_return_button,
  review_returning,
  review_take_claim,
  review_taking,
  review_untaken_bar,
} from '@ofrecord/messages/messages'
import { createEffect, Match, Show, Switch } from 'solid-js'
import type { ClaimPage } from '../claims/page/claim.ts'
import { statusWords } from '../claims/page/status.ts'
import { formatList, formatMoment } from '../lib/format.ts'
import { createShortcuts } from '../lib/shortcuts.ts'
import { Button } from '../ui/button.tsx'
import type { Answers } from './answers.ts'
import type { Deciding } from './deciding.ts'

export interface DecisionBarProps {
  claim: ClaimPage
  answers: Answers
  deciding: Deciding
  isMine: boolean
  nextHref: string | undefined
}

/** Points by the numbers they carry on the page. */
export const pointNumbers = (points: readonly ChecklistPoint[]): string =>
  formatList(points.map((point) => String(checklistPoints.indexOf(point) + 1)))

/** Waits for a reviewer: submitted, or disputed and therefore under review before anybody has it (T15). */
export const isFree = ({ status, reviewerId }: Pick<ClaimPage, 'status' | 'reviewerId'>): boolean =>
  status === 'submitted' || (status === 'under_review' && reviewerId === null)

/** What can be done now, always in view; what cannot says why and how to get there. */
export const DecisionBar = (props: DecisionBarProps) => {
  const isUntaken = () => isFree(props.claim)
  return (
    <div class="decide">
      <Switch fallback={<Closed claim={props.claim} done={props.deciding.done()} nextHref={props.nextHref} />}>
        <Match when={isUntaken()}>
          <TakeBar deciding={props.deciding} />
        </Match>
        <Match when={props.claim.status === 'under_review' && !props.isMine}>
          <p class="sm t2">
            {review_other_bar({
              name: props.claim.reviewerName ?? '',
              when: formatMoment(props.claim.reviewStartedAt ?? props.claim.changedAt),
            })}
          </p>
        </Match>
        <Match when={props.claim.status === 'under_review' && props.deciding.form()}>
          {(form) => <FormBar form={form()} deciding={props.deciding} />}
        </Match>
        <Match when={props.claim.status === 'under_review'}>
          <VerdictBar claim={props.claim} answers={props.answers} deciding={props.deciding} />
        </Match>
      </Switch>
    </div>
  )
}

const Closed = (props: { claim: ClaimPage; done: string | undefined; nextHref: string | undefined }) => {
  let line: HTMLParagraphElement | undefined
  // The button that decided is gone; what came of it is said in its place.
  createEffect(() => props.done && line?.focus())
  return (
    <>
      <p class="sm t2" role="status" tabindex="-1" ref={line}>
        <Show when={props.done} fallback={review_closed_bar({ status: statusWords[props.claim.shownStatus].word() })}>
          {(text) => <b>{text()}</b>}
        </Show>
      </p>
      <Show when={props.nextHref}>
        {(href) => (
          <a class="btn" href={href()}>
            {review_next()}
          </a>
        )}
      </Show>
    </>
  )
}

const TakeBar = (props: { deciding: Deciding }) => {
  createShortcuts({ keys: 't', label: review_key_take(), group: review_group(), act: () => props.deciding.take() })
  return (
    <>
      <p class="sm t2">{review_untaken_bar()}</p>
      <Button
        look="primary"
        busy={props.deciding.busy() === 'take'}
        busyWord={review_taking()}
        onClick={props.deciding.take}
      >
        {review_take_claim()}
      </Button>
    </>
  )
}

/** `A` only goes to the button: one key alone must not write to a customer. */
const VerdictBar = (props: { claim: ClaimPage; answers: Answers; deciding: Deciding }) => {
  const group = review_group()
  createShortcuts(
    {
      keys: 'a',
      label: review_key_approve(),
      group,
      act: () => document.getElementById('approve')?.focus({ focusVisible: true }),
    },
    { keys: 'r', label: review_key_return(), group, act: () => props.deciding.open('return') },
  )
  const isOpen = () => props.answers.open().length > 0
  const isEmpty = () => props.deciding.leaving.picked().size === props.claim.items.length
  return (
    <>
      <Show when={isEmpty() && !isOpen()}>
        <p class="why" id="approve-why">
          {answers_review_leave_all()}
        </p>
      </Show>
      <Show when={isOpen()}>
        <p class="why" id="approve-why">
          {review_approve_left({ points: pointNumbers(props.answers.open()) })}
        </p>
      </Show>
      <Button
        id="approve"
        look="primary"
        class="grow"
        reasonId={isOpen() || isEmpty() ? 'approve-why' : undefined}
        busy={props.deciding.busy() === 'approve'}
        busyWord={review_approving()}
        onClick={props.deciding.approve}
      >
        {review_approve({ count: props.claim.items.length - props.deciding.leaving.picked().size })}
      </Button>
      <Button onClick={() => props.deciding.open('return')}>{review_return()}</Button>
      <Button look="danger" onClick={() => props.deciding.open('reject')}>
        {review_reject()}
      </Button>
    </>
  )
}

const FormBar = (props: { form: 'return' | 'reject'; deciding: Deciding }) => {
  createShortcuts({ keys: 'Escape', label: review_back(), group: review_group(), act: () => props.deciding.close() })
  return (
    <>
      <Show
        when={props.form === 'return'}
        fallback={
          <Button
            look="danger solid"
            class="grow"
            busy={props.deciding.busy() === 'reject'}
            busyWord={review_rejecting()}
            onClick={props.deciding.submit}
          >
            {review_reject_button()}
          </Button>
        }
      >
        <Button
          look="primary"
          class="grow"
          busy={props.deciding.busy() === 'return'}
          busyWord={review_returning()}
          onClick={props.deciding.submit}
        >
          {review_return_button()}
        </Button>
      </Show>
      <Button onClick={props.deciding.close}>{review_back()}</Button>
    </>
  )
}
