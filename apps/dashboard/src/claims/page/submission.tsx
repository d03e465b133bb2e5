import { problemsOfSubmission } from '@ofrecord/core/claims/evidence.rules'
import {
  answers_resubmit,
  answers_resubmit_button,
  claims_page_recall,
  claims_page_submit,
  claims_page_submit_ack,
  claims_page_submit_button,
  claims_page_submit_failed,
  claims_page_submit_lead,
  claims_page_submit_stays,
  claims_page_submitted,
  claims_page_submitting,
  refusals_ack_required,
  refusals_evidence_infected,
  refusals_evidence_required,
  refusals_evidence_scanning,
} from '@ofrecord/messages/messages'
import { createSignal, untrack } from 'solid-js'
import { api } from '../../lib/api.ts'
import { problemOf } from '../../lib/problem.ts'
import { createTrpcMutation } from '../../lib/mutation.ts'
import { refresh } from '../../lib/query.ts'
import { useMe } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { CheckBox } from '../../ui/choices.tsx'
import type { FieldError } from '../../ui/error-summary.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Section } from '../../ui/record.tsx'
import { toast } from '../../ui/toast.tsx'
import { NoticePreview } from '../wizard/preview.tsx'
import type { ClaimPage } from './claim.ts'

/** The refusals that can be told before asking the server, in its words. */
const refusals: Record<string, () => string> = {
  ACK_REQUIRED: refusals_ack_required,
  EVIDENCE_REQUIRED: refusals_evidence_required,
  EVIDENCE_SCANNING: refusals_evidence_scanning,
  EVIDENCE_INFECTED: refusals_evidence_infected,
}

/** Controls of this page by the field that a refusal names; the wizard's fields are reached by "Edit". */
const controls: Record<string, string> = { acknowledged: 'acknowledged', evidence: 'evidence' }

const problemsHere = (claim: ClaimPage, acknowledged: boolean): { id: string | undefined; text: string }[] =>
  problemsOfSubmission({
    needsEvidence: claim.needsEvidence,
    // What the customer wants of partners is not told to partners: only the server knows it (ACC-R2).
    mayAsk: true,
    scans: claim.evidence.map(({ scanState }) => scanState),
    acknowledged,
    problems: [],
  }).map(({ code, field }) => ({ id: controls[field], text: refusals[code]?.() ?? code }))

interface SubmissionProps {
  claim: ClaimPage
  vendor: string
  /** The first time, or as the answer to a return. */
  verb: 'submit' | 'resubmit'
  onRecall: () => void
}

/** The acknowledgement and the button that hands the claim over (T3, T9). */
export const Submission = (props: SubmissionProps) => {
  const me = useMe()
  const [acknowledged, setAcknowledged] = createSignal(false)
  const [attempt, setAttempt] = createSignal(0)
  const [refused, setRefused] = createSignal<readonly FieldError[]>([])
  // What is mended leaves the summary at once; nothing new enters it before the next attempt.
  const [tried, setTried] = createSignal<ReadonlySet<string>>(new Set())
  const errors = () => [
    ...problemsHere(props.claim, acknowledged()).filter(({ text }) => tried().has(text)),
    ...refused(),
  ]
  const submission = createTrpcMutation(
    untrack(() => (props.verb === 'submit' ? api.claims.submit : api.claims.resubmit)),
    {
      onSuccess: ({ number }) =>
        toast(claims_page_submitted({ number }), { back: { label: claims_page_recall(), act: props.onRecall } }),
      onError: (error) => {
        const { field, message } = problemOf(error)
        setRefused([{ id: field && (controls[field] ?? 'edit-claim'), text: message }])
        setAttempt((count) => count + 1)
        void refresh(api.claims.get)
      },
    },
  )
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (submission.isPending) return
    const problems = problemsHere(props.claim, acknowledged())
    setRefused([])
    setTried(new Set(problems.map(({ text }) => text)))
    setAttempt((count) => count + 1)
    if (problems.length > 0) return
    submission.mutate({ claimId: props.claim.id, version: props.claim.version, acknowledged: true })
  }
  const ackError = () => errors().find(({ id }) => id === controls['acknowledged'])?.text
  return (
    <Section title={props.verb === 'submit' ? claims_page_submit() : answers_resubmit()}>
      <form noValidate class="submission" onSubmit={submit}>
        <ErrorSummary
          title={
            <>
              {claims_page_submit_failed()}. {claims_page_submit_stays()}
            </>
          }
          errors={errors()}
          attempt={attempt()}
        />
        <p class="t2">{claims_page_submit_lead({ vendor: props.vendor, days: me().policy.queueSlaBusinessDays })}</p>
        <NoticePreview of="claim" id={props.claim.id} />
        <CheckBox
          id="acknowledged"
          label={claims_page_submit_ack({ vendor: props.vendor })}
          checked={acknowledged()}
          onChange={setAcknowledged}
          error={ackError()}
        />
        <Button type="submit" look="primary" busy={submission.isPending} busyWord={claims_page_submitting()}>
          {props.verb === 'submit' ? claims_page_submit_button() : answers_resubmit_button()}
        </Button>
      </form>
    </Section>
  )
}
