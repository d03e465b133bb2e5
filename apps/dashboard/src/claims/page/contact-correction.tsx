import {
  answers_contact,
  answers_contact_busy,
  answers_contact_button,
  answers_contact_text,
  answers_contact_used,
  answers_corrected,
  claims_field_email,
  claims_field_language,
  claims_field_person,
  claims_field_title,
} from '@ofrecord/messages/messages'
import { customerLanguages } from '@ofrecord/core/claims/language.rules'
import { createSignal, Show, untrack } from 'solid-js'
import { api } from '../../lib/api.ts'
import { languageName } from '../../lib/locale.ts'
import { problemOf } from '../../lib/problem.ts'
import { createTrpcMutation } from '../../lib/mutation.ts'
import { Button } from '../../ui/button.tsx'
import type { FieldError } from '../../ui/error-summary.tsx'
import { ErrorSummary } from '../../ui/error-summary.tsx'
import { Field } from '../../ui/field.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { Section } from '../../ui/record.tsx'
import { toast } from '../../ui/toast.tsx'
import type { ClaimPage } from './claim.ts'
import { contactOf } from './claim.ts'

const empty = { name: '', title: '', email: '', language: 'en', phone: '' }

/** Every letter to the customer came back: another contact gets a new one, once, without a new review (T19). */
export const ContactCorrection = (props: { claim: ClaimPage; vendor: string }) => (
  <Section title={answers_contact()} first>
    <Show when={!props.claim.contactCorrectedAt} fallback={<p class="t2">{answers_contact_used()}</p>}>
      <ContactForm {...props} />
    </Show>
  </Section>
)

const ContactForm = (props: { claim: ClaimPage; vendor: string }) => {
  const known = untrack(() => contactOf(props.claim, 'customer'))
  const { name, title, email, language, phone } = known ?? empty
  const [contact, setContact] = createSignal({ name, title, email, language, phone })
  const [errors, setErrors] = createSignal<readonly FieldError[]>([])
  const [attempt, setAttempt] = createSignal(0)
  const correction = createTrpcMutation(api.claims.correctContact, {
    onSuccess: ({ number }) => toast(answers_corrected({ number, vendor: props.vendor })),
    onError: (error) => {
      const { field, message } = problemOf(error)
      setErrors([{ id: idOf(field?.split('.')[1] ?? 'email'), text: message }])
      setAttempt((count) => count + 1)
    },
  })
  const idOf = (part: string): string => `contact-${part}`
  const errorOf = (part: string) => errors().find(({ id }) => id === idOf(part))?.text
  const change = (part: keyof typeof empty) => (typed: string) => setContact({ ...contact(), [part]: typed })
  const correct = (): void => {
    setErrors([])
    correction.mutate({ claimId: props.claim.id, version: props.claim.version, contact: contact() })
  }
  return (
    <>
      <p class="t2 mb-3">{answers_contact_text({ vendor: props.vendor })}</p>
      <ErrorSummary title={answers_contact()} errors={errors()} attempt={attempt()} />
      <Field id={idOf('name')} label={claims_field_person()} error={errorOf('name')}>
        <TextInput value={contact().name} onInput={change('name')} maxLength={120} autocomplete="off" />
      </Field>
      <Field id={idOf('title')} label={claims_field_title()} error={errorOf('title')}>
        <TextInput value={contact().title} onInput={change('title')} maxLength={120} autocomplete="off" />
      </Field>
      <Field id={idOf('email')} label={claims_field_email()} error={errorOf('email')}>
        <TextInput value={contact().email} onInput={change('email')} type="email" maxLength={254} autocomplete="off" />
      </Field>
      <Field id={idOf('language')} label={claims_field_language()}>
        <Select
          value={contact().language}
          onChange={change('language')}
          options={customerLanguages.map((value) => ({ value, label: languageName(value) }))}
        />
      </Field>
      <Button look="primary" busy={correction.isPending} busyWord={answers_contact_busy()} onClick={correct}>
        {answers_contact_button()}
      </Button>
    </>
  )
}
