import { z } from 'zod'
import { refuse } from '../kernel/errors.ts'
import type { Policy } from './catalogue.rules.ts'
import { policyDefaults } from './catalogue.rules.ts'
import { countriesIn } from './country.rules.ts'

export type PolicySetting = keyof Policy
export type PolicyValue = Policy[PolicySetting]
export type PolicyUnit =
  | 'business_days'
  | 'days'
  | 'hours'
  | 'clock_hour'
  | 'months'
  | 'items'
  | 'percent'
  | 'links'
  | 'switch'
  | 'address'
  | 'countries'

export interface PolicyTerms {
  /**
   * A `switch` is on or off, an `address` has `max` characters at most, `countries` are `max` codes at most; all else is a
   * whole number from `min` to `max`.
   */
  unit: PolicyUnit
  min: number
  max: number
  /** null is a value too: there is no such limit. */
  optional?: true
}

/**
 * What each setting may be. The lower ends keep what the programme promises: a partner who was asked has five days at
 * least, a customer one whole day. The upper ends catch a slip of the keyboard.
 */
export const policyTerms: Readonly<Record<PolicySetting, PolicyTerms>> = {
  queueSlaBusinessDays: { unit: 'business_days', min: 1, max: 60 },
  reviewSlaBusinessDays: { unit: 'business_days', min: 1, max: 60 },
  actionRequiredDays: { unit: 'days', min: 5, max: 180 },
  consentWindowDays: { unit: 'days', min: 1, max: 90 },
  consentReminder: { unit: 'switch', min: 0, max: 1 },
  survey: { unit: 'switch', min: 0, max: 1 },
  surveyAddress: { unit: 'address', min: 0, max: 300, optional: true },
  activationWaitHours: { unit: 'hours', min: 0, max: 720 },
  evidenceMaxAgeMonths: { unit: 'months', min: 1, max: 60 },
  disputeDays: { unit: 'days', min: 1, max: 365 },
  disputeSlaBusinessDays: { unit: 'business_days', min: 1, max: 60 },
  undoHours: { unit: 'hours', min: 1, max: 720 },
  linkReadOnlyDays: { unit: 'days', min: 0, max: 3650 },
  maxItems: { unit: 'items', min: 1, max: 200, optional: true },
  autoApprove: { unit: 'switch', min: 0, max: 1 },
  samplePercent: { unit: 'percent', min: 0, max: 100 },
  inviteDays: { unit: 'days', min: 1, max: 180 },
  autoAuthorizeMatchingDomain: { unit: 'switch', min: 0, max: 1 },
  credentialLinksPerYear: { unit: 'links', min: 1, max: 12 },
  credentialCooldownDays: { unit: 'days', min: 0, max: 365 },
  membershipReenrolWindowDays: { unit: 'days', min: 30, max: 180 },
  membershipGraceDays: { unit: 'days', min: 1, max: 90 },
  bankTransferDays: { unit: 'days', min: 10, max: 90 },
  refundDays: { unit: 'days', min: 1, max: 90 },
  goldUpgradeDiscountPercent: { unit: 'percent', min: 0, max: 90 },
  goldUpgradeStartsYear: { unit: 'switch', min: 0, max: 1 },
  referenceValidMonths: { unit: 'months', min: 1, max: 120 },
  referenceResendAfterDays: { unit: 'days', min: 1, max: 60 },
  referenceRequestDays: { unit: 'days', min: 7, max: 365 },
  referenceProjectMaxAgeMonths: { unit: 'months', min: 1, max: 60 },
  digestHour: { unit: 'clock_hour', min: 0, max: 23 },
  registrationCountries: { unit: 'countries', min: 0, max: 249 },
  ticketUrgentBusinessDays: { unit: 'business_days', min: 1, max: 30 },
  ticketHighBusinessDays: { unit: 'business_days', min: 1, max: 30 },
  ticketNormalBusinessDays: { unit: 'business_days', min: 1, max: 30 },
  ticketLowBusinessDays: { unit: 'business_days', min: 1, max: 30 },
}

export const policySettings = Object.keys(policyTerms) as PolicySetting[]

