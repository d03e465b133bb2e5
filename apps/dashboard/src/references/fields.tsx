import {
  references_choose_location,
  references_hint_contactEmail,
  references_hint_description,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { languageName } from '../lib/locale.ts'
import { Field } from '../ui/field.tsx'
import { PlaceSelect } from '../organisations/place-select.tsx'
import { createPlaces } from '../organisations/places.ts'
import { Select, TextArea, TextInput } from '../ui/inputs.tsx'
import type { ReferenceForm } from './form.ts'
import { idOf } from './form.ts'
import { labelOf } from './problem.words.ts'

type TextName = 'company' | 'contactName' | 'contactTitle' | 'contactEmail' | 'projectTitle' | 'description' | 'outcome'
type DayName = 'startedOn' | 'endedOn'

interface FormProps {
  form: ReferenceForm
}

const hints: Partial<Record<TextName, () => string>> = {
  contactEmail: references_hint_contactEmail,
  description: references_hint_description,
}

/** One field with what is wrong with it, and what is only to be known. */
const FormField = (
  props: FormProps & { name: TextName | DayName; hint?: JSX.Element; class?: string; children: JSX.Element },
) => (
  <Field
    id={idOf(props.name)}
    label={labelOf(props.name)}
    hint={props.hint}
    error={props.form.errorOf(props.name)}
    warning={props.form.warningOf(props.name)}
    class={props.class}
  >
    {props.children}
  </Field>
)

export const TextField = (props: FormProps & { name: TextName; maxLength: number; type?: 'email'; lines?: number }) => (
  <FormField form={props.form} name={props.name} hint={hints[props.name]?.()}>
    {props.lines ? (
      <TextArea
        rows={props.lines}
        value={props.form.fields[props.name]}
        onInput={(value) => props.form.set(props.name, value)}
        onBlur={() => props.form.leave(props.name)}
        maxLength={props.maxLength}
      />
    ) : (
      <TextInput
        type={props.type ?? 'text'}
        value={props.form.fields[props.name]}
        onInput={(value) => props.form.set(props.name, value)}
        onBlur={() => props.form.leave(props.name)}
        maxLength={props.maxLength}
        autocomplete="off"
      />
    )}
  </FormField>
)

export const DayField = (props: FormProps & { name: DayName; hint?: JSX.Element }) => (
  <FormField form={props.form} name={props.name} hint={props.hint} class="day">
    <TextInput
      type="date"
      value={props.form.fields[props.name] ?? ''}
      onInput={(value) => props.form.set(props.name, value || null)}
      onBlur={() => props.form.leave(props.name)}
    />
  </FormField>
)

export const LocationField = (props: FormProps & { hint: string }) => {
  const places = createPlaces('references.see')
  return (
    <Field
      id={idOf('locationId')}
      label={labelOf('locationId')}
      hint={props.hint}
      error={props.form.errorOf('locationId')}
    >
      <PlaceSelect
        places={places}
        value={props.form.fields.locationId}
        empty={references_choose_location()}
        onChange={(value) => {
          props.form.set('locationId', value)
          props.form.leave('locationId')
        }}
      />
    </Field>
  )
}

export const LanguageField = (props: FormProps & { languages: readonly string[] }) => (
  <Field id={idOf('contactLanguage')} label={labelOf('contactLanguage')}>
    <Select
      value={props.form.fields.contactLanguage}
      options={props.languages.map((value) => ({ value, label: languageName(value) }))}
      onChange={(value) => props.form.set('contactLanguage', value)}
    />
  </Field>
)
