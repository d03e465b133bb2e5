import {
  hierarchy_merge,
  hierarchy_merge_answer_by,
  hierarchy_merge_asked_on,
  hierarchy_tab_merges,
  organisations_column_state,
  organisations_global_number,
} from '@ofrecord/messages/messages'
import { Show, untrack } from 'solid-js'
import { formatDate } from '../lib/format.ts'
import { Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { Table } from '../ui/table.tsx'
import type { Answers } from './answers.ts'
import { mergeTitle } from './merge.title.ts'
import { mergeStates } from './merge.words.ts'

type Row = Answers['merge']['list'][number]

const columnsFor = (hrefOf: (id: string) => string): Column<Row>[] => [
  {
    key: 'with',
    head: hierarchy_merge(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <a class="name" dir="auto" href={hrefOf(row.id)}>
        {mergeTitle(row)}
      </a>
    ),
  },
  {
    key: 'numbers',
    head: organisations_global_number(),
    slot: 'under',
    cell: (row) => (
      <span class="num">
        {row.acquirer.globalNumber} ← {row.invited.globalNumber}
      </span>
    ),
  },
  {
    key: 'state',
    head: organisations_column_state(),
    slot: 'state',
    cell: (row) => <Status look={mergeStates[row.state].look}>{mergeStates[row.state].word()}</Status>,
  },
  {
    key: 'waits',
    head: hierarchy_merge_answer_by(),
    slot: 'next',
    says: true,
    cell: (row) => (
      <Show when={row.state === 'invited'}>
        <span class="num">{formatDate(row.dueAt)}</span>
      </Show>
    ),
  },
  {
    key: 'at',
    head: hierarchy_merge_asked_on(),
    cell: (row) => <span class="num">{formatDate(row.invitedAt)}</span>,
    spare: true,
  },
]

export const MergeTable = (props: {
  rows: readonly Row[]
  hrefOf: (id: string) => string
  /** Where it is the page's own list, not one among others. */
  keyboard?: boolean
}) => (
  <Table
    label={hierarchy_tab_merges()}
    columns={columnsFor(untrack(() => props.hrefOf))}
    rows={props.rows}
    rowKey={(row) => row.id}
    rowName={mergeTitle}
    keyboard={props.keyboard}
  />
)
