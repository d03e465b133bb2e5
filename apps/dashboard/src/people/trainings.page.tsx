import {
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
  people_trainings_search_hint,
  people_trainings_show,
  people_trainings_view_180,
  people_trainings_view_90,
  people_trainings_view_all,
  people_trainings_what,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { FilterBar } from '../ui/filter-bar.tsx'
import { createAddressSearch, createListAddress } from '../lists/address.ts'
import { PeopleFrame } from './frame.tsx'
import { LastImport } from './last-import.tsx'
import { ListView } from '../lists/list-view.tsx'
import { placeChip } from '../organisations/place-filter.tsx'
import { createPlaces } from '../organisations/places.ts'
import { recertifyColumns, trainingColumns } from './trainings.columns.tsx'

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
  const places = createPlaces('people.manage')
  return () =>
    placeChip(places, {
      label: people_filter_location(),
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
  const search = createAddressSearch(address)
  return (
    <>
      <FilterBar
        search={{
          value: search.typed(),
          onInput: search.set,
          label: people_trainings_search(),
          placeholder: people_trainings_search_hint(),
        }}
        filters={[placeChip()]}
        onClear={search.clear}
      />
      <ListView
        query={list}
        address={{ ...address, clear: search.clear }}
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
