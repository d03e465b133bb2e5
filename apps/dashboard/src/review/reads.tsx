import {
  letters_claim_action_required_text,
  letters_claim_action_required_title,
  letters_claim_activated_figures,
  letters_claim_activated_title,
  letters_claim_activated_unasked,
  letters_claim_approved_limits,
  letters_claim_approved_text,
  letters_claim_approved_title,
  letters_claim_rejected_text,
  letters_claim_rejected_title,
  letters_comment_reviewer,
  letters_reasons,
  review_reads,
  review_reads_comment,
} from '@ofrecord/messages/messages'
import type { ReviewReason } from '@ofrecord/core/claims/evidence.rules'
import { createUniqueId, For, Match, Show, Switch } from 'solid-js'
import type { ClaimPage } from '../claims/page/claim.ts'
import { reasonWords } from '../claims/page/reason.words.ts'
import { formatLongDate } from '../lib/format.ts'

export type Verdict = 'approve' | 'return' | 'reject'

export interface ReadsProps {
  claim: ClaimPage
  vendor: string
  verdict: Verdict
  reasons: readonly ReviewReason[]
  comment: string
}

/** The partner's letter as it will stand, from the words the letter itself is made of. */
export const Reads = (props: ReadsProps) => {
  const id = createUniqueId()
  const today = formatLongDate(new Date())
  const named = () => ({ vendor: props.vendor, customer: props.claim.customerName })
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{review_reads()}</h2>
      <div class="reads">
        <Switch>
          <Match when={props.verdict === 'approve' && props.claim.activity === 'revenue'}>
            <p>
              <b>{letters_claim_activated_title(named())}</b>
            </p>
            <p>
              {letters_claim_activated_unasked({ activatedAt: today })} {letters_claim_activated_figures()}
            </p>
          </Match>
          <Match when={props.verdict === 'approve'}>
            <p>
              <b>{letters_claim_approved_title(named())}</b>
            </p>
            <p>{letters_claim_approved_text({ vendor: props.vendor, approvedAt: today })}</p>
            <p>{letters_claim_approved_limits()}</p>
          </Match>
          <Match when={props.verdict === 'return'}>
            <p>
              <b>{letters_claim_action_required_title(named())}</b>
            </p>
            <p>{letters_claim_action_required_text({ vendor: props.vendor, returnedAt: today })}</p>
            <Grounds {...props} />
          </Match>
          <Match when={props.verdict === 'reject'}>
            <p>
              <b>{letters_claim_rejected_title(named())}</b>
            </p>
            <p>{letters_claim_rejected_text({ vendor: props.vendor, rejectedAt: today })}</p>
            <Grounds {...props} />
          </Match>
        </Switch>
      </div>
    </section>
  )
}

const Grounds = (props: ReadsProps) => (
  <>
    <Show when={props.reasons.length > 0}>
      <p class="b">{letters_reasons()}</p>
      <ul>
        <For each={props.reasons}>{(reason) => <li>{reasonWords[reason]()}</li>}</For>
      </ul>
    </Show>
    <p class="b">{letters_comment_reviewer()}</p>
    <p class="said" dir="auto">
      {props.comment.trim() || <span class="t3">{review_reads_comment()}</span>}
    </p>
  </>
)
