import type { VerificationReason } from '@ofrecord/core/organisations/location.rules'
import * as m from '@ofrecord/messages/messages'
import { formatDate } from '../lib/format.ts'
import type { LocationRecord } from './answers.ts'

const reasons: Record<VerificationReason, () => string> = {
  legal_name_unknown: m.hierarchy_reason_legal_name_unknown,
  address_unknown: m.hierarchy_reason_address_unknown,
  registration_number_differs: m.hierarchy_reason_registration_number_differs,
  tax_id_differs: m.hierarchy_reason_tax_id_differs,
  not_the_same_company: m.hierarchy_reason_not_the_same_company,
  other: m.hierarchy_reason_other,
}

/** Why a location could not be verified, in words. */
export const verificationReason = (reason: string | null): string =>
  reason === null ? '' : (reasons[reason as VerificationReason]?.() ?? reason)

export const verificationChoices = (): { value: VerificationReason; label: string }[] =>
  (Object.keys(reasons) as VerificationReason[]).map((value) => ({ value, label: reasons[value]() }))

const restoreDays = 30

const restoreUntil = (leftAt: string): string => formatDate(new Date(Date.parse(leftAt) + restoreDays * 86_400_000))

/** Who acts on a location, until when, and what happens otherwise. */
export const standingOf = (location: LocationRecord, vendor: string) => {
  const { status, attemptsLeft, leftAt } = location
  if (status === 'pending_verification')
    return {
      who: m.hierarchy_standing_pending_who({ vendor }),
      until: m.hierarchy_standing_no_limit(),
      otherwise: m.hierarchy_standing_pending_else(),
    }
  if (status === 'verification_failed')
    return {
      who: attemptsLeft > 0 ? m.hierarchy_standing_failed_who() : m.hierarchy_standing_failed_desk({ vendor }),
      until: m.hierarchy_standing_no_limit(),
      otherwise: m.hierarchy_standing_failed_else({ count: attemptsLeft }),
    }
  if (status === 'verified')
    return {
      who: m.hierarchy_standing_nobody(),
      until: m.hierarchy_standing_no_limit(),
      otherwise: m.hierarchy_standing_verified_else(),
    }
  return {
    who: status === 'dissociated' ? m.hierarchy_standing_left_who({ vendor }) : m.hierarchy_standing_nobody(),
    until: status === 'dissociated' && leftAt !== null ? restoreUntil(leftAt) : m.hierarchy_standing_no_limit(),
    otherwise: m.hierarchy_standing_left_else(),
  }
}
