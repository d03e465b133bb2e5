import type { inferRouterOutputs } from '@trpc/server'
import {
  people_column_ends_on,
  people_column_location,
  people_column_name,
  people_column_passed,
  people_column_qualifies,
  people_column_result,
  people_column_standing,
  people_column_why,
  people_ends_expires,
  people_ends_retired,
  people_filter_location,
  people_recertify_empty_text,
  people_recertify_empty_title,
  people_recertify_list,
  people_trainings_empty_text,
  people_trainings_empty_title,
  people_trainings_lead,
  people_trainings_list,
  people_trainings_none_text,
  people_trainings_none_title,
  people_trainings_search,
  people_trainings_show,
  people_trainings_view_180,
  people_trainings_view_90,
  people_trainings_view_all,
  people_trainings_what,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { choiceChip } from '../claims/list/chips.tsx'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { shownPerson } from '../lib/erased.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { createSearch } from '../lib/search.ts'
import { paths } from '../paths.ts'
import { FilterBar } from '../ui/filter-bar.tsx'
import { Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { createListAddress } from './address.ts'
import { dayText } from './days.ts'
import { PeopleFrame } from './frame.tsx'
import { LastImport } from './last-import.tsx'
import { ListView } from './list.tsx'
import { createPlaces } from './places.ts'
import { competencyText, skillWords } from './words.ts'

type TrainingRow = inferRouterOutputs<AppRouter>['credentials']['trainings']['rows'][number]
type RecertifyRow = inferRouterOutputs<AppRouter>['credentials']['recertify']['rows'][number]

const person: Column<TrainingRow> = {
  key: 'name',
  head: people_column_name(),
  names: true,
  slot: 'title',
  cell: (row) => (
    <span class="b" dir="auto">
      {shownPerson(row.personName)}
    </span>
  ),
}

const result: Column<TrainingRow> = {
  key: 'result',
  head: people_column_result(),
  slot: 'under',
  cell: (row) => (
    <>
      <span dir="auto">{row.name}</span> <span class="t3 mono">{row.code}</span>
    </>
  ),
}

const place: Column<TrainingRow> = {
  key: 'location',
  head: people_column_location(),
  spare: true,
  cell: (row) => <span dir="auto">{row.locationName}</span>,
}

const qualifies: Column<TrainingRow> = {
  key: 'qualifies',
  head: people_column_qualifies(),
  spare: true,
  cell: (row) => row.qualifiesFor.map(competencyText).join(', '),
}

const trainingColumns: Column<TrainingRow>[] = [
  person,
  result,
  place,
  { key: 'passed', head: people_column_passed(), slot: 'next', cell: (row) => dayText(row.passedOn) },
  {
    key: 'ends',
    head: people_column_ends_on(),
    cell: (row) => <Show when={row.countsThrough}>{(day) => dayText(day())}</Show>,
  },
  {
    key: 'standing',
    head: people_column_standing(),
    slot: 'state',
    cell: (row) => <Status look={skillWords[row.status].look}>{skillWords[row.status].word()}</Status>,
  },
  qualifies,
]

/** Within a month it is time to book an exam. */
const isSoon = (day: string): boolean => new Date(day).getTime() - Date.now() < 30 * 86_400_000

const recertifyColumns = [
  person,
  result,
  place,
  {
    key: 'ends',
    head: people_column_ends_on(),
    slot: 'state',
    cell: (row: RecertifyRow) => <span classList={{ soon: isSoon(row.endsOn) }}>{dayText(row.endsOn)}</span>,
  },
  {
    key: 'because',
    head: people_column_why(),
    slot: 'next',
    cell: (row: RecertifyRow) => (row.because === 'retired' ? people_ends_retired() : people_ends_expires()),
  },
  qualifies,
] as Column<RecertifyRow>[]

const views = [
  { value: '', label: people_trainings_view_all },
  { value: '90', label: people_trainings_view_90 },
  { value: '180', label: people_trainings_view_180 },
] as const

/** What professionals completed, and who has to certify again soon (CP-R7). */
const TrainingsPage = () => {
  const address = createListAddress(['q', 'location', 'within'])
  const within = () => ([90, 180] as const).find((days) => String(days) === address.value('within'))
  return (
    <PeopleFrame current="trainings">
      <p class="t2 lead-in">{people_trainings_lead()}</p>
      <nav class="views" aria-label={people_trainings_show()}>
        <For each={views}>
          {(view) => (
            <a
              class="btn"
              href={view.value === '' ? paths.trainings : `${paths.trainings}?within=${view.value}`}
              aria-current={String(within() ?? '') === view.value ? 'page' : undefined}
            >
              {view.label()}
            </a>
          )}
        </For>
      </nav>
      <Show when={within()} keyed fallback={<Completed address={address} />}>
        {(days) => <Recertifying address={address} days={days} />}
      </Show>
    </PeopleFrame>
  )
}

export default TrainingsPage

type Address = ReturnType<typeof createListAddress<'q' | 'location' | 'within'>>

const createPlaceChip = (address: Address) => {
  const places = createPlaces()
  return () =>
    choiceChip({
      key: 'location',
      label: people_filter_location(),
      choices: () => places.options(),
      chosen: () => address.value('location') || null,
      choose: (location) => address.change({ location }),
    })
}

const Completed = (props: { address: Address }) => {
  // The list keeps the address it was made with.
  // eslint-disable-next-line solid/reactivity
  const { address } = props
  const placeChip = createPlaceChip(address)
  const list = createTrpcQuery(
    api.credentials.trainings,
    () => ({
      search: address.value('q'),
      locationId: address.value('location') || null,
      cursor: address.cursor(),
      size: address.size(),
    }),
    () => ({ keepsPrevious: true }),
  )
  const search = createSearch(
    () => address.value('q'),
    (typed) => address.change({ q: typed || null }, true),
  )
  const clear = (): void => {
    search.set('')
    address.clear()
  }
  return (
    <>
      <FilterBar
        search={{ value: search.typed(), onInput: search.set, label: people_trainings_search() }}
        filters={[placeChip()]}
        onClear={clear}
      />
      <ListView
        query={list}
        address={{ ...address, clear }}
        what={people_trainings_what()}
        label={people_trainings_list()}
        columns={trainingColumns}
        rowKey={(row) => row.id}
        rowName={(row) => `${row.personName}, ${row.name}`}
        below={<LastImport at={answerOf(list)?.lastImportAt} />}
        empty={{ title: people_trainings_empty_title(), text: people_trainings_empty_text() }}
        none={{ title: people_trainings_none_title(), text: people_trainings_none_text() }}
      />
    </>
  )
}

const Recertifying = (props: { address: Address; days: 90 | 180 }) => {
  // eslint-disable-next-line solid/reactivity
  const { address } = props
  const placeChip = createPlaceChip(address)
  const list = createTrpcQuery(
    api.credentials.recertify,
    () => ({
      withinDays: props.days,
      locationId: address.value('location') || null,
      cursor: address.cursor(),
      size: address.size(),
    }),
    () => ({ keepsPrevious: true }),
  )
  const clear = (): void => address.change({ location: null })
  return (
    <>
      <FilterBar filters={[placeChip()]} onClear={clear} />
      <ListView
        query={list}
        address={{ ...address, clear, isNarrowed: () => address.value('location') !== '' }}
        what={people_trainings_what()}
        label={people_recertify_list({ days: props.days })}
        columns={recertifyColumns}
        rowKey={(row) => row.id}
        rowName={(row) => `${row.personName}, ${row.name}`}
        below={<LastImport at={answerOf(list)?.lastImportAt} />}
        empty={{ title: people_recertify_empty_title(), text: people_recertify_empty_text({ days: props.days }) }}
        none={{ title: people_trainings_none_title(), text: people_trainings_none_text() }}
      />
    </>
  )
}
