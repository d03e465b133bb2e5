import { useLocation, useSearchParams } from '@solidjs/router'
import { common_group_rows, review_key_take, review_queue } from '@ofrecord/messages/messages'
import { createEffect, createSignal, on, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { problemOf } from '../lib/problem.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import { createShortcuts } from '../lib/shortcuts.ts'
import { paths } from '../paths.ts'
import { Note } from '../ui/note.tsx'
import { TodoList } from '../home/todo-list.tsx'
import { createOpenChecks } from './open-checks.tsx'
import { isUntaken, queueColumns } from './columns.tsx'
import type { QueueFilters } from './filters.ts'
import { readFilters, writeFilters } from './filters.ts'
import { QueueBar } from './queue-bar.tsx'
import { QueueBulk } from './queue-bulk.tsx'
import { QueueTable } from './queue-table.tsx'
import '../home/home.css'
import './queue.css'
import './review.css'
import { createTaking } from './taking.ts'

/** Claims that wait for a reviewer, oldest first. What narrows them stands in the address. */
const QueuePage = () => {
  const me = useMe()
  const [params, setParams] = useSearchParams()
  const location = useLocation<{ trail?: string[] }>()
  const filters = () => readFilters(params)
  const queue = createTrpcQuery(api.review.queue, filters, () => ({ keepsPrevious: true }))
  const rows = () => (queue.isPending ? undefined : queue.data?.rows)
  const change = (changes: Partial<QueueFilters>, replace = false): void =>
    setParams(writeFilters(changes), { replace })
  const turn = (after: string | null, trail: string[]): void => setParams({ after }, { scroll: true, state: { trail } })
  const reviewers = createTrpcQuery(api.review.reviewers)
  const [picked, setPicked] = createSignal<ReadonlySet<string>>(new Set())
  const unpick = (): void => void setPicked(new Set<string>())
  const taking = createTaking()
  const checks = createOpenChecks()
  const columns = queueColumns({
    personId: () => me().person.id,
    timeZone: () => me().vendor.timeZone,
    hrefOf: ({ id }) => paths.reviewClaim(id) + location.search,
    taking: taking.row,
    onTake: (row) => taking.take([row]),
  })
  const takeFocused = (): void => {
    const key = document.activeElement?.closest<HTMLElement>('tr[data-key]')?.dataset['key']
    const row = rows()?.find(({ id }) => id === key)
    if (row && isUntaken(row)) taking.take([row])
  }
  createPage(() => ({ title: review_queue() }))
  createShortcuts({ keys: 't', label: review_key_take(), group: common_group_rows(), act: takeFocused })
  // What is ticked belongs to the rows in sight: under other filters it would be acted on unseen.
  createEffect(on(() => JSON.stringify(filters()), unpick, { defer: true }))
  // A key of other filters, or older than the signing key: the first page is always there.
  createEffect(() => {
    if (queue.isError && problemOf(queue.error).code === 'CURSOR_INVALID') setParams({ after: null }, { replace: true })
  })
  return (
    <>
      <div class="head">
        <div>
          <h1>{review_queue()}</h1>
        </div>
      </div>
      <Show when={taking.refusal()}>
        {(text) => (
          <div class="mb-4">
            <Note tone="stop" icon="alert" alert>
              {text()}
            </Note>
          </div>
        )}
      </Show>
      <p class="vh" role="status">
        {taking.took()}
      </p>
      <Show when={checks().length > 0}>
        <div class="mb-6">
          <TodoList todos={checks()} />
        </div>
      </Show>
      <QueueBar filters={filters()} search={location.search} reviewers={answerOf(reviewers)} onChange={change} />
      <QueueTable
        queue={queue}
        columns={columns}
        filters={filters()}
        picked={picked()}
        onPick={setPicked}
        bulk={(rows) => (
          <QueueBulk
            rows={rows()}
            reviewers={answerOf(reviewers)}
            taking={taking.row() !== undefined}
            onTake={(untaken) => {
              taking.take(untaken)
              unpick()
            }}
            onClear={unpick}
          />
        )}
        trail={location.state?.trail ?? []}
        onChange={change}
        onTurn={turn}
      />
    </>
  )
}

export default QueuePage
