import {
  people_todo_bouncing,
  people_todo_bouncing_name,
  people_todo_inherited,
  people_todo_inherited_name,
  people_todo_look,
  people_todo_missing,
  people_todo_missing_name,
  people_todo_otherwise_mail,
  people_todo_otherwise_stay,
  people_todo_otherwise_wait,
  people_todo_pending,
  people_todo_pending_name,
  people_todo_requests,
  people_todo_requests_name,
} from '@ofrecord/messages/messages'
import type { Todo } from '../home/todo-list.tsx'
import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { looks } from '../ui/status.tsx'

/** What waits for an administrator of people: one line each, with how many. */
export const createPeopleTodos = (): (() => Todo[]) => {
  const me = useMe()
  const sees = () => ({ enabled: may(me(), 'people.manage') })
  const counts = createTrpcQuery(api.people.counts, undefined, sees)
  const tasks = createTrpcQuery(api.contacts.tasks, undefined, sees)
  return () => {
    const { requests = 0, pending = 0 } = answerOf(counts) ?? {}
    const { bouncing = 0, missing = 0, inherited = 0 } = answerOf(tasks) ?? {}
    return [
      {
        ...todo('requests', requests, paths.requests),
        name: people_todo_requests_name(),
        text: people_todo_requests({ count: requests }),
        otherwise: people_todo_otherwise_wait(),
      },
      {
        ...todo('pending', pending, paths.toApprove),
        name: people_todo_pending_name(),
        text: people_todo_pending({ count: pending }),
        otherwise: people_todo_otherwise_wait(),
      },
      {
        ...todo('bouncing', bouncing, `${paths.contacts}?state=bouncing`),
        name: people_todo_bouncing_name(),
        text: people_todo_bouncing({ count: bouncing }),
        otherwise: people_todo_otherwise_mail(),
      },
      {
        ...todo('missing', missing, `${paths.contacts}?state=missing`),
        name: people_todo_missing_name(),
        text: people_todo_missing({ count: missing }),
        otherwise: people_todo_otherwise_mail(),
      },
      {
        ...todo('inherited', inherited, `${paths.contacts}?state=inherited`),
        name: people_todo_inherited_name(),
        text: people_todo_inherited({ count: inherited }),
        otherwise: people_todo_otherwise_stay(),
      },
    ].filter(({ count }) => count > 0)
  }
}

const todo = (key: string, count: number, href: string) => ({
  key: `people ${key}`,
  count,
  href,
  look: looks.yours,
  until: null,
  isUrgent: false,
  action: people_todo_look(),
})
