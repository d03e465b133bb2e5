import { useLocation, useSearchParams } from '@solidjs/router'
import {
  lists_exclusions_added,
  lists_exclusions_by,
  lists_exclusions_empty_text,
  lists_exclusions_empty_title,
  lists_exclusions_lead,
  lists_exclusions_partner,
  lists_exclusions_reason,
  lists_exclusions_remove,
  lists_exclusions_remove_of,
  lists_exclusions_removed,
  lists_exclusions_restore,
  lists_exclusions_reviewer,
  lists_exclusions_title,
  lists_exclusions_what,
} from '@ofrecord/messages/messages'
import type { inferRouterOutputs } from '@trpc/server'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery, refresh } from '../lib/query.ts'
import { performer } from '../lists/perform.ts'
import { Loaded } from '../ui/loaded.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Pager } from '../ui/table-tools.tsx'
import type { Column } from '../ui/table.tsx'
import { Table } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import { ExclusionChanges } from './exclusion-changes.tsx'
import { ExclusionForm } from './exclusion-form.tsx'

type Exclusion = inferRouterOutputs<AppRouter>['review']['exclusions']['list']['rows'][number]

const columns: Column<Exclusion>[] = [
  {
    key: 'reviewer',
    head: lists_exclusions_reviewer(),
    names: true,
    slot: 'title',
    cell: (row) => <span class="b">{row.reviewerName}</span>,
  },
  {
    key: 'partner',
    head: lists_exclusions_partner(),
    slot: 'under',
    cell: (row) => (
      <>
        <span dir="auto">{row.organizationName}</span> <span class="t3 num">{row.organizationNumber}</span>
      </>
    ),
  },
  { key: 'reason', head: lists_exclusions_reason(), slot: 'next', cell: (row) => row.reason },
  {
    key: 'added',
    head: lists_exclusions_added(),
    spare: true,
    cell: (row) => (
      <>
        <Time at={row.addedAt} form="stamp" />{' '}
        <Show when={row.addedByName}>{(name) => <span class="t3">{lists_exclusions_by({ name: name() })}</span>}</Show>
      </>
    ),
  },
  {
    key: 'remove',
    head: lists_exclusions_remove(),
    slot: 'state',
    cell: (row) => (
      <button type="button" class="link" onClick={() => void remove(row)}>
        {lists_exclusions_remove()}{' '}
        <span class="vh">
          {lists_exclusions_remove_of({ reviewer: row.reviewerName, partner: row.organizationName })}
        </span>
      </button>
    ),
  },
]

const perform = performer(() => refresh(api.review.exclusions))

const remove = ({ personId, organizationId, reason, ...row }: Exclusion): Promise<boolean> =>
  perform({
    work: () => api.review.exclusions.remove.mutate({ personId, organizationId }),
    told: lists_exclusions_removed({ reviewer: row.reviewerName, partner: row.organizationName }),
    back: {
      label: lists_exclusions_restore(),
      work: () => api.review.exclusions.add.mutate({ personId, organizationId, reason }),
    },
  })

const sizes = [25, 50, 100] as const

/** Whose claims a reviewer never sees: the review lead's list. */
const ExclusionsPage = () => {
  const [params, setParams] = useSearchParams<{ after?: string; size?: string }>()
  const location = useLocation<{ trail?: string[] }>()
  const size = () => sizes.find((each) => String(each) === params.size) ?? 50
  const cursor = () => params.after ?? null
  const trail = () => location.state?.trail ?? []
  const list = createTrpcQuery(
    api.review.exclusions.list,
    () => ({ cursor: cursor(), size: size() }),
    () => ({ keepsPrevious: true }),
  )
  const turn = (after: string | null, way: string[]): void => setParams({ after }, { state: { trail: way } })
  // Here the first page is the first of the alphabet: "older" leads back to it, as in every list.
  const back = () => (cursor() === null ? undefined : () => turn(trail().at(-1) || null, trail().slice(0, -1)))
  const onward = (next: string | null) => (next === null ? undefined : () => turn(next, [...trail(), cursor() ?? '']))
  createPage(() => ({ title: lists_exclusions_title() }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{lists_exclusions_title()}</h1>
          <p class="t2">{lists_exclusions_lead()}</p>
        </div>
      </div>
      <Loaded query={list} what={lists_exclusions_what()} rows={4}>
        {(page) => (
          <Show
            when={page().rows.length > 0}
            fallback={<EmptyState title={lists_exclusions_empty_title()}>{lists_exclusions_empty_text()}</EmptyState>}
          >
            <Table
              label={lists_exclusions_title()}
              columns={columns}
              rows={page().rows}
              rowKey={(row) => `${row.personId} ${row.organizationId}`}
              rowName={(row) => `${row.reviewerName}, ${row.organizationName}`}
              keyboard
            />
            <Pager
              shown={page().rows.length}
              size={size()}
              onSize={(next) => setParams({ size: next, after: null })}
              newer={back()}
              older={onward(page().nextCursor)}
            />
          </Show>
        )}
      </Loaded>
      <Show when={!list.isError}>
        <div class="max-w-200">
          <ExclusionForm />
          <ExclusionChanges />
        </div>
      </Show>
    </>
  )
}

export default ExclusionsPage
