import type { PersonReason } from '@ofrecord/core/claims/approval.rules'
import {
  review_person_competing,
  review_person_customer_mode,
  review_person_no_document,
  review_person_no_notice,
  review_person_not_read,
  review_person_not_scanned,
  review_person_points_missing,
  review_person_problem,
  review_person_public_sector,
  review_person_refused_before,
  review_person_resubmitted,
  review_person_used_elsewhere,
} from '@ofrecord/messages/messages'
import { formatList } from '../../lib/format.ts'

/** Why the vendor's rules left a claim to a person (T5). */
const words: Readonly<Record<PersonReason, () => string>> = {
  resubmitted: review_person_resubmitted,
  competing: review_person_competing,
  problem: review_person_problem,
  no_notice: review_person_no_notice,
  customer_mode: review_person_customer_mode,
  public_sector: review_person_public_sector,
  refused_before: review_person_refused_before,
  no_document: review_person_no_document,
  not_scanned: review_person_not_scanned,
  not_read: review_person_not_read,
  used_elsewhere: review_person_used_elsewhere,
  points_missing: review_person_points_missing,
}

/** A reason of a later version is left out. */
export const personReasonList = (reasons: readonly string[]): string =>
  formatList(reasons.flatMap((reason) => words[reason as PersonReason]?.() ?? []))
