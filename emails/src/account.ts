import type { AnyLetter } from './letters.ts'

/** To somebody with an account here, about the account itself. */
interface AccountLetter extends AnyLetter {
  /** For the greeting; without it there is none. */
  recipientName?: string | undefined
  /** The mail address with which they sign in. */
  accountAddress: string
}

/** The way to a new password. The link is good once, and signs nobody in. */
export interface PasswordReset extends AccountLetter {
  askedAt: string
  /** An hour later. */
  untilAt: string
  /** The page where the password is chosen. The one button. */
  resetUrl: string
}

/** A way into the account changed, by its holder or by somebody else. */
export interface SecurityChanged extends AccountLetter {
  changedAt: string
  change: 'password' | 'passkey_added' | 'passkey_removed' | 'factor_on' | 'factor_off' | 'company_sign_in'
  /** Where the ways into the account stand. The one button. */
  securityUrl: string
}
