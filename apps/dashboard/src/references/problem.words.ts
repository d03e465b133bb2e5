import type { Problem } from '@ofrecord/core/kernel/errors'
import type { ReferenceFields } from '@ofrecord/core/references/draft.rules'
import type { ReferenceState } from '@ofrecord/core/references/reference.rules'
import {
  references_duplicate,
  references_field_company,
  references_field_competencies,
  references_field_contactEmail,
  references_field_contactLanguage,
  references_field_contactName,
  references_field_contactTitle,
  references_field_description,
  references_field_endedOn,
  references_field_locationId,
  references_field_outcome,
  references_field_products,
  references_field_projectTitle,
  references_field_quotingAsked,
  references_field_startedOn,
  references_missing,
  references_missing_choice,
  refusals_contact_email_malformed,
  refusals_contact_free_mail,
  refusals_reference_dates,
  refusals_reference_own_domain,
  refusals_reference_project_not_ended,
  refusals_reference_project_too_old,
  refusals_reference_rejected_recently,
} from '@ofrecord/messages/messages'
import { formatDate } from '../lib/format.ts'
import { dayText } from '../people/days.ts'
import { stateWords } from './words.ts'

export type FieldName = keyof ReferenceFields

const labels: Record<FieldName, () => string> = {
  locationId: references_field_locationId,
  company: references_field_company,
  contactName: references_field_contactName,
  contactTitle: references_field_contactTitle,
  contactEmail: references_field_contactEmail,
  contactLanguage: references_field_contactLanguage,
  projectTitle: references_field_projectTitle,
  description: references_field_description,
  startedOn: references_field_startedOn,
  endedOn: references_field_endedOn,
  products: references_field_products,
  competencies: references_field_competencies,
  outcome: references_field_outcome,
  quotingAsked: references_field_quotingAsked,
}
export const labelOf = (field: FieldName): string => labels[field]()

type Params = Record<string, unknown>
const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** Every code that a draft is judged with. Written out, so that no other texts are sent to the browser. */
const texts: Readonly<Record<string, (params: Params, fields: ReferenceFields) => string>> = {
  CONTACT_EMAIL_MALFORMED: () => refusals_contact_email_malformed(),
  CONTACT_FREE_MAIL: () => refusals_contact_free_mail(),
  REFERENCE_OWN_DOMAIN: ({ domain }) => refusals_reference_own_domain({ domain: text(domain) }),
  REFERENCE_DATES: () => refusals_reference_dates(),
  REFERENCE_PROJECT_NOT_ENDED: () => refusals_reference_project_not_ended(),
  REFERENCE_PROJECT_TOO_OLD: ({ months, since }) =>
    refusals_reference_project_too_old({ months: text(months), since: dayText(text(since)) }),
  REFERENCE_REJECTED_RECENTLY: ({ days, askAgainAt }) =>
    refusals_reference_rejected_recently({ days: text(days), askAgainAt: formatDate(text(askAgainAt)) }),
  REFERENCE_DUPLICATE: ({ projectTitle, state }, { contactName }) =>
    references_duplicate({
      contact: contactName,
      project: text(projectTitle),
      state: stateWords[text(state) as ReferenceState]?.word() ?? text(state),
    }),
}

export const problemText = ({ code, field, params }: Problem, fields: ReferenceFields): string => {
  if (code === 'REFERENCE_INCOMPLETE')
    return field === 'competencies' ? references_missing_choice() : references_missing()
  return texts[code]?.(params ?? {}, fields) ?? code
}
