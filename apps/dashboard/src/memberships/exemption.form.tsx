import {
  memberships_tax_ask,
  memberships_tax_asking,
  memberships_tax_asked_toast,
  memberships_tax_certificate,
  memberships_tax_certificate_error,
  memberships_tax_choose_country,
  memberships_tax_country,
  memberships_tax_country_error,
  memberships_tax_failed,
  memberships_tax_form_text,
  memberships_tax_form_title,
  memberships_tax_from,
  memberships_tax_from_error,
  memberships_tax_until,
  memberships_tax_until_error,
} from '@ofrecord/messages/messages'
import { createSignal } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { CountryField } from '../organisations/country-field.tsx'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'

interface Fields {
  country: string
  certificate: string
  validFrom: string
  validUntil: string
}

const nothing: Fields = { country: '', certificate: '', validFrom: '', validUntil: '' }

const problemsOf = ({ country, certificate, validFrom, validUntil }: Fields): Partial<Fields> => ({
  ...(country === '' && { country: memberships_tax_country_error() }),
  ...(certificate.trim() === '' && { certificate: memberships_tax_certificate_error() }),
  ...(validFrom === '' && { validFrom: memberships_tax_from_error() }),
  ...(validUntil !== '' && validUntil < validFrom && { validUntil: memberships_tax_until_error() }),
})

/** Hands in a certificate of one country; its file follows once it is there. A refusal keeps what was typed. */
export const ExemptionForm = () => {
  const [fields, setFields] = createSignal(nothing)
  const [errors, setErrors] = createSignal<Partial<Fields>>({})
  const [attempt, setAttempt] = createSignal(0)
  const set = (field: keyof Fields) => (value: string) => setFields((known) => ({ ...known, [field]: value }))
  const ask = createTrpcMutation(api.memberships.askExemption, {
    onSuccess: () => {
      toast(memberships_tax_asked_toast())
      setFields(nothing)
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (ask.isPending) return
    setErrors(problemsOf(fields()))
    setAttempt((count) => count + 1)
    const { country, certificate, validFrom, validUntil } = fields()
    if (Object.keys(errors()).length === 0)
      ask.mutate({ country, certificate: certificate.trim(), validFrom, validUntil: validUntil || null })
  }
  return (
    <Section title={memberships_tax_form_title()}>
      <form noValidate class="mt-3 max-w-160" onSubmit={submit}>
        <p class="t2 mb-3">{memberships_tax_form_text()}</p>
        <ErrorSummary
          title={memberships_tax_failed()}
          errors={Object.entries(errors()).map(([field, text]) => ({ id: `exemption-${field}`, text }))}
          attempt={attempt()}
        />
        <div class="notes">
          <Failure error={ask.error} />
        </div>
        <Field id="exemption-country" label={memberships_tax_country()} error={errors().country}>
          <CountryField value={fields().country} empty={memberships_tax_choose_country()} onChange={set('country')} />
        </Field>
        <Field id="exemption-certificate" label={memberships_tax_certificate()} error={errors().certificate}>
          <TextInput value={fields().certificate} onInput={set('certificate')} maxLength={120} autocomplete="off" />
        </Field>
        <div class="two items-start">
          <Field id="exemption-validFrom" label={memberships_tax_from()} error={errors().validFrom}>
            <TextInput type="date" value={fields().validFrom} onInput={set('validFrom')} />
          </Field>
          <Field id="exemption-validUntil" label={memberships_tax_until()} error={errors().validUntil} optional>
            <TextInput type="date" value={fields().validUntil} onInput={set('validUntil')} />
          </Field>
        </div>
        <Button type="submit" busy={ask.isPending} busyWord={memberships_tax_asking()}>
          {memberships_tax_ask()}
        </Button>
      </form>
    </Section>
  )
}
