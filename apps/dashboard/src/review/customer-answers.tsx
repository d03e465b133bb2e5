import type { inferRouterOutputs } from '@trpc/server'
import {
  review_answer_automation,
  review_answer_comment,
  review_answer_comment_private,
  review_answer_comment_shared,
  review_answer_confirm,
  review_answer_deny,
  review_answer_silence,
  review_answer_undo,
  review_answers,
} from '@ofrecord/messages/messages'
import { createUniqueId, For, Show } from 'solid-js'
import type { ClaimPage } from '../claims/page/claim.ts'
import { denialList } from '../claims/page/reason.words.ts'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { shownPerson } from '../lib/erased.ts'
import { formatList } from '../lib/format.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { Icon } from '../ui/icon.tsx'
import { Time } from '../ui/time.tsx'
import { PartnerCheck } from './partner-check.tsx'

export type CustomerAnswer = inferRouterOutputs<AppRouter>['checks']['answers'][number]

/** What the customer answered to the notices of a claim, newest first; nothing before the first answer. */
export const CustomerAnswers = (props: { claim: ClaimPage }) => {
  const id = createUniqueId()
  const answers = createTrpcQuery(
    api.checks.answers,
    () => ({ claimId: props.claim.id }),
    () => ({ enabled: props.claim.approvedAt !== null }),
  )
  return (
    <Show when={answerOf(answers)?.length}>
      <section aria-labelledby={id}>
        <h2 id={id}>{review_answers()}</h2>
        <For each={answerOf(answers)}>{(answer) => <Answer answer={answer} claim={props.claim} />}</For>
      </section>
    </Show>
  )
}

const Answer = (props: { answer: CustomerAnswer; claim: ClaimPage }) => (
  <div class="customer-answer">
    <p class="sm">
      <b>{headOf(props.answer)}</b>{' '}
      <span class="t3">
        <Show when={props.answer.address}>{(address) => <>{shownPerson(address())}, </>}</Show>
        <Time at={props.answer.at} />
      </span>
    </p>
    <Show when={props.answer.items.length < props.claim.items.length}>
      <p class="sm t2">{formatList(props.answer.items)}</p>
    </Show>
    <Show when={props.answer.comment}>
      {(comment) => (
        <>
          <p class="sm b">{review_answer_comment()}</p>
          <p class="said sm" dir="auto">
            {comment()}
          </p>
          <p class="sm t3">
            {props.answer.shareComment ? review_answer_comment_shared() : review_answer_comment_private()}
          </p>
        </>
      )}
    </Show>
    <Show when={props.answer.automationSuspected}>
      <p class="sm warn">
        <Icon name="alert" />
        <span>{review_answer_automation()}</span>
      </p>
    </Show>
    <Show when={props.answer.check}>{(check) => <PartnerCheck check={check()} claim={props.claim} />}</Show>
  </div>
)

const headOf = ({ kind, reasons }: CustomerAnswer): string => {
  if (kind === 'deny') return review_answer_deny({ reasons: denialList(reasons) })
  if (kind === 'undo_deny') return review_answer_undo()
  return kind === 'confirm' ? review_answer_confirm() : review_answer_silence()
}
