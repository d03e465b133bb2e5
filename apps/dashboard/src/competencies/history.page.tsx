import type { HistoryRow } from '@ofrecord/core/competencies/history.queries'
import {
  competencies_column_cause,
  competencies_column_competency,
  competencies_column_from,
  competencies_column_held_at,
  competencies_column_level,
  competencies_column_to,
  competencies_column_when,
  competencies_filter_competency,
  competencies_filter_location,
  competencies_history_empty_text,
  competencies_history_empty_title,
  competencies_history_list,
  competencies_history_none_text,
  competencies_history_none_title,
  competencies_history_what,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { placeChip } from '../organisations/place-filter.tsx'
import { choiceChip } from '../claims/list/chips.tsx'
import { api } from '../lib/api.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { createListAddress } from '../lists/address.ts'
import { ListView } from '../lists/list-view.tsx'
import { programmePaths } from '../paths.programme.ts'
import { CatalogueName } from '../ui/catalogue.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import { causeText } from './cause.words.ts'
import { CompetenciesFrame } from './frame.tsx'
import { createNames } from './names.ts'
import { levelWords, stateWords } from './words.ts'

const columns: Column<HistoryRow>[] = [
  {
    key: 'competency',
    head: competencies_column_competency(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <a class="name" href={programmePaths.competency(row.enrollmentId)}>
        <CatalogueName>{row.competencyName}</CatalogueName>
      </a>
    ),
  },
  {
    key: 'location',
    head: competencies_column_held_at(),
    slot: 'under',
    cell: (row) => <span dir="auto">{row.location.name}</span>,
  },
  { key: 'level', head: competencies_column_level(), spare: true, cell: (row) => levelWords[row.level]() },
  {
    key: 'from',
    head: competencies_column_from(),
    cell: (row) => (
      <Show when={row.from}>
        {(from) => <Status look={{ ...stateWords[from()].look, tone: 'rest' }}>{stateWords[from()].word()}</Status>}
      </Show>
    ),
  },
  {
    key: 'to',
    head: competencies_column_to(),
    slot: 'state',
    cell: (row) => <Status look={stateWords[row.to].look}>{stateWords[row.to].word()}</Status>,
  },
  {
    key: 'when',
    head: competencies_column_when(),
    cell: (row) => <Time at={row.at} form="stamp" />,
  },
  { key: 'cause', head: competencies_column_cause(), slot: 'next', cell: (row) => causeText(row.cause) },
]

/** Every step of the competencies, with what caused it (CMP-R5). */
const HistoryPage = () => {
  const address = createListAddress(['location', 'competency'])
  const names = createNames()
  const list = createTrpcQuery(
    api.competencies.history,
    () => ({
      locationId: address.value('location') || null,
      competency: address.value('competency') || null,
      cursor: address.cursor(),
      size: address.size(),
    }),
    () => ({ keepsPrevious: true }),
  )
  const chips = () => [
    choiceChip({
      key: 'competency',
      label: competencies_filter_competency(),
      choices: () => names.competencies().map(({ code, name }) => ({ value: code, label: name })),
      chosen: () => address.value('competency') || null,
      choose: (competency) => address.change({ competency }),
    }),
    placeChip(names.places, {
      label: competencies_filter_location(),
      chosen: () => address.value('location') || null,
      choose: (location) => address.change({ location }),
    }),
  ]
  return (
    <CompetenciesFrame current="history">
      <FilterBar filters={chips()} onClear={address.clear} />
      <ListView
        query={list}
        address={address}
        what={competencies_history_what()}
        label={competencies_history_list()}
        columns={columns}
        rowKey={(row) => row.id}
        rowName={(row) => row.competencyName}
        narrow="labels"
        empty={{ title: competencies_history_empty_title(), text: competencies_history_empty_text() }}
        none={{ title: competencies_history_none_title(), text: competencies_history_none_text() }}
      />
    </CompetenciesFrame>
  )
}

export default HistoryPage
