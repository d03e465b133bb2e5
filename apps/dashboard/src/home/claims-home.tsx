import type { inferRouterOutputs } from '@trpc/server'
import { partnersTurn } from '@ofrecord/core/claims/standing.rules'
import {
  account_home_empty_text,
  account_home_empty_title,
  account_home_title,
  claims_home_action_answer,
  claims_home_action_correct,
  claims_home_action_submit,
  claims_home_bounced_text,
  claims_home_draft_text,
  claims_home_returned_text,
  claims_home_unfinished_text,
  claims_home_what,
  claims_unfinished_continue,
} from '@ofrecord/messages/messages'
import { createMemo, Show } from 'solid-js'
import { nameOf } from '../claims/list/unfinished.tsx'
import { statusWords } from '../claims/page/status.ts'
import { dueText, isUrgent, otherwiseText } from '../claims/waits.tsx'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { formatAgo } from '../lib/format.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { createMembershipTodos } from '../memberships/todos.ts'
import { createOrganisationTodos } from '../organisations/todos.ts'
import { createPeopleTodos } from '../people/todos.ts'
import { Loaded } from '../ui/loaded.tsx'
import { EmptyState } from '../ui/states.tsx'
import { looks } from '../ui/status.tsx'
import { RecentClaims } from './recent-claims.tsx'
import { StandingFigure } from './standing-figure.tsx'
import type { Todo } from './todo-list.tsx'
import { leadOf, TodoList } from './todo-list.tsx'

type ClaimRow = inferRouterOutputs<AppRouter>['claims']['list']['rows'][number]
type Unfinished = inferRouterOutputs<AppRouter>['claims']['drafts']['list'][number]

/** The partner's day: what was sent back, bounced or never submitted; beside it where all claims stand. */
export const ClaimsHome = () => {
  const me = useMe()
  const waiting = createTrpcQuery(api.claims.list, () => ({ statuses: [...partnersTurn], size: 100 as const }))
  const drafts = createTrpcQuery(api.claims.drafts.list, undefined, () => ({ enabled: may(me(), 'claims.create') }))
  const counts = createTrpcQuery(api.claims.counts)
  const people = createPeopleTodos()
  const organisation = createOrganisationTodos()
  const membership = createMembershipTodos()
  const todos = createMemo<Todo[]>(() => [
    ...(answerOf(waiting)?.rows ?? []).map((row) => todoOfClaim(row, me().vendor.name)),
    ...(answerOf(drafts) ?? []).map(todoOfDraft),
    ...organisation(),
    ...membership(),
    ...people(),
  ])
  return (
    <>
      <div class="head">
        <div>
          <h1>{account_home_title()}</h1>
          <Show when={answerOf(waiting) && todos().length > 0}>
            <p class="t2">{leadOf(todos())}</p>
          </Show>
        </div>
      </div>
      <div class="cols">
        <div>
          <Loaded query={waiting} what={claims_home_what()} rows={5}>
            {() => (
              <Show
                when={todos().length > 0}
                fallback={<EmptyState title={account_home_empty_title()}>{account_home_empty_text()}</EmptyState>}
              >
                <TodoList todos={todos()} />
              </Show>
            )}
          </Loaded>
          <RecentClaims />
        </div>
        <Show when={answerOf(counts)}>{(known) => <StandingFigure counts={known()} />}</Show>
      </div>
    </>
  )
}

const todoOfClaim = (row: ClaimRow, vendor: string): Todo => {
  const { status, name, number, shownStatus, standing, customerName: customer } = row
  const words =
    status === 'draft'
      ? { text: claims_home_draft_text({ vendor, customer }), action: claims_home_action_submit() }
      : status === 'action_required'
        ? { text: claims_home_returned_text({ vendor, customer }), action: claims_home_action_answer() }
        : { text: claims_home_bounced_text({ customer }), action: claims_home_action_correct() }
  return {
    key: row.id,
    look: statusWords[shownStatus].look,
    name,
    number,
    until: standing.until,
    dueText: dueText(standing) || undefined,
    otherwise: otherwiseText(standing),
    isUrgent: isUrgent(standing),
    href: paths.claim(row.id),
    ...words,
  }
}

const todoOfDraft = (draft: Unfinished): Todo => ({
  key: draft.id,
  look: looks.dashed,
  name: nameOf(draft),
  text: claims_home_unfinished_text({ when: formatAgo(draft.savedAt) }),
  until: null,
  otherwise: '',
  isUrgent: false,
  action: claims_unfinished_continue(),
  href: paths.unfinishedClaim(draft.id, draft.step),
})
