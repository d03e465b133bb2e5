import {
  answers_review_leave,
  answers_review_leave_hint,
  review_approve_noes,
  review_checklist_closed,
  review_checklist_locked,
  review_checklist_other,
  review_judgement,
  review_will_happen,
  review_will_revenue,
  review_will_write,
  review_will_write_alone,
} from '@ofrecord/messages/messages'
import { createUniqueId, Show } from 'solid-js'
import type { ClaimPage } from '../claims/page/claim.ts'
import { contactOf } from '../claims/page/claim.ts'
import { Note } from '../ui/note.tsx'
import type { Answers } from './answers.ts'
import { Checklist } from './checklist.tsx'
import { ClaimQuestions } from './conflicts/claim-questions.tsx'
import { CustomerAnswers } from './customer-answers.tsx'
import type { Deciding } from './deciding.ts'
import { judgementId } from './deciding.ts'
import { isFree, pointNumbers } from './decision-bar.tsx'
import { pointFacts } from './points.ts'
import { ItemPickList } from './item-picks.tsx'
import { Reads } from './reads.tsx'
import { RoundChanges } from './round-changes.tsx'
import { VerdictForm } from './verdict-form.tsx'

export interface JudgementProps {
  claim: ClaimPage
  vendor: string
  answers: Answers
  deciding: Deciding
  isMine: boolean
}

/** The checklist, then what a verdict does and what the partner will read of it. */
export const Judgement = (props: JudgementProps) => {
  const isOpen = () => props.claim.status === 'under_review' && props.isMine
  return (
    <section class="judge" id={judgementId} aria-label={review_judgement()} tabindex="0">
      <Show when={props.deciding.refusal()}>
        {(text) => (
          <Note tone="stop" icon="alert" alert>
            {text()}
          </Note>
        )}
      </Show>
      <CustomerAnswers claim={props.claim} />
      <ClaimQuestions claim={props.claim} />
      <RoundChanges claim={props.claim} />
      <Show
        when={isOpen() && props.deciding.form()}
        fallback={
          <>
            <Checklist
              answers={props.answers}
              facts={pointFacts(props.claim)}
              locked={isOpen() ? undefined : whyLocked(props.claim)}
            />
            <Show when={isOpen()}>
              <Approval {...props} />
            </Show>
          </>
        }
      >
        {(verdict) => (
          <VerdictForm claim={props.claim} vendor={props.vendor} verdict={verdict()} deciding={props.deciding} />
        )}
      </Show>
    </section>
  )
}

const whyLocked = (claim: ClaimPage): string => {
  if (isFree(claim)) return review_checklist_locked()
  return claim.status === 'under_review'
    ? review_checklist_other({ name: claim.reviewerName ?? '' })
    : review_checklist_closed()
}

const Approval = (props: JudgementProps) => {
  const id = createUniqueId()
  return (
    <>
      <section aria-labelledby={id}>
        <h2 id={id}>{review_will_happen()}</h2>
        <p class="sm t2">{willHappen(props.claim)}</p>
        <Show when={props.claim.items.length > 1}>
          <div class="mt-3">
            <ItemPickList
              items={props.claim.items}
              picks={props.deciding.leaving}
              legend={answers_review_leave()}
              hint={answers_review_leave_hint()}
            />
          </div>
        </Show>
        <Show when={props.answers.noes().length > 0}>
          <div class="mt-2">
            <Note tone="act">{review_approve_noes({ points: pointNumbers(props.answers.noes()) })}</Note>
          </div>
        </Show>
      </section>
      <Reads claim={props.claim} vendor={props.vendor} verdict="approve" reasons={[]} comment="" />
    </>
  )
}

/** Who at the customer is written to: the contact and every administrator, each with a letter of their own. */
const willHappen = (claim: ClaimPage): string => {
  if (claim.activity === 'revenue') return review_will_revenue()
  const named = {
    contact: contactOf(claim, 'customer')?.name ?? claim.customerName,
    customer: claim.customerName,
    days: claim.windowDays,
  }
  return claim.administrators === 0
    ? review_will_write_alone(named)
    : review_will_write({ ...named, count: claim.administrators })
}
