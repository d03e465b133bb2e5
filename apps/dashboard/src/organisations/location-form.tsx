import type { LocationFields } from '@ofrecord/core/organisations/location.input.rules'
import {
  hierarchy_choose_country,
  hierarchy_field_currency_hint,
  hierarchy_field_legal_name_hint,
  hierarchy_field_name,
  hierarchy_field_name_hint,
  hierarchy_field_phone,
  hierarchy_field_postal_code,
  hierarchy_field_registration_number,
  hierarchy_field_street,
  hierarchy_field_tax_id,
  hierarchy_form_address,
  hierarchy_form_company,
  hierarchy_form_country_first,
  organisations_column_city,
  organisations_column_currency,
  organisations_column_legal_name,
  organisations_column_region,
  organisations_country,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { problemOf } from '../lib/problem.ts'
import { createTrpcQuery, answerOf } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import type { FieldError } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { CountryField } from './country-field.tsx'
import type { FieldName, FieldProblem } from './location-fields.ts'
import { problemText, termsOf } from './location-fields.ts'

/** The fields of a location as they are typed, judged by the server as soon as they are left. */
export const createLocationForm = (start: LocationFields, ownId?: string) => {
  const [fields, setFields] = createSignal(start)
  const [checked, setChecked] = createSignal(start)
  const [visited, setVisited] = createSignal<ReadonlySet<string>>(new Set())
  const [attempt, setAttempt] = createSignal(0)
  // As they were at the last attempt: a list that changes while somebody types would take the focus from them.
  const [summary, setSummary] = createSignal<FieldError[]>([])
  const check = createTrpcQuery(api.hierarchy.check, checked, () => ({ keepsPrevious: true }))
  const found = () => (answerOf(check) ?? []).filter(({ field }) => field !== undefined)
  const isShown = (field: string): boolean => attempt() > 0 || visited().has(field)
  const errors = () => found().filter(({ warning }) => !warning)
  // A location is no duplicate of itself.
  const warnings = () => (ownId === undefined ? found().filter(({ warning }) => warning) : [])
  const textOf = (problems: ReturnType<typeof found>, field: FieldName): string | undefined => {
    const problem = problems.find((each) => each.field === field)
    return problem && isShown(field) ? problemText(problem) : undefined
  }
  return {
    fields,
    set: (field: FieldName, value: string) => setFields((known) => ({ ...known, [field]: value })),
    leave: (field: FieldName) => {
      setVisited((known) => new Set([...known, field]))
      setChecked(fields())
    },
    errorOf: (field: FieldName) => textOf(errors(), field),
    warningOf: (field: FieldName) => textOf(warnings(), field),
    /** Judges all of it; answers whether it may go on. */
    submit: async (): Promise<boolean> => {
      setChecked(fields())
      try {
        const problems = await api.hierarchy.check.query(fields())
        setSummary(errorsShown(problems, fields().country).map(lineOf))
      } catch (error) {
        setSummary([{ text: problemOf(error).message }])
      }
      setAttempt((count) => count + 1)
      return summary().length === 0
    },
    attempt,
    summary,
  }
}
export type LocationForm = ReturnType<typeof createLocationForm>

/** The fields of a location, as the form has them. */
export const fieldOrder: readonly FieldName[] = [
  'country',
  'name',
  'legalName',
  'registrationNumber',
  'taxId',
  'street',
  'postalCode',
  'city',
  'region',
  'phone',
  'currency',
]
const beforeCountry: readonly string[] = ['country', 'name', 'legalName']

const placeOf = ({ field }: FieldProblem): number => (fieldOrder as readonly string[]).indexOf(field)

/** In the order of the form, and only of fields that are there: a line leads to its field. */
const errorsShown = (problems: readonly FieldProblem[], country: string): FieldProblem[] =>
  problems
    .filter(({ field, warning }) => !warning && (country !== '' || beforeCountry.includes(field)))
    .toSorted((one, other) => placeOf(one) - placeOf(other))

const lineOf = (problem: FieldProblem) => ({
  id: `location-${problem.field}`,
  text: `${labelOf(problem.field as FieldName)}: ${problemText(problem)}`,
})

const labels: Record<FieldName, () => string> = {
  name: hierarchy_field_name,
  legalName: organisations_column_legal_name,
  street: hierarchy_field_street,
  postalCode: hierarchy_field_postal_code,
  city: organisations_column_city,
  region: organisations_column_region,
  country: organisations_country,
  phone: hierarchy_field_phone,
  registrationNumber: hierarchy_field_registration_number,
  taxId: hierarchy_field_tax_id,
  currency: organisations_column_currency,
}
export const labelOf = (field: FieldName): string => labels[field]()

const hints: Partial<Record<FieldName, () => string>> = {
  name: hierarchy_field_name_hint,
  legalName: hierarchy_field_legal_name_hint,
}

/** Country first, since the other fields depend on it. */
export const LocationFieldset = (props: { form: LocationForm }) => {
  const me = useMe()
  const terms = () => termsOf(props.form.fields().country, me().policy)
  const text = (field: FieldName, autocomplete: string, optional = () => false) => (
    <Field
      id={`location-${field}`}
      label={labelOf(field)}
      hint={hints[field]?.()}
      optional={optional()}
      error={props.form.errorOf(field)}
      warning={props.form.warningOf(field)}
    >
      <TextInput
        value={props.form.fields()[field]}
        onInput={(value) => props.form.set(field, value)}
        onBlur={() => props.form.leave(field)}
        autocomplete={autocomplete}
      />
    </Field>
  )
  return (
    <>
      <fieldset>
        <legend class="h2">{hierarchy_form_company()}</legend>
        <Field id="location-country" label={labelOf('country')} error={props.form.errorOf('country')}>
          <CountryField
            value={props.form.fields().country}
            empty={hierarchy_choose_country()}
            onChange={(country) => {
              props.form.set('country', country)
              props.form.leave('country')
            }}
          />
        </Field>
        {text('name', 'off')}
        {text('legalName', 'organization')}
        <Show when={props.form.fields().country !== ''}>
          {text('registrationNumber', 'off', () => !terms().registrationNumber)}
          {text('taxId', 'off', () => true)}
        </Show>
      </fieldset>
      <Show when={props.form.fields().country !== ''} fallback={<p class="t2 sm">{hierarchy_form_country_first()}</p>}>
        <fieldset class="mt-6">
          <legend class="h2">{hierarchy_form_address()}</legend>
          {text('street', 'street-address')}
          {text('postalCode', 'postal-code', () => !terms().postalCode)}
          {text('city', 'address-level2')}
          <Show when={terms().region || props.form.fields().region !== ''}>{text('region', 'address-level1')}</Show>
          {text('phone', 'tel', () => true)}
          <Field
            id="location-currency"
            label={labelOf('currency')}
            hint={terms().currency === '' ? undefined : hierarchy_field_currency_hint({ currency: terms().currency })}
            optional={terms().currency !== ''}
            error={props.form.errorOf('currency')}
            class="max-w-48"
          >
            <TextInput
              value={props.form.fields().currency}
              onInput={(value) => props.form.set('currency', value.toUpperCase())}
              onBlur={() => props.form.leave('currency')}
              autocomplete="off"
              maxLength={3}
            />
          </Field>
        </fieldset>
      </Show>
    </>
  )
}
