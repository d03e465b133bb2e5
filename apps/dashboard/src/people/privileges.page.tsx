import { grantablePrivileges } from '@ofrecord/core/people/privilege.rules'
import type { GrantablePrivilege } from '@ofrecord/core/people/privilege.rules'
import type { inferRouterOutputs } from '@trpc/server'
import {
  people_column_location,
  people_contacts_empty_text,
  people_contacts_empty_title,
  people_contacts_none_text,
  people_contacts_none_title,
  people_contacts_search,
  people_contacts_search_hint,
  people_filter_privilege,
  people_grant,
  people_grant_of,
  people_privileges_lead,
  people_privileges_list,
  people_privileges_note,
  people_privileges_what,
  people_regranted,
  people_revoke,
  people_revoke_of,
  people_revoked,
  people_slots_left,
  people_slots_none,
} from '@ofrecord/messages/messages'
import { createSignal, For, Show } from 'solid-js'
import { choiceChip } from '../claims/list/chips.tsx'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { shownPerson } from '../lib/erased.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import type { Column } from '../ui/table.tsx'
import { createAddressSearch, createListAddress } from '../lists/address.ts'
import { perform } from './deed.ts'
import { PeopleFrame } from './frame.tsx'
import { GrantDialog } from './grant.dialog.tsx'
import type { GrantPlace } from './grant.dialog.tsx'
import { ListView } from '../lists/list-view.tsx'
import { PlaceCell } from './place-cell.tsx'
import { placeChip } from '../organisations/place-filter.tsx'
import { createPlaces } from '../organisations/places.ts'
import { privilegeWords } from './words.ts'

type PrivilegeRow = inferRouterOutputs<AppRouter>['privileges']['list']['rows'][number]
type Held = PrivilegeRow['grants'][number]

/** What people are allowed at single locations, and how many may be (B.6.4). */
const PrivilegesPage = () => {
  const me = useMe()
  const address = createListAddress(['q', 'location', 'privilege'])
  const places = createPlaces('people.manage')
  const [granting, setGranting] = createSignal<GrantPlace>()
  const filters = () => ({
    search: address.value('q'),
    locationId: address.value('location') || null,
    privilege: grantablePrivileges.find((privilege) => privilege === address.value('privilege')) ?? null,
  })
  const privileges = createTrpcQuery(
    api.privileges.list,
    () => ({ ...filters(), cursor: address.cursor(), size: address.size() }),
    () => ({ keepsPrevious: true }),
  )
  const search = createAddressSearch(address)
  const columns: Column<PrivilegeRow>[] = [
    {
      key: 'location',
      head: people_column_location(),
      names: true,
      slot: 'title',
      cell: (row) => <PlaceCell row={row} />,
    },
    ...grantablePrivileges.map((privilege): Column<PrivilegeRow> => ({
      key: privilege,
      head: privilegeWords[privilege].word(),
      cell: (row) => (
        <GrantsCell row={row} privilege={privilege} manages={may(me(), 'people.manage')} onGrant={setGranting} />
      ),
    })),
  ]
  const chips = () => [
    choiceChip({
      key: 'privilege',
      label: people_filter_privilege(),
      choices: () => grantablePrivileges.map((value) => ({ value, label: privilegeWords[value].word() })),
      chosen: () => filters().privilege,
      choose: (privilege) => address.change({ privilege }),
    }),
    placeChip(places, {
      label: people_column_location(),
      chosen: () => filters().locationId,
      choose: (location) => address.change({ location }),
    }),
  ]
  return (
    <PeopleFrame current="privileges">
      <p class="t2 lead-in">{people_privileges_lead()}</p>
      <FilterBar
        search={{
          value: search.typed(),
          onInput: search.set,
          label: people_contacts_search(),
          placeholder: people_contacts_search_hint(),
        }}
        filters={chips()}
        onClear={search.clear}
      />
      <div class="grid-list">
        <ListView
          query={privileges}
          address={{ ...address, clear: search.clear }}
          what={people_privileges_what()}
          label={people_privileges_list()}
          columns={columns}
          rowKey={(row) => row.locationId}
          rowName={(row) => `${row.locationName} ${row.locationNumber}`}
          narrow="labels"
          below={people_privileges_note()}
          empty={{ title: people_contacts_empty_title(), text: people_contacts_empty_text() }}
          none={{ title: people_contacts_none_title(), text: people_contacts_none_text() }}
        />
      </div>
      <Show when={granting()}>{(place) => <GrantDialog place={place()} onClose={() => setGranting()} />}</Show>
    </PeopleFrame>
  )
}

export default PrivilegesPage

const GrantsCell = (props: {
  row: PrivilegeRow
  privilege: GrantablePrivilege
  manages: boolean
  onGrant: (place: GrantPlace) => void
}) => {
  const about = () => ({ privilege: privilegeWords[props.privilege].word(), location: props.row.locationName })
  const held = () => props.row.grants.filter(({ privilege }) => privilege === props.privilege)
  const slots = () => props.row.slots.find(({ privilege }) => privilege === props.privilege)
  const limit = () => slots()?.limit ?? null
  const grant = (): void => {
    const { locationId, locationName } = props.row
    props.onGrant({ locationId, locationName, privilege: props.privilege })
  }
  return (
    <div class="grants">
      <Show when={limit() !== null}>
        <span class="t3 num">
          {limit() === 0 ? people_slots_none() : people_slots_left({ left: slots()?.left ?? 0, limit: limit() ?? 0 })}
        </span>
      </Show>
      <ul>
        <For each={held()}>
          {(each) => (
            <li>
              <span dir="auto">{shownPerson(each.name)}</span>
              <Show when={props.manages}>
                <Button look="quiet" icon="x" iconOnly onClick={() => void revoke(props.row, each)}>
                  {people_revoke()} {people_revoke_of({ name: each.name, ...about() })}
                </Button>
              </Show>
            </li>
          )}
        </For>
      </ul>
      <Show when={props.manages && slots()?.left !== 0}>
        <button type="button" class="link" onClick={grant}>
          {people_grant()} <span class="vh">{people_grant_of(about())}</span>
        </button>
      </Show>
    </div>
  )
}

/** The slot is free at once (PRV-R2): whoever wants it back may be told that somebody else has it by now. */
const revoke = (row: PrivilegeRow, { grantId, personId, privilege, name }: Held): Promise<boolean> => {
  const { locationId, locationName: location } = row
  const about = { name: shownPerson(name), privilege: privilegeWords[privilege].word(), location }
  return perform({
    work: () => api.privileges.revoke.mutate({ grantId }),
    told: people_revoked(about),
    back: {
      work: () => api.privileges.grant.mutate({ locationId, personId, privilege }),
      told: people_regranted(about),
    },
  })
}
