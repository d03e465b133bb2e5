import {
  hierarchy_by,
  hierarchy_reason,
  hierarchy_rehearsal,
  hierarchy_rehearsals_none,
  hierarchy_rehearsals_none_text,
  hierarchy_rehearsals_what,
  hierarchy_signature_count,
  hierarchy_signature_none,
  hierarchy_signatures,
  hierarchy_tab_rehearsals,
  hierarchy_worked_out,
  organisations_column_state,
  organisations_locations,
  organisations_title,
} from '@ofrecord/messages/messages'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { createListAddress } from '../lists/address.ts'
import { ListView } from '../lists/list-view.tsx'
import { paths } from '../paths.ts'
import { Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
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
          {rehearsalTitle(row.kind, row.locationName, row.parentName)}
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
    cell: (row) =>
      row.signatures === 0 ? (
        <span class="t3">{hierarchy_signature_none()}</span>
      ) : (
        hierarchy_signature_count({ count: row.signatures })
      ),
    spare: true,
  },
  {
    key: 'at',
    head: hierarchy_worked_out(),
    slot: 'next',
    says: true,
    cell: (row) => (
      <span class="num">
        <Time at={row.createdAt} form="stamp" />
      </span>
    ),
  },
]

/** The server answers no more at once. */
const most = 50 as const

/** Changes that were tried on a copy: what they would do, who agrees, and whether they were carried out. */
const RehearsalsPage = () => {
  const address = createListAddress([])
  const size = () => (address.size() === 25 ? 25 : most)
  const list = createTrpcQuery(
    api.hierarchy.rehearsals,
    () => ({ cursor: address.cursor(), size: size() }),
    () => ({ keepsPrevious: true }),
  )
  const nothing = {
    title: hierarchy_rehearsals_none(),
    text: hierarchy_rehearsals_none_text(),
    action: (
      <a class="btn" href={paths.locations}>
        {organisations_locations()}
      </a>
    ),
  }
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
      <ListView
        query={list}
        address={{ ...address, size, resize: (next) => address.resize(Math.min(next, most)) }}
        what={hierarchy_rehearsals_what()}
        label={hierarchy_tab_rehearsals()}
        columns={columns}
        rowKey={(row) => row.id}
        rowName={(row) => rehearsalTitle(row.kind, row.locationName, row.parentName)}
        empty={nothing}
        none={nothing}
      />
    </>
  )
}

export default RehearsalsPage
