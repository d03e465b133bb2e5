import type { inferRouterOutputs } from '@trpc/server'
import {
  account_home_title,
  account_nav_review,
  claims_home_queue_action,
  claims_home_queue_empty_text,
  claims_home_queue_empty_title,
  claims_home_queue_figure,
  claims_home_queue_free,
  claims_home_queue_late,
  claims_home_queue_lead,
  claims_home_queue_mine,
  claims_home_queue_mine_text,
  claims_home_queue_none,
  claims_home_queue_oldest,
  claims_home_queue_others,
  claims_home_queue_what,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { dueText, otherwiseText } from '../claims/waits.tsx'
import { statusWords } from '../claims/page/status.ts'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { formatNumber } from '../lib/format.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { createSilentCustomers } from '../review/conflicts/silent-customers.ts'
import { createOpenChecks } from '../review/open-checks.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Time } from '../ui/time.tsx'
import type { Bar } from './figure.tsx'
import { BarFigure } from './figure.tsx'
import type { Todo } from './todo-list.tsx'
import { TodoList } from './todo-list.tsx'

type Queue = inferRouterOutputs<AppRouter>['review']['queue']
type QueueRow = Queue['rows'][number]
type Counts = inferRouterOutputs<AppRouter>['review']['queueCounts']

const shown = 6

/** The reviewer's day: what they have taken, what waits longest, and how much there is. */
export const ReviewHome = () => {
  const queue = createTrpcQuery(api.review.queue, () => ({ size: 25 as const, mine: 'untaken' as const }))
  const counts = createTrpcQuery(api.review.queueCounts)
  const mine = createTrpcQuery(api.review.queue, () => ({ mine: 'mine' as const, size: 25 as const }))
  const checks = createOpenChecks()
  const silent = createSilentCustomers()
  const free = () => answerOf(queue)?.rows ?? []
  return (
    <Loaded query={counts} what={claims_home_queue_what()} rows={6}>
      {(known) => (
        <>
          <div class="head">
            <div>
              <h1>{account_home_title()}</h1>
              <p class="t2">{leadOf(known())}</p>
            </div>
          </div>
          <div class="cols">
            <div>
              <TodoList todos={[...checks(), ...silent(), ...(answerOf(mine)?.rows ?? []).map(todoOf)]} />
              <Show when={known().all === 0}>
                <EmptyState title={claims_home_queue_empty_title()}>{claims_home_queue_empty_text()}</EmptyState>
              </Show>
              <Show when={free().length > 0}>
                <Section
                  title={claims_home_queue_oldest()}
                  first={answerOf(mine)?.rows.length === 0 && checks().length + silent().length === 0}
                  actions={<a href={paths.review}>{account_nav_review()}</a>}
                >
                  <ul class="recent">
                    <For each={free().slice(0, shown)}>
                      {(row) => (
                        <li>
                          <FreeClaim row={row} />
                        </li>
                      )}
                    </For>
                  </ul>
                </Section>
              </Show>
            </div>
            <aside class="side" aria-label={claims_home_queue_figure()}>
              <section>
                <h2>{claims_home_queue_figure()}</h2>
                <BarFigure label={claims_home_queue_figure()} bars={barsOf(known())} />
              </section>
            </aside>
          </div>
        </>
      )}
    </Loaded>
  )
}

const FreeClaim = (props: { row: QueueRow }) => (
  <>
    <span>
      <a class="name" dir="auto" href={paths.reviewClaim(props.row.id)}>
        {props.row.name}
      </a>{' '}
      <span class="t3 num">{props.row.number}</span>
      <span class="t3 below" dir="auto">
        {props.row.organizationName}, {props.row.customerName}
      </span>
    </span>
    <span class="t2 num">{dueText(props.row.standing)}</span>
    <span class="t3 num">
      <Show when={props.row.submittedAt}>{(at) => <Time at={at()} form="ago" />}</Show>
    </span>
  </>
)

const leadOf = ({ all }: Counts): string =>
  all === 0 ? claims_home_queue_none() : claims_home_queue_lead({ count: all, shown: formatNumber(all) })

const barsOf = ({ all, untaken, mine, late }: Counts): Bar[] => {
  const bar = (key: string, label: string, count: number, isLate = false): Bar => ({
    key,
    label,
    count,
    isLate,
    countText: formatNumber(count),
  })
  return [
    bar('free', claims_home_queue_free(), untaken),
    bar('mine', claims_home_queue_mine(), mine),
    bar('others', claims_home_queue_others(), all - untaken - mine),
    bar('late', claims_home_queue_late(), late, true),
  ]
}

const todoOf = ({
  id,
  name,
  number,
  standing,
  organizationName: partner,
  customerName: customer,
  shownStatus,
}: QueueRow): Todo => ({
  key: id,
  look: statusWords[shownStatus].look,
  name,
  number,
  text: claims_home_queue_mine_text({ partner, customer }),
  until: standing.until,
  dueText: dueText(standing) || undefined,
  otherwise: otherwiseText(standing),
  isUrgent: standing.until !== null && new Date(standing.until) < new Date(),
  action: claims_home_queue_action(),
  href: paths.reviewClaim(id),
})
