import { z } from 'zod'
import { refuse } from '../kernel/errors.ts'
import type { Policy } from './catalogue.rules.ts'
import { policyDefaults } from './catalogue.rules.ts'

export type PolicySetting = keyof Policy
export type PolicyValue = Policy[PolicySetting]
export type PolicyUnit = 'business_days' | 'days' | 'hours' | 'months' | 'items' | 'percent' | 'links' | 'switch'

export interface PolicyTerms {
  /** A `switch` is on or off; everything else is a whole number from `min` to `max`. */
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
}

export const policySettings = Object.keys(policyTerms) as PolicySetting[]

/** The form as sent. Ranges are judged by {@link refuseOutOfRange}, so that a refusal names them. */
export const PolicyInput = z.strictObject({
  queueSlaBusinessDays: z.number(),
  reviewSlaBusinessDays: z.number(),
  actionRequiredDays: z.number(),
  consentWindowDays: z.number(),
  consentReminder: z.boolean(),
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
} satisfies Record<PolicySetting, z.ZodType>)

/** Whether a setting may be this: on or off, a whole number within its range, or nothing where nothing is allowed. */
export const isInRange = (setting: PolicySetting, value: PolicyValue): boolean => {
  const { unit, min, max, optional } = policyTerms[setting]
  if (typeof value === 'boolean' || unit === 'switch') return typeof value === 'boolean' && unit === 'switch'
  if (value === null) return optional === true
  return Number.isInteger(value) && value >= min && value <= max
}

/** Refuses with `POLICY_OUT_OF_RANGE` and the name of the first setting that may not be what it is (B.0.4). */
export const refuseOutOfRange = (policy: Policy): void => {
  const wrong = policySettings.find((setting) => !isInRange(setting, policy[setting]))
  if (!wrong) return
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
