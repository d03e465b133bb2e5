import {
  review_checks,
  review_checks_action,
  review_checks_otherwise,
  review_checks_text,
} from '@ofrecord/messages/messages'
import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import type { Todo } from '../home/todo-list.tsx'
import { paths } from '../paths.ts'

/** Partners that their customers do not know, as things to do; asked for once the page is there. */
export const createOpenChecks = () => {
  const open = createTrpcQuery(api.checks.open)
  return (): Todo[] =>
    (answerOf(open)?.rows ?? []).map(({ id, claimId, name, number, customerName, organizationName }) => ({
      key: id,
      look: { tone: 'stop', icon: 'shield' },
      name,
      number,
      text: review_checks_text({ customer: customerName, partner: organizationName }),
      until: null,
      dueText: review_checks(),
      otherwise: review_checks_otherwise(),
      isUrgent: true,
      action: review_checks_action(),
      href: paths.reviewClaim(claimId),
    }))
}
