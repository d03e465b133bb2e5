import {
  clarify_todo,
  clarify_todo_action,
  clarify_todo_due,
  clarify_todo_otherwise,
} from '@ofrecord/messages/messages'
import type { Todo } from '../../home/todo-list.tsx'
import { api } from '../../lib/api.ts'
import { formatList } from '../../lib/format.ts'
import { answerOf, createTrpcQuery } from '../../lib/query.ts'
import { may, useMe } from '../../lib/session.ts'
import { paths } from '../../paths.ts'
import { looks } from '../../ui/status.tsx'

/** Conflicts whose customer did not say in time who does the work, as things to do for whoever leads the review. */
export const createSilentCustomers = (): (() => Todo[]) => {
  const me = useMe()
  const escalated = createTrpcQuery(
    api.clarifications.escalated,
    () => undefined,
    () => ({ enabled: may(me(), 'claims.lead') }),
  )
  return () =>
    (answerOf(escalated) ?? []).map(({ id, conflictId, itemName, customerName, partners }) => ({
      key: id,
      look: looks.yours,
      name: itemName,
      text: clarify_todo({ partners: formatList(partners.map(({ name }) => name)), customer: customerName }),
      until: null,
      dueText: clarify_todo_due(),
      otherwise: clarify_todo_otherwise(),
      isUrgent: true,
      action: clarify_todo_action(),
      href: paths.conflict(conflictId),
    }))
}
