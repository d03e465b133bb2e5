import type { DeskRow } from '@ofrecord/core/competencies/desk.queries'
import { enrollmentStates } from '@ofrecord/core/competencies/enrollment.rules'
import {
  competencies_at_risk,
  competencies_column_competency,
  competencies_column_held_at,
  competencies_column_level,
  competencies_column_organisation,
  competencies_column_state,
  competencies_column_until_or_anniversary,
  competencies_desk_empty_text,
  competencies_desk_empty_title,
  competencies_desk_lead,
  competencies_desk_list,
  competencies_desk_search,
  competencies_desk_search_hint,
  competencies_filter_risk,
  competencies_filter_risk_only,
  competencies_filter_risk_tick,
  competencies_filter_state,
  competencies_grant_open,
  competencies_none_text,
  competencies_none_title,
  competencies_preapprove,
  competencies_preapprove_of,
  competencies_title,
  competencies_what,
  people_decision,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { choiceChip, tickChip } from '../claims/list/chips.tsx'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { createAddressSearch, createListAddress } from '../lists/address.ts'
import { ListView } from '../lists/list-view.tsx'
import { Button } from '../ui/button.tsx'
import { CatalogueName } from '../ui/catalogue.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Flag, Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import './competencies.css'
import { dayText } from './days.ts'
import { PreapprovalDialog } from './preapproval.dialog.tsx'
import { levelWords, stateWords } from './words.ts'

/** What the vendor may grant ahead: what is worked for or lapsed, and once more what was granted before (B.16.4). */
const grantable: readonly DeskRow['state'][] = ['in_progress', 'active_preapproved', 'lapsed']

const columnsWith = (grant: (row: DeskRow) => void): Column<DeskRow>[] => [
  {
    key: 'organisation',
    head: competencies_column_organisation(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <span class="b" dir="auto">
        {row.organization.name}
      </span>
    ),
  },
  {
    key: 'location',
    head: competencies_column_held_at(),
    slot: 'under',
    cell: (row) => (
      <>
        <span dir="auto">{row.location.name}</span> <span class="t3 num">{row.location.number}</span>
      </>
    ),
  },
  {
    key: 'competency',
    head: competencies_column_competency(),
    cell: (row) => <CatalogueName>{row.competencyName}</CatalogueName>,
  },
  { key: 'level', head: competencies_column_level(), spare: true, cell: (row) => levelWords[row.level]() },
  {
    key: 'state',
    head: competencies_column_state(),
    slot: 'state',
    cell: (row) => (
      <>
        <Status look={stateWords[row.state].look}>{stateWords[row.state].word()}</Status>
        <Show when={row.atRisk}>
          <Flag icon="clock">{competencies_at_risk()}</Flag>
        </Show>
      </>
    ),
  },
  {
    key: 'until',
    head: competencies_column_until_or_anniversary(),
    cell: (row) => <Show when={row.preapprovedUntil ?? row.renewsOn}>{(day) => <>{dayText(day())}</>}</Show>,
  },
  {
    key: 'grant',
    head: people_decision(),
    slot: 'next',
    fixed: true,
    cell: (row) => (
      <Show when={grantable.includes(row.state)}>
        <span class="row acts">
          <Button onClick={() => grant(row)}>
            {competencies_preapprove()}{' '}
            <span class="vh">
              {competencies_preapprove_of({ competency: row.competencyName, organisation: row.organization.name })}
            </span>
          </Button>
        </span>
      </Show>
    ),
  },
]

/** Competencies of all organisations, for the vendor's service desk: to find one, and to grant a level ahead. */
const DeskPage = () => {
  const address = createListAddress(['q', 'state', 'risk'])
  const search = createAddressSearch(address)
  const [granting, setGranting] = createSignal<{ row?: DeskRow }>()
  const state = () => enrollmentStates.find((one) => one === address.value('state')) ?? null
  const list = createTrpcQuery(
    api.competencies.desk,
    () => ({
      search: address.value('q'),
      states: [state()].flatMap((one) => one ?? []),
      atRiskOnly: address.value('risk') !== '',
      cursor: address.cursor(),
      size: address.size(),
    }),
    () => ({ keepsPrevious: true }),
  )
  createPage(() => ({ title: competencies_title() }))
  const chips = () => [
    choiceChip({
      key: 'state',
      label: competencies_filter_state(),
      choices: () => enrollmentStates.map((one) => ({ value: one, label: stateWords[one].word() })),
      chosen: state,
      choose: (chosen) => address.change({ state: chosen }),
    }),
    tickChip({
      key: 'risk',
      label: competencies_filter_risk(),
      word: competencies_filter_risk_only(),
      tick: competencies_filter_risk_tick(),
      on: () => address.value('risk') !== '',
      turn: (on) => address.change({ risk: on ? 'only' : null }),
    }),
  ]
  return (
    <>
      <div class="head">
        <div>
          <h1>{competencies_title()}</h1>
          <p class="t2">{competencies_desk_lead()}</p>
        </div>
        <Button look="primary" onClick={() => setGranting({})}>
          {competencies_grant_open()}
        </Button>
      </div>
      <FilterBar
        search={{
          value: search.typed(),
          onInput: search.set,
          label: competencies_desk_search(),
          placeholder: competencies_desk_search_hint(),
        }}
        filters={chips()}
        onClear={search.clear}
      />
      <ListView
        query={list}
        address={{ ...address, clear: search.clear }}
        what={competencies_what()}
        label={competencies_desk_list()}
        columns={columnsWith((row) => setGranting({ row }))}
        rowKey={(row) => row.enrollmentId}
        rowName={(row) => `${row.organization.name}, ${row.competencyName}`}
        narrow="labels"
        empty={{ title: competencies_desk_empty_title(), text: competencies_desk_empty_text() }}
        none={{ title: competencies_none_title(), text: competencies_none_text() }}
      />
      <Show when={granting()}>
        {(what) => <PreapprovalDialog row={what().row} onClose={() => setGranting(undefined)} />}
      </Show>
    </>
  )
}

export default DeskPage
