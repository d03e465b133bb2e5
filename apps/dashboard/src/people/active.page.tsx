import { partnerRoles } from '@ofrecord/core/people/role.reach.rules'
import type { inferRouterOutputs } from '@trpc/server'
import {
  people_active_empty_text,
  people_active_empty_title,
  people_active_none_text,
  people_active_none_title,
  people_column_country,
  people_column_job_role,
  people_column_location,
  people_column_name,
  people_column_roles,
  people_column_since,
  people_filter_location,
  people_filter_role,
  people_filter_state,
  people_filter_state_ended,
  people_filter_state_ended_tick,
  people_list_active,
  people_menu_column,
  people_search,
  people_search_hint,
  people_what,
  people_export_text,
} from '@ofrecord/messages/messages'
import { createMemo, For } from 'solid-js'
import { roleName } from '../account/role-name.ts'
import { choiceChip, tickChip } from '../claims/list/chips.tsx'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { formatList } from '../lib/format.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { createSearch } from '../lib/search.ts'
import { countryName } from '../organisations/countries.ts'
import { ColumnsButton } from '../ui/columns-button.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import type { Column } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import { createListAddress } from '../lists/address.ts'
import { nameOrAddress, PersonCell } from './cells.tsx'
import { ExportButton } from '../lists/export-button.tsx'
import { PeopleFrame } from './frame.tsx'
import { ListView } from '../lists/list-view.tsx'
import { PersonMenu } from './person-menu.tsx'
import { placeChip } from '../organisations/place-filter.tsx'
import { createPlaces } from '../organisations/places.ts'

type PersonRow = inferRouterOutputs<AppRouter>['people']['list']['rows'][number]

const columns: Column<PersonRow>[] = [
  {
    key: 'name',
    head: people_column_name(),
    names: true,
    slot: 'title',
    cell: (row) => <PersonCell person={row} />,
  },
  { key: 'jobRole', head: people_column_job_role(), spare: true, cell: (row) => row.jobRole },
  {
    key: 'location',
    head: people_column_location(),
    slot: 'under',
    cell: (row) => (
      <>
        <span dir="auto">{row.locationName}</span> <span class="t3 num">{row.locationNumber}</span>
      </>
    ),
  },
  {
    key: 'roles',
    head: people_column_roles(),
    slot: 'state',
    cell: (row) => <RolesCell held={row.roles} />,
  },
  {
    key: 'country',
    head: people_column_country(),
    spare: true,
    cell: (row) => (row.country === '' ? '' : countryName(row.country)),
  },
  {
    key: 'since',
    head: people_column_since(),
    spare: true,
    cell: (row) => <Time at={row.since} form="date" />,
  },
  {
    key: 'menu',
    head: people_menu_column(),
    slot: 'next',
    fixed: true,
    cell: (row) => <PersonMenu person={row} />,
  },
]

/** Each role once, with where it holds; what holds in the whole organisation has no place. */
const RolesCell = (props: { held: PersonRow['roles'] }) => (
  <For each={[...new Set(props.held.map(({ role }) => role))]}>
    {(role) => (
      <span class="held">
        {roleName(role)} <span class="t3">{placesOf(props.held, role)}</span>
      </span>
    )}
  </For>
)

const placesOf = (held: PersonRow['roles'], role: string): string => {
  const names = held.filter((each) => each.role === role).map(({ locationName }) => locationName)
  return formatList([...new Set(names.filter((name) => name !== null))])
}

/** The organisation's people: today's, or those who were here. */
const ActivePage = () => {
  const address = createListAddress(['q', 'location', 'role', 'state', 'hide'])
  const places = createPlaces('people.manage')
  const filters = () => ({
    search: address.value('q'),
    locationId: address.value('location') || null,
    role: partnerRoles.find((role) => role === address.value('role')) ?? null,
    state: address.value('state') === 'ended' ? ('ended' as const) : ('active' as const),
  })
  const people = createTrpcQuery(
    api.people.list,
    () => ({ ...filters(), cursor: address.cursor(), size: address.size() }),
    () => ({ keepsPrevious: true }),
  )
  const search = createSearch(
    () => address.value('q'),
    (typed) => address.change({ q: typed || null }, true),
  )
  const hidden = createMemo(() => new Set(address.value('hide').split(',').filter(Boolean)))
  const drawn = createMemo(() => columns.filter(({ key }) => !hidden().has(key)))
  const clear = (): void => {
    search.set('')
    address.clear()
  }
  const chips = () => [
    placeChip(places, {
      label: people_filter_location(),
      chosen: () => filters().locationId,
      choose: (location) => address.change({ location }),
    }),
    choiceChip({
      key: 'role',
      label: people_filter_role(),
      choices: () => partnerRoles.map((value) => ({ value, label: roleName(value) })),
      chosen: () => filters().role,
      choose: (role) => address.change({ role }),
    }),
    tickChip({
      key: 'state',
      label: people_filter_state(),
      word: people_filter_state_ended(),
      tick: people_filter_state_ended_tick(),
      on: () => filters().state === 'ended',
      turn: (ended) => address.change({ state: ended ? 'ended' : null }),
    }),
  ]
  return (
    <PeopleFrame
      current="active"
      actions={
        <ExportButton procedure={api.people.exportCount} file="people" filters={filters()} text={people_export_text} />
      }
    >
      <FilterBar
        search={{
          value: search.typed(),
          onInput: search.set,
          label: people_search(),
          placeholder: people_search_hint(),
        }}
        filters={chips()}
        onClear={clear}
        wide={
          <ColumnsButton
            columns={columns}
            hidden={hidden()}
            onChange={(left) => address.change({ hide: [...left].join(',') || null }, true)}
          />
        }
      />
      <ListView
        query={people}
        address={{ ...address, clear }}
        what={people_what()}
        label={people_list_active()}
        columns={drawn()}
        rowKey={(row) => row.affiliationId}
        rowName={nameOrAddress}
        empty={{ title: people_active_empty_title(), text: people_active_empty_text() }}
        none={{ title: people_active_none_title(), text: people_active_none_text() }}
      />
    </PeopleFrame>
  )
}

export default ActivePage
