import type { Samples } from './samples.ts'
import { vendor } from './vendor.samples.ts'

const account = {
  ...vendor,
  recipientName: 'Ines Marchetti',
  accountAddress: 'ines.incentive@kestrel.example',
} as const

const changed = {
  ...account,
  changedAt: '2026-11-02T09:14:00Z',
  securityUrl: 'https://partners.halcyon.example/account/security',
} as const

/** The letters about the account itself. */
export const accountSamples: {
  readonly [T in 'password-reset' | 'security-changed']: Samples<T>
} = {
  'password-reset': {
    usual: {
      ...account,
      askedAt: '2026-11-02T09:14:00Z',
      untilAt: '2026-11-02T10:14:00Z',
      resetUrl: 'https://partners.halcyon.example/reset/__link__0190c0de-7a11-7c3e-8d52-0f6b1f6f3a20__',
    },
  },
  'security-changed': {
    usual: { ...changed, change: 'passkey_added' },
    password: { ...changed, change: 'password' },
    'factor off': { ...changed, change: 'factor_off' },
    'company sign-in': { ...changed, change: 'company_sign_in' },
  },
}
