import {
  people_column_country,
  people_column_job_role,
  people_column_name,
  people_country_error,
  people_fact_language,
  people_job_error,
  people_name_error,
  people_profile_choose_country,
} from '@ofrecord/messages/messages'
import { countryChoices } from '../organisations/countries.ts'
import type { FieldError } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { Select, TextInput } from '../ui/inputs.tsx'
import { languageChoices } from './language-choices.ts'

/** What everybody's profile needs (PPL-R2). */
export interface NeededProfile {
  name: string
  jobRole: string
  country: string
  language: string
}

const errorOf = { name: people_name_error, jobRole: people_job_error, country: people_country_error }
const needed = ['name', 'jobRole', 'country'] as const

/** What is still empty of it. */
export const missingIn = (typed: NeededProfile): FieldError[] =>
  needed.filter((field) => typed[field].trim() === '').map((id) => ({ id, text: errorOf[id]() }))

interface ProfileFieldsProps {
  typed: NeededProfile
  onType: (field: keyof NeededProfile, value: string) => void
  errors: readonly FieldError[]
}

/** The fields of it, the same wherever somebody fills them in. */
export const ProfileFields = (props: ProfileFieldsProps) => {
  const errorAt = (field: string) => props.errors.find(({ id }) => id === field)?.text
  return (
    <>
      <Field id="name" label={people_column_name()} error={errorAt('name')}>
        <TextInput
          autocomplete="name"
          maxLength={120}
          value={props.typed.name}
          onInput={(value) => props.onType('name', value)}
        />
      </Field>
      <Field id="jobRole" label={people_column_job_role()} error={errorAt('jobRole')}>
        <TextInput
          autocomplete="organization-title"
          maxLength={80}
          value={props.typed.jobRole}
          onInput={(value) => props.onType('jobRole', value)}
        />
      </Field>
      <Field id="country" label={people_column_country()} error={errorAt('country')}>
        <Select
          autocomplete="country"
          value={props.typed.country}
          empty={people_profile_choose_country()}
          options={countryChoices()}
          onChange={(value) => props.onType('country', value)}
        />
      </Field>
      <Field id="language" label={people_fact_language()} error={errorAt('language')}>
        <Select
          value={props.typed.language}
          options={languageChoices()}
          onChange={(value) => props.onType('language', value)}
        />
      </Field>
    </>
  )
}
