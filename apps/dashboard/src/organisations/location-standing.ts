import type { VerificationReason } from '@ofrecord/core/organisations/location.rules'
import {
  hierarchy_reason_address_unknown,
  hierarchy_reason_legal_name_unknown,
  hierarchy_reason_not_the_same_company,
  hierarchy_reason_other,
  hierarchy_reason_registration_number_differs,
  hierarchy_reason_tax_id_differs,
  hierarchy_standing_failed_desk,
  hierarchy_standing_failed_else,
  hierarchy_standing_failed_last,
  hierarchy_standing_failed_others,
  hierarchy_standing_failed_who,
  hierarchy_standing_left_else,
  hierarchy_standing_left_who,
  hierarchy_standing_no_limit,
  hierarchy_standing_nobody,
  hierarchy_standing_pending_else,
  hierarchy_standing_pending_who,
  hierarchy_standing_verified_else,
} from '@ofrecord/messages/messages'
import { formatDate } from '../lib/format.ts'
import type { LocationRecord } from './answers.ts'

const reasons: Record<VerificationReason, () => string> = {
  legal_name_unknown: hierarchy_reason_legal_name_unknown,
  address_unknown: hierarchy_reason_address_unknown,
  registration_number_differs: hierarchy_reason_registration_number_differs,
  tax_id_differs: hierarchy_reason_tax_id_differs,
  not_the_same_company: hierarchy_reason_not_the_same_company,
  other: hierarchy_reason_other,
}

/** Why a location could not be verified, in words. */
export const verificationReason = (reason: string | null): string =>
  reason === null ? '' : (reasons[reason as VerificationReason]?.() ?? reason)

export const verificationChoices = (): { value: VerificationReason; label: string }[] =>
  (Object.keys(reasons) as VerificationReason[]).map((value) => ({ value, label: reasons[value]() }))

const restoreDays = 30

/** Until when the service desk can restore a location that closed then (DIS-R5). */
export const restoreUntil = (leftAt: string): string =>
  formatDate(new Date(Date.parse(leftAt) + restoreDays * 86_400_000))

const failedWho = ({ attemptsLeft, organizationName }: LocationRecord, vendor: string, mayCorrect: boolean): string => {
  if (attemptsLeft === 0) return hierarchy_standing_failed_desk({ vendor })
  return mayCorrect
    ? hierarchy_standing_failed_who()
    : hierarchy_standing_failed_others({ organisation: organizationName })
}

/** Who acts on a location, until when, and what happens otherwise; to whoever may correct it, or to others. */
export const standingOf = (location: LocationRecord, vendor: string, mayCorrect: boolean) => {
  const { status, attemptsLeft, leftAt } = location
  if (status === 'pending_verification')
    return {
      who: hierarchy_standing_pending_who({ vendor }),
      until: hierarchy_standing_no_limit(),
      otherwise: hierarchy_standing_pending_else(),
    }
  if (status === 'verification_failed')
    return {
      who: failedWho(location, vendor, mayCorrect),
      until: hierarchy_standing_no_limit(),
      otherwise:
        attemptsLeft === 0 ? hierarchy_standing_failed_last() : hierarchy_standing_failed_else({ count: attemptsLeft }),
    }
  if (status === 'verified')
    return {
      who: hierarchy_standing_nobody(),
      until: hierarchy_standing_no_limit(),
      otherwise: hierarchy_standing_verified_else(),
    }
  return {
    who: status === 'dissociated' ? hierarchy_standing_left_who({ vendor }) : hierarchy_standing_nobody(),
    until: status === 'dissociated' && leftAt !== null ? restoreUntil(leftAt) : hierarchy_standing_no_limit(),
    otherwise: hierarchy_standing_left_else(),
  }
}
