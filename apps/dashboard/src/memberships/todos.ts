import {
  memberships_todo_tax,
  memberships_todo_tax_name,
  memberships_todo_tax_otherwise,
  people_todo_look,
} from '@ofrecord/messages/messages'
import type { Todo } from '../home/todo-list.tsx'
import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { programmePaths } from '../paths.programme.ts'
import { looks } from '../ui/status.tsx'

/** What of the membership waits for somebody: tax data that came with a merger (MRG-R9). */
export const createMembershipTodos = (): (() => Todo[]) => {
  const me = useMe()
  const manages = () => ({ enabled: may(me(), 'memberships.manage') })
  const tax = createTrpcQuery(api.memberships.taxToConfirm, undefined, manages)
  return () => {
    const count = answerOf(tax)?.count ?? 0
    if (count === 0) return []
    return [
      {
        key: 'tax data',
        name: memberships_todo_tax_name(),
        text: memberships_todo_tax({ count }),
        otherwise: memberships_todo_tax_otherwise(),
        look: looks.yours,
        until: null,
        isUrgent: false,
        action: people_todo_look(),
        href: programmePaths.taxExemption,
      },
    ]
  }
}
