import type { PolicySetting, PolicyValue } from '@ofrecord/core/catalogue/policy.rules'
import { countriesIn } from '@ofrecord/core/catalogue/country.rules'
import {
  policy_address_wrong,
  policy_changed,
  policy_countries_wrong,
  policy_reason_missing,
  policy_same,
  policy_wrong,
} from '@ofrecord/messages/messages'
import type { inferRouterOutputs } from '@trpc/server'
import { createMemo, createSignal } from 'solid-js'
import { createStore } from 'solid-js/store'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { problemOf } from '../lib/problem.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import type { FieldError } from '../ui/error-summary.tsx'
import { toast } from '../ui/toast.tsx'
import { groups } from './setting.words.ts'

export type Policy = inferRouterOutputs<AppRouter>['policy']['get']

const settings = Object.values(groups).flat()

/** What was typed as a number; an empty field is no limit, and anything else is not a number. */
const numberIn = (typed: string): number | null => (typed.trim() === '' ? null : Number(typed))

const valueIn = (policy: Policy, setting: PolicySetting, typed: string): PolicyValue => {
  const { unit } = policy.terms[setting]
  if (unit === 'switch') return typed === 'true'
  if (unit === 'countries') return countriesIn(typed)
  return unit === 'address' ? typed.trim() || null : numberIn(typed)
}

/** What is wrong with a setting as typed, in words; undefined: nothing. */
const errorOf = (policy: Policy, setting: PolicySetting, typed: string): string | undefined => {
  const { unit, min, max, optional } = policy.terms[setting]
  if (unit === 'switch') return undefined
  if (unit === 'address') return /^(?:https:\/\/\S+)?$/i.test(typed.trim()) ? undefined : policy_address_wrong()
  if (unit === 'countries')
    return /^(?:[a-z]{2}(?:[\s,;]+|$))*$/i.test(typed.trim()) ? undefined : policy_countries_wrong()
  const value = numberIn(typed)
  if (value === null && optional) return undefined
  return value !== null && Number.isInteger(value) && value >= min && value <= max
    ? undefined
    : policy_wrong({ min, max })
}

/** The settings as they are typed: kept when somebody else changed them meanwhile, checked when they are sent. */
export const createSettingForm = (policy: () => Policy) => {
  const [typed, setTyped] = createStore<Partial<Record<PolicySetting, string>>>({})
  const [reason, setReason] = createSignal('')
  const [attempt, setAttempt] = createSignal(0)
  const [refusal, setRefusal] = createSignal<FieldError>()
  const [checks, setChecks] = createSignal(false)
  const valueOf = (setting: PolicySetting): string => typed[setting] ?? String(policy().settings[setting] ?? '')
  const sent = (setting: PolicySetting) => valueIn(policy(), setting, valueOf(setting))
  const isSame = () => settings.every((setting) => sent(setting) === policy().settings[setting])
  const errors = createMemo((): FieldError[] => {
    const told = refusal()
    if (!checks()) return told ? [told] : []
    return [
      ...settings.flatMap((setting) => {
        const text = errorOf(policy(), setting, valueOf(setting))
        return text ? [{ id: setting, text }] : []
      }),
      ...(reason().trim() === '' ? [{ id: 'reason', text: policy_reason_missing() }] : []),
      ...(isSame() ? [{ text: policy_same() }] : []),
      ...(told ? [told] : []),
    ]
  })
  const change = createTrpcMutation(api.policy.change, {
    refreshes: [api.policy, api.session],
    onSuccess: () => {
      setTyped(Object.fromEntries(settings.map((setting) => [setting, undefined])))
      setReason('')
      toast(policy_changed())
    },
    onError: (error) => {
      const { message, field } = problemOf(error)
      setRefusal({ id: field, text: message })
      setAttempt((count) => count + 1)
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setRefusal(undefined)
    setChecks(true)
    setAttempt((count) => count + 1)
    if (errors().length > 0) return
    setChecks(false)
    const values = Object.fromEntries(settings.map((setting) => [setting, sent(setting)]))
    change.mutate({ version: policy().version, settings: values as Policy['settings'], reason: reason().trim() })
  }
  return {
    valueOf,
    type: (setting: PolicySetting, value: string) => setTyped(setting, value),
    reason,
    setReason,
    errors,
    errorAt: (id: string) => errors().find((error) => error.id === id)?.text,
    attempt,
    isBusy: () => change.isPending,
    submit,
  }
}
