import { contactRoles } from '@ofrecord/core/people/contact.rules'
import {
  access_contact_state_confirmed,
  access_contact_state_held,
  access_contact_state_inherited,
  access_contact_state_missing,
  access_mailbox_bouncing,
  people_column_location,
  people_contacts_empty_text,
  people_contacts_empty_title,
  people_contacts_lead,
  people_contacts_list,
  people_contacts_none_text,
  people_contacts_none_title,
  people_contacts_search,
  people_contacts_search_hint,
  people_contacts_what,
  people_filter_contact_role,
  people_filter_contact_state,
  people_export_text,
  people_many,
} from '@ofrecord/messages/messages'
import { createMemo, createSignal, Show } from 'solid-js'
import { choiceChip } from '../claims/list/chips.tsx'
import { api } from '../lib/api.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import type { Column } from '../ui/table.tsx'
import { createAddressSearch, createListAddress } from '../lists/address.ts'
import { AssignDialog } from './assign.dialog.tsx'
import { ContactCell } from './contact-cell.tsx'
import type { ContactPlace, ContactRow } from './contact-cell.tsx'
import { ContactTasks } from './contact-tasks.tsx'
import { ExportButton } from '../lists/export-button.tsx'
import { PeopleFrame } from './frame.tsx'
import { ListView } from '../lists/list-view.tsx'
import { ManyDialog } from './many.dialog.tsx'
import { PlaceCell } from './place-cell.tsx'
import { placeChip } from '../organisations/place-filter.tsx'
import { createPlaces } from '../organisations/places.ts'
import { contactWords } from './words.ts'

const states = {
  inherited: access_contact_state_inherited,
  confirmed: access_contact_state_confirmed,
  held: access_contact_state_held,
  missing: access_contact_state_missing,
  bouncing: access_mailbox_bouncing,
} as const

const stateKeys = Object.keys(states) as (keyof typeof states)[]

const nameOf = (row: ContactRow): string => `${row.locationName} ${row.locationNumber}`

/** Six roles at each location, with who holds them (B.6.3). */
const ContactsPage = () => {
  const me = useMe()
  const manages = () => may(me(), 'people.manage')
  const address = createListAddress(['q', 'location', 'role', 'state'])
  const places = createPlaces('people.manage')
  const [assigning, setAssigning] = createSignal<ContactPlace>()
  const [isMany, setMany] = createSignal(false)
  const filters = () => ({
    search: address.value('q'),
    locationId: address.value('location') || null,
    role: contactRoles.find((role) => role === address.value('role')) ?? null,
    state: stateKeys.find((state) => state === address.value('state')) ?? null,
  })
  const contacts = createTrpcQuery(
    api.contacts.list,
    () => ({ ...filters(), cursor: address.cursor(), size: address.size() }),
    () => ({ keepsPrevious: true }),
  )
  const search = createAddressSearch(address)
  const columns = createMemo((): Column<ContactRow>[] => [
    {
      key: 'location',
      head: people_column_location(),
      names: true,
      slot: 'title',
      cell: (row) => <PlaceCell row={row} />,
    },
    ...contactRoles.map((role): Column<ContactRow> => ({
      key: role,
      head: contactWords[role](),
      cell: (row) => <ContactCell row={row} role={role} manages={manages()} onAssign={setAssigning} />,
    })),
  ])
  const chips = () => [
    choiceChip({
      key: 'role',
      label: people_filter_contact_role(),
      choices: () => contactRoles.map((value) => ({ value, label: contactWords[value]() })),
      chosen: () => filters().role,
      choose: (role) => address.change({ role }),
    }),
    choiceChip({
      key: 'state',
      label: people_filter_contact_state(),
      choices: () => stateKeys.map((value) => ({ value, label: states[value]() })),
      chosen: () => filters().state,
      choose: (state) => address.change({ state }),
    }),
    placeChip(places, {
      label: people_column_location(),
      chosen: () => filters().locationId,
      choose: (location) => address.change({ location }),
    }),
  ]
  return (
    <PeopleFrame
      current="contacts"
      actions={
        <>
          <Show when={manages()}>
            <Button onClick={() => setMany(true)}>{people_many()}</Button>
          </Show>
          <ExportButton
            procedure={api.contacts.exportCount}
            file="contacts"
            filters={filters()}
            text={people_export_text}
          />
        </>
      }
    >
      <p class="t2 lead-in">{people_contacts_lead()}</p>
      <ContactTasks />
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
          query={contacts}
          address={{ ...address, clear: search.clear }}
          what={people_contacts_what()}
          label={people_contacts_list()}
          columns={columns()}
          rowKey={(row) => row.locationId}
          rowName={nameOf}
          narrow="labels"
          empty={{ title: people_contacts_empty_title(), text: people_contacts_empty_text() }}
          none={{ title: people_contacts_none_title(), text: people_contacts_none_text() }}
        />
      </div>
      <Show when={assigning()}>{(place) => <AssignDialog place={place()} onClose={() => setAssigning()} />}</Show>
      <Show when={isMany()}>
        <ManyDialog places={places} onClose={() => setMany(false)} />
      </Show>
    </PeopleFrame>
  )
}

export default ContactsPage
