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
import { useMe } from '../lib/session.ts'
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

const shown = 6

/** The reviewer's day: what they have taken, what waits longest, and how much there is. */
export const ReviewHome = () => {
  const me = useMe()
  const queue = createTrpcQuery(api.review.queue, () => ({ size: 100 as const }))
  const mine = createTrpcQuery(api.review.queue, () => ({ mine: 'mine' as const, size: 25 as const }))
  const checks = createOpenChecks()
  const silent = createSilentCustomers()
  const free = () => (answerOf(queue)?.rows ?? []).filter(({ status }) => status === 'submitted')
  return (
    <Loaded query={queue} what={claims_home_queue_what()} rows={6}>
      {(page) => (
        <>
          <div class="head">
            <div>
              <h1>{account_home_title()}</h1>
              <p class="t2">{leadOf(page())}</p>
            </div>
          </div>
          <div class="cols">
            <div>
              <TodoList todos={[...checks(), ...silent(), ...(answerOf(mine)?.rows ?? []).map(todoOf)]} />
              <Show when={page().rows.length === 0}>
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
                <BarFigure label={claims_home_queue_figure()} bars={barsOf(page(), me().person.id)} />
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

/** Without a total the page's own number is the least there is: "100+". */
const countText = ({ rows, nextCursor }: Queue): string => formatNumber(rows.length) + (nextCursor === null ? '' : '+')

const leadOf = (queue: Queue): string =>
  queue.rows.length === 0
    ? claims_home_queue_none()
    : claims_home_queue_lead({ count: queue.rows.length, shown: countText(queue) })

const barsOf = (queue: Queue, personId: string): Bar[] => {
  const now = new Date().toISOString()
  const more = queue.nextCursor === null ? '' : '+'
  const bar = (key: string, label: string, is: (row: QueueRow) => boolean, isLate = false): Bar => {
    const count = queue.rows.filter(is).length
    return { key, label, count, isLate, countText: formatNumber(count) + more }
  }
  return [
    bar('free', claims_home_queue_free(), ({ status }) => status === 'submitted'),
    bar('mine', claims_home_queue_mine(), ({ reviewerId }) => reviewerId === personId),
    bar(
      'others',
      claims_home_queue_others(),
      ({ status, reviewerId }) => status === 'under_review' && reviewerId !== personId,
    ),
    bar('late', claims_home_queue_late(), ({ slaDueAt }) => slaDueAt !== null && slaDueAt < now, true),
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
