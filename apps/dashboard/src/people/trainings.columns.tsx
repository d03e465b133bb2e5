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
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import type { AppRouter } from '../lib/app-router.ts'
import { shownPerson } from '../lib/erased.ts'
import { CatalogueName, CatalogueNames } from '../ui/catalogue.tsx'
import { Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { Day } from './day.tsx'
import { skillWords } from './words.ts'

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
      <CatalogueName>{row.name}</CatalogueName> <span class="t3 mono">{row.code}</span>
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
  cell: (row) => <CatalogueNames names={row.qualifiesFor} />,
}

export const trainingColumns: Column<TrainingRow>[] = [
  person,
  result,
  place,
  {
    key: 'passed',
    head: people_column_passed(),
    slot: 'next',
    says: true,
    cell: (row) => <Day of={row.passedOn} />,
  },
  {
    key: 'ends',
    head: people_column_ends_on(),
    cell: (row) => <Show when={row.countsThrough}>{(day) => <Day of={day()} />}</Show>,
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

export const recertifyColumns = [
  person,
  result,
  place,
  {
    key: 'ends',
    head: people_column_ends_on(),
    slot: 'state',
    says: true,
    cell: (row: RecertifyRow) => (
      <span classList={{ soon: isSoon(row.endsOn) }}>
        <Day of={row.endsOn} />
      </span>
    ),
  },
  {
    key: 'because',
    head: people_column_why(),
    slot: 'next',
    cell: (row: RecertifyRow) => (row.because === 'retired' ? people_ends_retired() : people_ends_expires()),
  },
  qualifies,
] as Column<RecertifyRow>[]
