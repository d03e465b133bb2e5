import { useLocation, useSearchParams } from '@solidjs/router'
import {
  hierarchy_by,
  hierarchy_reason,
  hierarchy_rehearsal,
  hierarchy_rehearsals_none,
  hierarchy_rehearsals_none_text,
  hierarchy_rehearsals_what,
  hierarchy_signature_count,
  hierarchy_signatures,
  hierarchy_tab_rehearsals,
  hierarchy_worked_out,
  organisations_column_state,
  organisations_locations,
  organisations_title,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { Loaded } from '../ui/loaded.tsx'
import { EmptyState } from '../ui/states.tsx'
import { Status } from '../ui/status.tsx'
import { Pager } from '../ui/table-tools.tsx'
import type { Column } from '../ui/table.tsx'
import { Table } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import type { Answers } from './answers.ts'
import { rehearsalTitle } from './change.words.ts'
import { OrganisationTabs } from './organisation-tabs.tsx'
import { rehearsalState } from './rehearsal-state.ts'
import './organisations.css'

type Row = Answers['rehearsals']['rows'][number]

const columns: Column<Row>[] = [
  {
    key: 'what',
    head: hierarchy_rehearsal(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <>
        <a class="name" dir="auto" href={paths.rehearsal(row.id)}>
          {rehearsalTitle(row.kind, row.locationName)}
        </a>
        <span class="t3 num">{row.locationNumber}</span>
      </>
    ),
  },
  { key: 'reason', head: hierarchy_reason(), cell: (row) => <span dir="auto">{row.reason}</span>, spare: true },
  { key: 'by', head: hierarchy_by(), cell: (row) => <span>{row.createdByName}</span>, slot: 'under' },
  {
    key: 'state',
    head: organisations_column_state(),
    slot: 'state',
    cell: (row) => <Status look={rehearsalState(row).look}>{rehearsalState(row).word()}</Status>,
  },
  {
    key: 'signed',
    head: hierarchy_signatures(),
    cell: (row) => hierarchy_signature_count({ count: row.signatures }),
    spare: true,
  },
  {
    key: 'at',
    head: hierarchy_worked_out(),
    slot: 'next',
    cell: (row) => (
      <span class="num">
        <Time at={row.createdAt} form="stamp" />
      </span>
    ),
  },
]

const sizes = [25, 50] as const

/** Changes that were tried on a copy: what they would do, who agrees, and whether they were carried out. */
const RehearsalsPage = () => {
  const [params, setParams] = useSearchParams<{ after?: string; size?: string }>()
  const location = useLocation<{ trail?: string[] }>()
  const size = () => sizes.find((each) => String(each) === params.size) ?? 25
  const cursor = () => params.after ?? null
  const trail = () => location.state?.trail ?? []
  const list = createTrpcQuery(
    api.hierarchy.rehearsals,
    () => ({ cursor: cursor(), size: size() }),
    () => ({ keepsPrevious: true }),
  )
  const turn = (after: string | null, way: string[]): void => setParams({ after }, { state: { trail: way } })
  createPage(() => ({
    title: hierarchy_tab_rehearsals(),
    above: [{ label: organisations_title(), href: paths.organisation }],
  }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{hierarchy_tab_rehearsals()}</h1>
        </div>
      </div>
      <OrganisationTabs at={paths.rehearsals} />
      <Loaded query={list} what={hierarchy_rehearsals_what()} rows={6}>
        {(page) => (
          <Show
            when={page().rows.length > 0}
            fallback={
              <EmptyState
                title={hierarchy_rehearsals_none()}
                action={
                  <a class="btn" href={paths.locations}>
                    {organisations_locations()}
                  </a>
                }
              >
                {hierarchy_rehearsals_none_text()}
              </EmptyState>
            }
          >
            <Table
              label={hierarchy_tab_rehearsals()}
              columns={columns}
              rows={page().rows}
              rowKey={(row) => row.id}
              keyboard
            />
            <Pager
              shown={page().rows.length}
              size={size()}
              onSize={(next) => setParams({ size: Math.min(next, 50), after: null })}
              newer={cursor() === null ? undefined : () => turn(trail().at(-1) || null, trail().slice(0, -1))}
              older={
                page().nextCursor === null ? undefined : () => turn(page().nextCursor, [...trail(), cursor() ?? ''])
              }
            />
          </Show>
        )}
      </Loaded>
    </>
  )
}

export default RehearsalsPage
