import { useLocation, useSearchParams } from '@solidjs/router'
import {
  conflicts_column_claims,
  conflicts_column_customer,
  conflicts_column_item,
  conflicts_column_opened,
  conflicts_column_status,
  conflicts_empty_text,
  conflicts_empty_title,
  conflicts_title,
  conflicts_until,
  conflicts_what,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { formatDate } from '../../lib/format.ts'
import { createPage } from '../../lib/page.ts'
import { createTrpcQuery } from '../../lib/query.ts'
import { paths } from '../../paths.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { Flag, Status } from '../../ui/status.tsx'
import { Pager } from '../../ui/table-tools.tsx'
import type { Column } from '../../ui/table.tsx'
import { Table } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import { conflictStatusWords, questionMarks, roleWords } from './conflict.words.ts'
import './conflicts.css'

type ConflictRow = Awaited<ReturnType<typeof api.review.conflicts.list.query>>['rows'][number]

const columns: Column<ConflictRow>[] = [
  {
    key: 'item',
    head: conflicts_column_item(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <a class="name" href={paths.conflict(row.id)}>
        {row.itemName}
      </a>
    ),
  },
  { key: 'customer', head: conflicts_column_customer(), slot: 'under', cell: (row) => row.customerName },
  {
    key: 'claims',
    head: conflicts_column_claims(),
    spare: true,
    cell: (row) => (
      <For each={row.parties}>
        {(party) => (
          <span class="side-line">
            {party.organizationName} <span class="t3 num">{party.claimNumber}</span>{' '}
            <span class="t3">{roleWords[party.role]()}</span>
          </span>
        )}
      </For>
    ),
  },
  {
    key: 'opened',
    head: conflicts_column_opened(),
    slot: 'next',
    cell: (row) => (
      <span class="num">
        <Time at={row.openedAt} form="stamp" />
      </span>
    ),
  },
  {
    key: 'status',
    head: conflicts_column_status(),
    slot: 'state',
    cell: (row) => (
      <>
        <Status look={conflictStatusWords[row.status].look}>{conflictStatusWords[row.status].word()}</Status>
        <Show when={row.status === 'awaiting_partners' && row.evidenceDueAt}>
          {(at) => <span class="t3">{conflicts_until({ when: formatDate(at()) })}</span>}
        </Show>
        <Show when={row.question}>
          {(question) => <Flag icon={questionMarks[question()].icon}>{questionMarks[question()].word()}</Flag>}
        </Show>
      </>
    ),
  },
]

const sizes = [25, 50, 100]

/** Items that two partners claim, oldest first. */
const ConflictsPage = () => {
  const [params, setParams] = useSearchParams<{ after?: string; size?: string }>()
  const location = useLocation<{ trail?: string[] }>()
  const size = () => sizes.find((each) => String(each) === params.size) ?? 50
  const cursor = () => params.after ?? null
  const trail = () => location.state?.trail ?? []
  const list = createTrpcQuery(
    api.review.conflicts.list,
    () => ({ cursor: cursor(), size: size() }),
    () => ({ keepsPrevious: true }),
  )
  const turn = (after: string | null, way: string[]): void => setParams({ after }, { state: { trail: way } })
  const older = () => (cursor() === null ? undefined : () => turn(trail().at(-1) || null, trail().slice(0, -1)))
  const newer = (next: string | null) => (next === null ? undefined : () => turn(next, [...trail(), cursor() ?? '']))
  createPage(() => ({ title: conflicts_title() }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{conflicts_title()}</h1>
        </div>
      </div>
      <Loaded query={list} what={conflicts_what()} rows={6}>
        {(page) => (
          <Show
            when={page().rows.length > 0}
            fallback={<EmptyState title={conflicts_empty_title()}>{conflicts_empty_text()}</EmptyState>}
          >
            <Table
              label={conflicts_title()}
              columns={columns}
              rows={page().rows}
              rowKey={(row) => row.id}
              rowName={(row) => row.itemName}
              keyboard
            />
            <Pager
              shown={page().rows.length}
              size={size()}
              onSize={(next) => setParams({ size: next, after: null })}
              older={older()}
              newer={newer(page().nextCursor)}
            />
          </Show>
        )}
      </Loaded>
    </>
  )
}

export default ConflictsPage
