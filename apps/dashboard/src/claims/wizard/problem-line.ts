import {
  claims_contacts_customer,
  claims_contacts_partner,
  claims_contacts_technical,
  claims_field_email,
  claims_field_person,
  claims_field_title,
  claims_wizard_error,
  claims_wizard_missing,
} from '@ofrecord/messages/messages'
import { answerOf } from '../../lib/query.ts'
import { problemText } from '../problems.ts'
import type { PlacedProblem } from './judgement.ts'
import type { Wizard } from './wizard-context.ts'

const groups: Readonly<Record<string, () => string>> = {
  customerContact: claims_contacts_customer,
  technicalContact: claims_contacts_technical,
  partnerContact: claims_contacts_partner,
}

const parts: Readonly<Record<string, () => string>> = {
  name: claims_field_person,
  title: claims_field_title,
  email: claims_field_email,
}

/** A problem away from its field: where several fields have the same sentence, the field is named before it. */
export const problemLine = (wizard: Wizard, { code, field, params, message }: PlacedProblem): string => {
  if (message) return message
  if (code === 'CONTACT_INCOMPLETE') return claims_wizard_missing({ field: labelOf(wizard, field) })
  const problem = problemText({ code, params })
  return field.includes('.') ? claims_wizard_error({ field: labelOf(wizard, field), problem }) : problem
}

/** A field that stands in a group, by the words that stand at it. */
const labelOf = ({ catalogue }: Wizard, field: string): string => {
  const [first = '', second = ''] = field.split('.')
  if (first === 'items') return answerOf(catalogue)?.items.find(({ code }) => code === second)?.name ?? second
  return [groups[first]?.(), parts[second]?.()].filter(Boolean).join(', ')
}
