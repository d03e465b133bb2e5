import {
  answers_dispute,
  answers_dispute_button,
  answers_dispute_busy,
  answers_dispute_filed,
  answers_dispute_filed_text,
  answers_dispute_outcome_approved,
  answers_dispute_outcome_rejected,
  answers_dispute_text,
  answers_dispute_why,
  answers_dispute_why_hint,
  answers_disputed,
} from '@ofrecord/messages/messages'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { api } from '../../lib/api.ts'
import { formatMoment } from '../../lib/format.ts'
import { problemOf } from '../../lib/problem.ts'
import { createTrpcMutation } from '../../lib/mutation.ts'
import { may, useMe } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/inputs.tsx'
import { Section } from '../../ui/record.tsx'
import { toast } from '../../ui/toast.tsx'
import type { ClaimPage } from './claim.ts'
import { isDisputable } from './disputable.ts'
import { createKept } from './kept.ts'

/** The objection to a rejection: the form while it can be made, then what was written and what came of it. */
export const Objection = (props: { claim: ClaimPage; vendor: string }) => {
  const me = useMe()
  return (
    <Switch>
      <Match when={isDisputable(props.claim) && may(me(), 'claims.withdraw')}>
        <DisputeForm claim={props.claim} vendor={props.vendor} />
      </Match>
      <Match when={props.claim.dispute}>
        {(dispute) => (
          <Section title={answers_dispute()}>
            <p class="said mt-2" dir="auto">
              {dispute().justification}
            </p>
            <p class="sm t3 mt-1">
              {answers_dispute_filed({ name: dispute().filedByName ?? '', when: formatMoment(dispute().filedAt) })}{' '}
              <Show when={dispute().outcome} fallback={answers_dispute_filed_text({ vendor: props.vendor })}>
                {(outcome) => (
                  <>
                    {outcome() === 'approved' ? answers_dispute_outcome_approved() : answers_dispute_outcome_rejected()}
                  </>
                )}
              </Show>
            </p>
          </Section>
        )}
      </Match>
    </Switch>
  )
}

const DisputeForm = (props: { claim: ClaimPage; vendor: string }) => {
  const [why, setWhy] = createKept(() => `dispute.${props.claim.id}`)
  const [refused, setRefused] = createSignal<string>()
  const dispute = createTrpcMutation(api.claims.dispute, {
    onSuccess: ({ number }) => {
      setWhy('')
      toast(answers_disputed({ number, vendor: props.vendor }))
    },
    onError: (error) => setRefused(problemOf(error).message),
  })
  const file = (): void => {
    setRefused(undefined)
    dispute.mutate({ claimId: props.claim.id, version: props.claim.version, justification: why().trim() })
  }
  return (
    <Section title={answers_dispute()}>
      <p class="t2 mb-3">
        {answers_dispute_text({ vendor: props.vendor, when: formatMoment(props.claim.disputableUntil ?? '') })}
      </p>
      <Field label={answers_dispute_why()} hint={answers_dispute_why_hint()} error={refused()}>
        <TextArea value={why()} onInput={setWhy} rows={4} maxlength={4000} />
      </Field>
      <Button look="primary" busy={dispute.isPending} busyWord={answers_dispute_busy()} onClick={file}>
        {answers_dispute_button()}
      </Button>
    </Section>
  )
}
