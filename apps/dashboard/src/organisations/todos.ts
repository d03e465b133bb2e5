import {
  hierarchy_held_title,
  hierarchy_todo_answer,
  hierarchy_todo_answer_text,
  hierarchy_todo_correct,
  hierarchy_todo_execute_text,
  hierarchy_todo_failed_text,
  hierarchy_todo_held_text,
  hierarchy_todo_look,
  hierarchy_todo_otherwise_effect,
  hierarchy_todo_otherwise_expires,
  hierarchy_todo_otherwise_frozen,
  hierarchy_todo_otherwise_held,
  hierarchy_todo_otherwise_incentives,
  hierarchy_todo_recovery_name,
} from '@ofrecord/messages/messages'
import type { Todo } from '../home/todo-list.tsx'
import { api } from '../lib/api.ts'
import { formatMoment } from '../lib/format.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { organisationPaths } from '../paths.organisations.ts'
import { looks } from '../ui/status.tsx'
import type { Answers } from './answers.ts'
import { mergeTitle } from './merge.title.ts'
import type { Recovery } from './recovery.words.ts'
import { isRunning, recoverySentence } from './recovery.words.ts'

type Merge = Answers['merge']['list'][number]

const waiting = { look: looks.yours, until: null, isUrgent: false, action: hierarchy_todo_look() } as const

/** What of the organisation waits for somebody: merges, roles that came with one, locations that were not verified, recoveries. */
export const createOrganisationTodos = (): (() => Todo[]) => {
  const me = useMe()
  const administers = () => ({ enabled: may(me(), 'organisations.change') })
  const merges = createTrpcQuery(api.hierarchy.merge.list, undefined, administers)
  const roles = createTrpcQuery(api.hierarchy.merge.heldBackRoles, undefined, administers)
  const organisation = createTrpcQuery(api.organisations.get, undefined, administers)
  const recoveries = createRecoveryTodos()
  return () => [
    ...(answerOf(merges) ?? []).flatMap(todoOfMerge),
    ...heldTodo((answerOf(roles) ?? []).length),
    ...recoveries(),
    ...(answerOf(organisation)?.failed ?? []).map(({ id, name, number }) => ({
      ...waiting,
      key: `location ${id}`,
      name,
      number,
      text: hierarchy_todo_failed_text(),
      otherwise: hierarchy_todo_otherwise_incentives(),
      action: hierarchy_todo_correct(),
      href: paths.location(id),
    })),
  ]
}

/** Administrators to come: of the organisation one acts for, and what one asked for oneself, wherever. */
export const createRecoveryTodos = (): (() => Todo[]) => {
  const recoveries = createTrpcQuery(api.people.recovery.list)
  return () => (answerOf(recoveries)?.rows ?? []).filter(isRunning).map(todoOfRecovery)
}

const todoOfMerge = (merge: Merge): Todo[] => {
  const of = { ...waiting, key: `merge ${merge.id}`, name: mergeTitle(merge), href: organisationPaths.merge(merge.id) }
  if (merge.state === 'invited' && merge.mayAnswer)
    return [
      {
        ...of,
        text: hierarchy_todo_answer_text({ organisation: merge.acquirer.name }),
        until: merge.dueAt,
        otherwise: hierarchy_todo_otherwise_expires(),
        action: hierarchy_todo_answer(),
      },
    ]
  if (merge.state === 'accepted' && merge.side === 'acquirer')
    return [
      {
        ...of,
        text: hierarchy_todo_execute_text({ organisation: merge.invited.name }),
        otherwise: hierarchy_todo_otherwise_frozen(),
      },
    ]
  return []
}

const heldTodo = (count: number): Todo[] =>
  count === 0
    ? []
    : [
        {
          ...waiting,
          key: 'held roles',
          name: hierarchy_held_title(),
          text: hierarchy_todo_held_text({ count }),
          otherwise: hierarchy_todo_otherwise_held(),
          href: paths.merges,
        },
      ]

const todoOfRecovery = (recovery: Recovery): Todo => ({
  ...waiting,
  key: `recovery ${recovery.proofId}`,
  name: hierarchy_todo_recovery_name(),
  text: recoverySentence(recovery),
  until: recovery.dueAt,
  dueText: recovery.dueAt === null ? undefined : formatMoment(recovery.dueAt),
  otherwise: recovery.dueAt === null ? '' : hierarchy_todo_otherwise_effect(),
  href: recovery.isOwn ? paths.ownOrganisations : paths.organisation,
})
