import type { ChecklistPoint } from '@ofrecord/core/claims/evidence.rules'
import { checklistPoints } from '@ofrecord/core/claims/evidence.rules'
import {
  review_point_e1,
  review_point_e2,
  review_point_e4,
  review_point_e5,
  review_point_e6,
} from '@ofrecord/messages/messages'
import type { ClaimPage } from '../claims/page/claim.ts'
import { pageHelp } from '../claims/page/preflight.ts'
import { activityTitle } from '../claims/activity.ts'
import { formatDate, formatList } from '../lib/format.ts'

/** An acknowledgement may be this old when the claim is submitted (E6). */
const oldestMonths = 12

/**
 * What each point is compared with: the names, items and dates of this claim, beside the document that should hold them;
 * and the pages on which its words stand, where the text could be searched.
 */
export const pointFacts = (claim: ClaimPage): Record<ChecklistPoint, string> => {
  const facts: Record<ChecklistPoint, string> = {
    E1: review_point_e1({ customer: claim.customerName }),
    E2: review_point_e2(),
    E3: formatList(claim.items.map(({ name }) => name)),
    E4: review_point_e4({ activity: activityTitle(claim.activity) }),
    E5: review_point_e5({ partner: claim.organizationName, customer: claim.customerName }),
    E6: review_point_e6({ date: formatDate(monthsBefore(claim.submittedAt ?? claim.createdAt, oldestMonths)) }),
  }
  for (const point of checklistPoints) {
    const help = pageHelp(claim, point)
    if (help !== '') facts[point] = `${asSentence(facts[point])} ${help}`
  }
  return facts
}

const asSentence = (fact: string): string => (/[.?]$/.test(fact) ? fact : `${fact}.`)

const monthsBefore = (instant: string, months: number): Date => {
  const date = new Date(instant)
  date.setMonth(date.getMonth() - months)
  return date
}