/** The form as sent. Ranges are judged by {@link refuseOutOfRange}, so that a refusal names them. */
export const PolicyInput = z.strictObject({
  queueSlaBusinessDays: z.number(),
  reviewSlaBusinessDays: z.number(),
  actionRequiredDays: z.number(),
  consentWindowDays: z.number(),
  consentReminder: z.boolean(),
  survey: z.boolean(),
  surveyAddress: z.string().nullable(),
  activationWaitHours: z.number(),
  evidenceMaxAgeMonths: z.number(),
  disputeDays: z.number(),
  disputeSlaBusinessDays: z.number(),
  undoHours: z.number(),
  linkReadOnlyDays: z.number(),
  maxItems: z.number().nullable(),
  autoApprove: z.boolean(),
  samplePercent: z.number(),
  inviteDays: z.number(),
  autoAuthorizeMatchingDomain: z.boolean(),
  credentialLinksPerYear: z.number(),
  credentialCooldownDays: z.number(),
  membershipReenrolWindowDays: z.number(),
  membershipGraceDays: z.number(),
  bankTransferDays: z.number(),
  refundDays: z.number(),
  goldUpgradeDiscountPercent: z.number(),
  goldUpgradeStartsYear: z.boolean(),
  referenceValidMonths: z.number(),
  referenceResendAfterDays: z.number(),
  referenceRequestDays: z.number(),
  referenceProjectMaxAgeMonths: z.number(),
  digestHour: z.number(),
  registrationCountries: z.string(),
  ticketUrgentBusinessDays: z.number(),
  ticketHighBusinessDays: z.number(),
  ticketNormalBusinessDays: z.number(),
  ticketLowBusinessDays: z.number(),
} satisfies Record<PolicySetting, z.ZodType>)

/** Whether a setting may be this: on or off, an https address, sorted codes of countries, a whole number within its range, or nothing where allowed. */
export const isInRange = (setting: PolicySetting, value: PolicyValue): boolean => {
  const { unit, min, max, optional } = policyTerms[setting]
  if (typeof value === 'boolean' || unit === 'switch') return typeof value === 'boolean' && unit === 'switch'
  if (value === null) return optional === true
  if (unit === 'countries') return isCountries(String(value), max)
  if (typeof value === 'string' || unit === 'address') return unit === 'address' && isAddress(String(value), max)
  return Number.isInteger(value) && value >= min && value <= max
}

/** Codes of two capitals, each once and in their order: two lists of the same countries are one setting. */
const isCountries = (text: string, most: number): boolean => {
  const codes = text === '' ? [] : text.split(' ')
  return codes.length <= most && codes.every((code) => /^[A-Z]{2}$/.test(code)) && countriesIn(text) === text
}

/** An https address as it stands in a link, without a name or a password in it. */
const isAddress = (text: string, longest: number): boolean =>
  text.length <= longest &&
  /^https:\/\/[a-z0-9.-]+(?::\d{1,5})?(?:[/?#][\w.~!$&()*+,;=:@%/?#-]*)?$/i.test(text) &&
  URL.canParse(text)

/**
 * Refuses with `POLICY_OUT_OF_RANGE` and the name of the first setting that may not be what it is (B.0.4), and with
 * `POLICY_ADDRESS` an address that is none, or a survey that is switched on without one (NOT-R1). With `POLICY_COUNTRIES` a
 * list that is not one of sorted codes (B.7.2).
 */
export const refuseOutOfRange = (policy: Policy): void => {
  const wrong = policySettings.find((setting) => !isInRange(setting, policy[setting]))
  if (wrong === 'surveyAddress' || (policy.survey && policy.surveyAddress === null))
    refuse('invalid', 'POLICY_ADDRESS', { field: 'surveyAddress', rule: 'NOT-R1' })
  if (!wrong) return
  if (wrong === 'registrationCountries') refuse('invalid', 'POLICY_COUNTRIES', { field: wrong, rule: 'B.7.2' })
  const { min, max } = policyTerms[wrong]
  refuse('invalid', 'POLICY_OUT_OF_RANGE', { field: wrong, rule: 'B.0.4', params: { min, max } })
}

/** A stored version with the default of every setting that did not exist when it was written. */
export const completed = (stored: Partial<Policy> | null): Policy => ({ ...policyDefaults, ...stored })

/** What a change changed, setting by setting. */
export const differences = (
  before: Policy,
  after: Policy,
): { setting: PolicySetting; before: PolicyValue; after: PolicyValue }[] =>
  policySettings
    .filter((setting) => before[setting] !== after[setting])
    .map((setting) => ({ setting, before: before[setting], after: after[setting] }))
