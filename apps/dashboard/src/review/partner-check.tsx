import type { CheckFinding } from '@ofrecord/core/consent/finding.rules'
import { checkFindings } from '@ofrecord/core/consent/finding.rules'
import {
  review_check_close,
  review_check_closed,
  review_check_closing,
  review_check_failed,
  review_check_finding,
  review_check_finding_fraud,
  review_check_finding_missing,
  review_check_finding_mistake,
  review_check_finding_works,
  review_check_note,
  review_check_note_hint,
  review_check_note_missing,
  review_check_open,
  review_check_open_text,
} from '@ofrecord/messages/messages'
import { createSignal, createUniqueId, Show } from 'solid-js'
import type { ClaimPage } from '../claims/page/claim.ts'
import { createKept } from '../claims/page/kept.ts'
import { api } from '../lib/api.ts'
import { formatMoment } from '../lib/format.ts'
import { problemOf } from '../lib/problem.ts'
import { refresh } from '../lib/query.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import type { FieldError } from '../ui/error-summary.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { TextArea } from '../ui/inputs.tsx'
import { Note } from '../ui/note.tsx'
import type { CustomerAnswer } from './customer-answers.tsx'

type Check = NonNullable<CustomerAnswer['check']>

export const findingWords: Record<CheckFinding, () => string> = {
  works_for_customer: review_check_finding_works,
  mistake: review_check_finding_mistake,
  fraud: review_check_finding_fraud,
}

/** The customer does not know the partner: what a colleague found, or the form that says it. */
export const PartnerCheck = (props: { check: Check; claim: ClaimPage }) => (
  <Show when={props.check.closedAt} fallback={<OpenCheck check={props.check} claim={props.claim} />}>
    {(closedAt) => (
      <Note tone="rest">
        <b>{props.check.finding && findingWords[props.check.finding]()}</b> <span dir="auto">{props.check.note}</span>
        <br />
        <span class="t3 sm">
          {review_check_closed({ name: props.check.closedBy ?? '', when: formatMoment(closedAt()) })}
        </span>
      </Note>
    )}
  </Show>
)

const OpenCheck = (props: { check: Check; claim: ClaimPage }) => {
  const id = createUniqueId()
  const fieldIds = { finding: `${id}-finding`, note: `${id}-note` }
  const [finding, setFinding] = createSignal<CheckFinding>()
  const [note, setNote] = createKept(() => `check.${props.check.id}`)
  const [errors, setErrors] = createSignal<readonly FieldError[]>([])
  const [attempt, setAttempt] = createSignal(0)
  const [isBusy, setBusy] = createSignal(false)
  const [refusal, setRefusal] = createSignal<string>()
  const errorOf = (field: string) => errors().find((error) => error.id === field)?.text
  const close = async (): Promise<void> => {
    const found = finding()
    const why = note().trim()
    setErrors([
      ...(found ? [] : [{ id: fieldIds.finding, text: review_check_finding_missing() }]),
      ...(why ? [] : [{ id: fieldIds.note, text: review_check_note_missing() }]),
    ])
    setAttempt((count) => count + 1)
    if (!found || !why || isBusy()) return
    setBusy(true)
    setRefusal(undefined)
    try {
      await api.checks.close.mutate({ checkId: props.check.id, finding: found, note: why })
      setNote('')
    } catch (error) {
      setRefusal(problemOf(error).message)
    } finally {
      setBusy(false)
      await refresh(api.checks)
    }
  }
  return (
    <div class="partner-check">
      <Note tone="act" icon="shield">
        <b>{review_check_open({ customer: props.claim.customerName, partner: props.claim.organizationName })}</b>{' '}
        {review_check_open_text()}
      </Note>
      <ErrorSummary title={review_check_failed()} errors={errors()} attempt={attempt()} />
      <Show when={refusal()}>
        {(text) => (
          <Note tone="stop" icon="alert" alert>
            {text()}
          </Note>
        )}
      </Show>
      <RadioGroup
        id={fieldIds.finding}
        label={review_check_finding()}
        value={finding()}
        onChange={(value) => setFinding(value as CheckFinding)}
        choices={checkFindings.map((value) => ({ value, label: findingWords[value]() }))}
        error={errorOf(fieldIds.finding)}
      />
      <Field
        id={fieldIds.note}
        label={review_check_note()}
        hint={review_check_note_hint()}
        error={errorOf(fieldIds.note)}
      >
        <TextArea value={note()} onInput={setNote} rows={3} maxlength={2000} />
      </Field>
      <Button look="primary" busy={isBusy()} busyWord={review_check_closing()} onClick={() => void close()}>
        {review_check_close()}
      </Button>
    </div>
  )
}
