import type { PolicySetting, PolicyUnit, PolicyValue } from '@ofrecord/core/catalogue/policy.rules'
import {
  policy_action_required,
  policy_action_required_hint,
  policy_activation_wait,
  policy_activation_wait_hint,
  policy_by_domain,
  policy_by_domain_hint,
  policy_by_rules,
  policy_by_rules_hint,
  policy_consent_reminder,
  policy_consent_reminder_hint,
  policy_consent_window,
  policy_consent_window_hint,
  policy_credential_cooldown,
  policy_credential_cooldown_hint,
  policy_credential_links,
  policy_credential_links_hint,
  policy_dispute,
  policy_dispute_hint,
  policy_dispute_sla,
  policy_dispute_sla_hint,
  policy_evidence_age,
  policy_evidence_age_hint,
  policy_in_business_days,
  policy_in_days,
  policy_in_hours,
  policy_in_items,
  policy_in_links,
  policy_in_months,
  policy_in_percent,
  policy_invite,
  policy_invite_hint,
  policy_link_read_only,
  policy_link_read_only_hint,
  policy_max_items,
  policy_max_items_hint,
  policy_none,
  policy_off,
  policy_on,
  policy_queue_sla,
  policy_queue_sla_hint,
  policy_review_sla,
  policy_review_sla_hint,
  policy_sample,
  policy_sample_hint,
  policy_survey,
  policy_survey_address,
  policy_survey_address_hint,
  policy_survey_hint,
  policy_undo,
  policy_undo_hint,
  policy_unit_business_days,
  policy_unit_days,
  policy_unit_hours,
  policy_unit_items,
  policy_unit_links,
  policy_unit_months,
  policy_unit_percent,
} from '@ofrecord/messages/messages'

interface Words {
  label: () => string
  hint: () => string
}

/** What each setting is called, and what it does. */
export const wordsOf: Readonly<Record<PolicySetting, Words>> = {
  queueSlaBusinessDays: { label: policy_queue_sla, hint: policy_queue_sla_hint },
  reviewSlaBusinessDays: { label: policy_review_sla, hint: policy_review_sla_hint },
  disputeSlaBusinessDays: { label: policy_dispute_sla, hint: policy_dispute_sla_hint },
  actionRequiredDays: { label: policy_action_required, hint: policy_action_required_hint },
  disputeDays: { label: policy_dispute, hint: policy_dispute_hint },
  activationWaitHours: { label: policy_activation_wait, hint: policy_activation_wait_hint },
  evidenceMaxAgeMonths: { label: policy_evidence_age, hint: policy_evidence_age_hint },
  maxItems: { label: policy_max_items, hint: policy_max_items_hint },
  consentWindowDays: { label: policy_consent_window, hint: policy_consent_window_hint },
  consentReminder: { label: policy_consent_reminder, hint: policy_consent_reminder_hint },
  survey: { label: policy_survey, hint: policy_survey_hint },
  surveyAddress: { label: policy_survey_address, hint: policy_survey_address_hint },
  undoHours: { label: policy_undo, hint: policy_undo_hint },
  linkReadOnlyDays: { label: policy_link_read_only, hint: policy_link_read_only_hint },
  autoApprove: { label: policy_by_rules, hint: policy_by_rules_hint },
  samplePercent: { label: policy_sample, hint: policy_sample_hint },
  inviteDays: { label: policy_invite, hint: policy_invite_hint },
  autoAuthorizeMatchingDomain: { label: policy_by_domain, hint: policy_by_domain_hint },
  credentialLinksPerYear: { label: policy_credential_links, hint: policy_credential_links_hint },
  credentialCooldownDays: { label: policy_credential_cooldown, hint: policy_credential_cooldown_hint },
}

/** Who is meant by a setting; every setting stands in one group. */
export const groups: Readonly<Record<'vendor' | 'rules' | 'partner' | 'customer', readonly PolicySetting[]>> = {
  vendor: ['queueSlaBusinessDays', 'reviewSlaBusinessDays', 'disputeSlaBusinessDays'],
  rules: ['autoApprove', 'samplePercent'],
  partner: [
    'actionRequiredDays',
    'disputeDays',
    'activationWaitHours',
    'evidenceMaxAgeMonths',
    'maxItems',
    'inviteDays',
    'autoAuthorizeMatchingDomain',
    'credentialLinksPerYear',
    'credentialCooldownDays',
  ],
  customer: ['consentWindowDays', 'consentReminder', 'undoHours', 'linkReadOnlyDays', 'survey', 'surveyAddress'],
}

const amounts: Readonly<Record<Exclude<PolicyUnit, 'switch' | 'address'>, (inputs: { count: number }) => string>> = {
  business_days: policy_unit_business_days,
  days: policy_unit_days,
  hours: policy_unit_hours,
  months: policy_unit_months,
  items: policy_unit_items,
  percent: policy_unit_percent,
  links: policy_unit_links,
}

const units: Readonly<Record<PolicyUnit, () => string>> = {
  business_days: policy_in_business_days,
  days: policy_in_days,
  hours: policy_in_hours,
  months: policy_in_months,
  items: policy_in_items,
  percent: policy_in_percent,
  links: policy_in_links,
  switch: () => '',
  address: () => '',
}

/** `business days`, beside a field. */
export const unitText = (unit: PolicyUnit): string => units[unit]()

/** `5 business days`, `no limit`, `on`, or an address. */
export const amountText = (unit: PolicyUnit, value: PolicyValue): string => {
  if (value === null) return unit === 'address' ? '–' : policy_none()
  if (typeof value === 'string' || unit === 'address') return String(value)
  if (typeof value === 'boolean' || unit === 'switch') return value ? policy_on() : policy_off()
  return amounts[unit]({ count: value })
}
