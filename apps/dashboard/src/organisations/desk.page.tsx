import {
  hierarchy_attempt,
  hierarchy_attempt_count,
  hierarchy_desk,
  hierarchy_desk_no_merges,
  hierarchy_desk_none,
  hierarchy_desk_pending,
  hierarchy_desk_restorable,
  hierarchy_desk_restorable_none,
  hierarchy_locations_what,
  hierarchy_merges_what,
  hierarchy_restorable_until,
  hierarchy_tab_merges,
  hierarchy_waits_since,
  organisations_column_legal_name,
  organisations_column_location,
  organisations_country,
  organisations_title,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { createFirstPage, createListAddress } from '../lists/address.ts'
import { organisationPaths } from '../paths.organisations.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import { Status } from '../ui/status.tsx'
import { Pager } from '../ui/table-tools.tsx'
import type { Column } from '../ui/table.tsx'
import { Table } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import type { Answers } from './answers.ts'
import { countryName } from './countries.ts'
import { locationStatuses } from './location-status.ts'
import { restoreUntil } from './location-standing.ts'
import { MergeTable } from './merge-table.tsx'
import './organisations.css'

type Row = Answers['pending']['rows'][number]

const columns: Column<Row>[] = [
  {
    key: 'location',
    head: organisations_column_location(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <>
        <a class="name" dir="auto" href={organisationPaths.deskLocation(row.id)}>
          {row.name}
        </a>
        <span class="t3 num">{row.number}</span>
      </>
    ),
  },
  { key: 'organisation', head: organisations_title(), slot: 'under', cell: (row) => row.organizationName },
  { key: 'legalName', head: organisations_column_legal_name(), cell: (row) => row.legalName, spare: true },
  { key: 'country', head: organisations_country(), cell: (row) => countryName(row.country) },
  {
    key: 'since',
    head: hierarchy_waits_since(),
    says: true,
    slot: 'next',
    cell: (row) => <Time at={row.statusAt} form="date" />,
  },
  {
    key: 'tries',
    head: hierarchy_attempt(),
    slot: 'state',
    says: true,
    cell: (row) => (
      <span class="row wrap">
        {hierarchy_attempt_count({ attempt: row.verificationTries })}
        <Show when={row.status === 'verification_failed'}>
          <Status look={locationStatuses.verification_failed.look}>
            {locationStatuses.verification_failed.word()}
          </Status>
        </Show>
      </span>
    ),
  },
]

const restorableColumns: Column<Row>[] = [
  ...columns.filter(({ key }) => key !== 'tries' && key !== 'since'),
  {
    key: 'until',
    head: hierarchy_restorable_until(),
    slot: 'next',
    says: true,
    cell: (row) => <span class="num">{row.leftAt === null ? '' : restoreUntil(row.leftAt)}</span>,
  },
]

/** What waits for the vendor's service desk in the trees: locations to verify, merges that are open or can be undone. */
const DeskPage = () => {
  const merges = createTrpcQuery(api.hierarchy.merge.deskList)
  createPage(() => ({ title: hierarchy_desk() }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{hierarchy_desk()}</h1>
        </div>
      </div>
      <Section title={hierarchy_desk_pending()} first>
        <Pending />
      </Section>
      <Section title={hierarchy_desk_restorable()}>
        <Restorable />
      </Section>
      <Section title={hierarchy_tab_merges()}>
        <Loaded query={merges} what={hierarchy_merges_what()} rows={3}>
          {(rows) => (
            <Show when={rows().length > 0} fallback={<p class="t2 mt-3">{hierarchy_desk_no_merges()}</p>}>
              <MergeTable rows={rows()} hrefOf={organisationPaths.deskMerge} />
            </Show>
          )}
        </Loaded>
      </Section>
    </>
  )
}

export default DeskPage

const Pending = () => {
  const address = createListAddress([])
  const list = createTrpcQuery(
    api.hierarchy.pending,
    () => ({ cursor: address.cursor(), size: address.size() }),
    () => ({ keepsPrevious: true }),
  )
  createFirstPage(
    () => list,
    () => address,
  )
  return (
    <Loaded query={list} what={hierarchy_locations_what()} rows={5}>
      {(page) => (
        <Show when={page().rows.length > 0} fallback={<p class="t2 mt-3">{hierarchy_desk_none()}</p>}>
          <Table
            label={hierarchy_desk_pending()}
            columns={columns}
            rows={page().rows}
            rowKey={(row) => row.id}
            rowName={(row) => row.name}
            keyboard
          />
          <Pager
            shown={page().rows.length}
            size={address.size()}
            onSize={address.resize}
            newer={address.back()}
            older={address.onward(page().nextCursor)}
          />
        </Show>
      )}
    </Loaded>
  )
}

/** Closed within the last thirty days: few at a time, so one page of them. */
const Restorable = () => {
  const list = createTrpcQuery(api.hierarchy.restorable, () => ({ size: 100 as const }))
  return (
    <Loaded query={list} what={hierarchy_locations_what()} rows={3}>
      {(page) => (
        <Show when={page().rows.length > 0} fallback={<p class="t2 mt-3">{hierarchy_desk_restorable_none()}</p>}>
          <Table
            label={hierarchy_desk_restorable()}
            columns={restorableColumns}
            rows={page().rows}
            rowKey={(row) => row.id}
          />
        </Show>
      )}
    </Loaded>
  )
}
