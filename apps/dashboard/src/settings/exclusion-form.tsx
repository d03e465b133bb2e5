import {
  lists_exclusions_add,
  lists_exclusions_add_title,
  lists_exclusions_adding,
  lists_exclusions_choose_reviewer,
  lists_exclusions_choose_reviewer_error,
  lists_exclusions_done,
  lists_exclusions_failed,
  lists_exclusions_partner,
  lists_exclusions_partner_error,
  lists_exclusions_partner_hint,
  lists_exclusions_partner_none,
  lists_exclusions_reason,
  lists_exclusions_reason_error,
  lists_exclusions_reason_hint,
  lists_exclusions_reviewer,
  lists_options_found,
} from '@ofrecord/messages/messages'
import { createMemo, createSignal } from 'solid-js'
import { api } from '../lib/api.ts'
import { problemOf } from '../lib/problem.ts'
import { answerOf, createTrpcQuery, refresh } from '../lib/query.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Select, TextArea } from '../ui/inputs.tsx'
import { Section } from '../ui/record.tsx'
import type { Suggestion } from '../ui/suggestions.tsx'
import { Combobox } from '../ui/suggestions.tsx'
import { toast } from '../ui/toast.tsx'

type FieldName = 'personId' | 'organizationId' | 'reason'
type Errors = Partial<Record<FieldName, string>>

/** A partner found by a part of its name or by its number; what is typed on is no choice any more. */
const createPartnerChoice = () => {
  const [typed, setTyped] = createSignal('')
  const [chosen, setChosen] = createSignal<Suggestion>()
  const [isOpen, setOpen] = createSignal(false)
  const search = () => typed().trim().slice(0, 120)
  const query = createTrpcQuery(
    api.review.exclusions.organisations,
    () => ({ search: search() }),
    () => ({ enabled: isOpen() && search() !== '', keepsPrevious: true }),
  )
  const found = createMemo((): Suggestion[] | undefined =>
    isOpen() && search() !== ''
      ? answerOf(query)?.map(({ id, name, number }) => ({ key: id, label: name, detail: String(number) }))
      : undefined,
  )
  return {
    typed,
    chosen,
    found,
    type: (text: string): void => {
      setTyped(text)
      setChosen(undefined)
      setOpen(true)
    },
    take: (partner: Suggestion | undefined): void => {
      setChosen(partner)
      setTyped(partner?.label ?? '')
      setOpen(false)
    },
    close: () => setOpen(false),
  }
}

const createExclusionForm = () => {
  const reviewers = createTrpcQuery(api.review.reviewers)
  const partner = createPartnerChoice()
  const [personId, setPersonId] = createSignal('')
  const [reason, setReason] = createSignal('')
  const [errors, setErrors] = createSignal<Errors>({})
  const [attempt, setAttempt] = createSignal(0)
  const [isBusy, setBusy] = createSignal(false)
  const options = () => (answerOf(reviewers) ?? []).map(({ personId: value, name }) => ({ value, label: name }))
  const check = (): Errors => ({
    ...(personId() === '' && { personId: lists_exclusions_choose_reviewer_error() }),
    ...(!partner.chosen() && { organizationId: lists_exclusions_partner_error() }),
    ...(reason().trim() === '' && { reason: lists_exclusions_reason_error() }),
  })
  const add = async (): Promise<void> => {
    const { key: organizationId, label } = partner.chosen()!
    const reviewer = options().find(({ value }) => value === personId())?.label ?? ''
    await api.review.exclusions.add.mutate({ personId: personId(), organizationId, reason: reason() })
    toast(lists_exclusions_done({ reviewer, partner: label }))
    partner.take(undefined)
    setReason('')
    await refresh(api.review.exclusions)
  }
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (isBusy()) return
    setErrors(check())
    setAttempt((count) => count + 1)
    if (Object.keys(errors()).length > 0) return
    setBusy(true)
    try {
      await add()
    } catch (error) {
      setErrors({ organizationId: problemOf(error).message })
      setAttempt((count) => count + 1)
    } finally {
      setBusy(false)
    }
  }
  return { partner, personId, setPersonId, reason, setReason, errors, attempt, isBusy, options, submit }
}

/** Who is excluded from whom, and why. */
export const ExclusionForm = () => {
  const form = createExclusionForm()
  const listed = () => Object.entries(form.errors()).map(([id, text]) => ({ id, text }))
  return (
    <Section title={lists_exclusions_add_title()}>
      <form noValidate class="mt-2 max-w-160" onSubmit={(event) => void form.submit(event)}>
        <ErrorSummary title={lists_exclusions_failed()} errors={listed()} attempt={form.attempt()} />
        <Field id="personId" label={lists_exclusions_reviewer()} error={form.errors().personId}>
          <Select
            value={form.personId()}
            empty={lists_exclusions_choose_reviewer()}
            options={form.options()}
            onChange={form.setPersonId}
          />
        </Field>
        <Field
          id="organizationId"
          label={lists_exclusions_partner()}
          hint={lists_exclusions_partner_hint()}
          error={form.errors().organizationId}
        >
          <Combobox
            typed={form.partner.typed()}
            onType={form.partner.type}
            found={form.partner.found()}
            onTake={form.partner.take}
            onClose={form.partner.close}
            label={lists_exclusions_partner()}
            none={lists_exclusions_partner_none()}
            counted={(count) => lists_options_found({ count })}
          />
        </Field>
        <Field
          id="reason"
          label={lists_exclusions_reason()}
          hint={lists_exclusions_reason_hint()}
          error={form.errors().reason}
        >
          <TextArea value={form.reason()} onInput={form.setReason} maxLength={500} />
        </Field>
        <Button type="submit" look="primary" busy={form.isBusy()} busyWord={lists_exclusions_adding()}>
          {lists_exclusions_add()}
        </Button>
      </form>
    </Section>
  )
}
