import {
  claims_home_later,
  claims_home_lead,
  claims_home_lead_due,
  claims_home_no_limit,
  claims_home_none,
  claims_home_this_week,
  claims_home_today,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { formatDate, formatLongDate, formatMoment } from '../lib/format.ts'
import { Icon } from '../ui/icon.tsx'
import type { Look } from '../ui/status.tsx'

/** One thing that waits on the reader. */
export interface Todo {
  key: string
  look: Look
  name: string
  /** Grey beside the name: a number. */
  number?: number | undefined
  /** What happened and what is to be done, in a sentence. */
  text: string
  /** ISO instant; null: no limit. */
  until: string | null
  /** How the due moment reads; made from `until` when absent. */
  dueText?: string | undefined
  /** What happens on silence: "then rejected". */
  otherwise: string
  /** Amber, and among today's things even without a limit. */
  isUrgent: boolean
  /** Verb: "Answer". */
  action: string
  href: string
}

const day = 86_400_000

type Group = 'today' | 'week' | 'later'

const groupOf = ({ until, isUrgent }: Todo, now: Date): Group => {
  if (until === null) return isUrgent ? 'today' : 'later'
  const midnight = new Date(now).setHours(24, 0, 0, 0)
  const due = new Date(until).getTime()
  if (due < midnight) return 'today'
  return due < midnight + 6 * day ? 'week' : 'later'
}

/** By due moment; what has none comes after what has. */
const byDue = (one: Todo, other: Todo): number => (one.until ?? '9').localeCompare(other.until ?? '9')

/** How many things wait on the reader, and when the first falls due. */
export const leadOf = (todos: readonly Todo[]): string => {
  const count = todos.length
  if (count === 0) return claims_home_none()
  const first = todos
    .map(({ until }) => until)
    .filter((until) => until !== null)
    .toSorted()[0]
  return first
    ? `${claims_home_lead({ count })} ${claims_home_lead_due({ when: formatMoment(first) })}`
    : claims_home_lead({ count })
}

/** Today, this week, later: each with what falls due first on top. */
export const TodoList = (props: { todos: readonly Todo[] }) => {
  const now = new Date()
  const groups: readonly { key: Group; title: () => string; detail?: string }[] = [
    { key: 'today', title: claims_home_today, detail: formatLongDate(now, now) },
    { key: 'week', title: claims_home_this_week },
    { key: 'later', title: claims_home_later },
  ]
  const inGroup = (key: Group): Todo[] => props.todos.filter((todo) => groupOf(todo, now) === key).toSorted(byDue)
  return (
    <For each={groups.filter(({ key }) => inGroup(key).length > 0)}>
      {(group) => (
        <section class="todos">
          <h2>
            {group.title()}{' '}
            <Show when={group.detail}>
              <span>{group.detail}</span>
            </Show>
          </h2>
          <ul>
            <For each={inGroup(group.key)}>
              {(todo) => (
                <li>
                  <TodoRow todo={todo} />
                </li>
              )}
            </For>
          </ul>
        </section>
      )}
    </For>
  )
}

const TodoRow = (props: { todo: Todo }) => (
  <>
    <span class={`mark ${props.todo.look.tone}`}>
      <Icon name={props.todo.look.icon} />
    </span>
    <div class="what">
      <a class="name" dir="auto" href={props.todo.href}>
        {props.todo.name}
      </a>{' '}
      <Show when={props.todo.number}>{(number) => <span class="t3 sm num">{number()}</span>}</Show>
      <p>{props.todo.text}</p>
    </div>
    <div class="due">
      <span classList={{ you: props.todo.isUrgent }}>{dueOf(props.todo)}</span>
      <span class="t3">{props.todo.otherwise}</span>
    </div>
    <a class="btn" href={props.todo.href}>
      {props.todo.action} <span class="vh">{props.todo.name}</span>
    </a>
  </>
)

const dueOf = ({ until, dueText }: Todo): string =>
  dueText ?? (until === null ? claims_home_no_limit() : formatDate(until))
