import { grantableBy, partnerRoles } from '@ofrecord/core/people/role.reach.rules'
import type { inferRouterOutputs } from '@trpc/server'
import {
  account_all_locations,
  people_column_name,
  people_column_role,
  people_column_since,
  people_column_where,
  people_export_text,
  people_filter_person,
  people_filter_role,
  people_give_role,
  people_menu_column,
  people_role_by_contact,
  people_role_revoke,
  people_role_revoke_of,
  people_role_revoked,
  people_role_regranted,
  people_roles_about,
  people_roles_empty_text,
  people_roles_empty_title,
  people_roles_lead,
  people_roles_list,
  people_roles_none_text,
  people_roles_none_title,
  people_roles_what,
  people_search,
  people_search_hint,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { roleName } from '../account/role-name.ts'
import { choiceChip, textChip } from '../claims/list/chips.tsx'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import type { Me } from '../lib/session.ts'
import { useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { FilterBar } from '../ui/filter-bar.tsx'
import { DefinitionList, Section } from '../ui/record.tsx'
import type { Column } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import { createAddressSearch, createListAddress } from '../lists/address.ts'
import { ExportButton } from '../lists/export-button.tsx'
import { ListView } from '../lists/list-view.tsx'
import { nameOrAddress, PersonCell } from './cells.tsx'
import { perform } from './deed.ts'
import { PeopleFrame } from './frame.tsx'
import { createPlaces } from '../organisations/places.ts'
import { RoleDialog } from './role.dialog.tsx'
import { roleWords } from './words.ts'

type RoleRow = inferRouterOutputs<AppRouter>['people']['roles']['list']['rows'][number]

const columns: Column<RoleRow>[] = [
  {
    key: 'name',
    head: people_column_name(),
    names: true,
    slot: 'title',
    cell: (row) => <PersonCell person={row} />,
  },
  { key: 'role', head: people_column_role(), slot: 'under', cell: (row) => roleName(row.role) },
  {
    key: 'where',
    head: people_column_where(),
    slot: 'state',
    cell: (row) => <span dir="auto">{row.locationName ?? account_all_locations()}</span>,
  },
  {
    key: 'since',
    head: people_column_since(),
    spare: true,
    cell: (row) => <Time at={row.grantedAt} form="date" />,
  },
]

/** The last column: a role is taken where it stands. */
const revokeColumn = (ownId: () => string): Column<RoleRow> => ({
  key: 'revoke',
  head: people_menu_column(),
  slot: 'next',
  fixed: true,
  cell: (row) => (
    <Show when={row.canRevoke} fallback={<span class="t2">{people_role_by_contact()}</span>}>
      <button type="button" class="link" onClick={() => void revoke(row, row.personId === ownId())}>
        {people_role_revoke()}{' '}
        <span class="vh">{people_role_revoke_of({ role: roleName(row.role), name: nameOrAddress(row) })}</span>
      </button>
    </Show>
  ),
})

/** Whoever takes a role from themselves may not be the one who could give it again. */
const revoke = ({ roleId, affiliationId, role, locationId, ...row }: RoleRow, isOwn: boolean): Promise<boolean> => {
  const about = { role: roleName(role), name: nameOrAddress(row) }
  const back = {
    work: () => api.people.roles.grant.mutate({ affiliationId, role, locationId }),
    told: people_role_regranted(about),
  }
  return perform({
    work: () => api.people.roles.revoke.mutate({ roleId }),
    told: people_role_revoked(about),
    back: isOwn ? undefined : back,
  })
}

/** Whether somebody gives roles in the whole organisation, and not only at their locations (B.0.1). */
const givesEverywhere = (me: Me): boolean =>
  me.roles.some(({ role, locations }) => locations === null && role in grantableBy)

/** Who may do what in the organisation (B.0.1): what the reader may give and take. */
const RolesPage = () => {
  const address = createListAddress(['q', 'role', 'person'])
  const me = useMe()
  const filters = () => ({
    search: address.value('q'),
    role: partnerRoles.find((role) => role === address.value('role')) ?? null,
    affiliationId: address.value('person') || null,
  })
  const list = createTrpcQuery(
    api.people.roles.list,
    () => ({ ...filters(), cursor: address.cursor(), size: address.size() }),
    () => ({ keepsPrevious: true }),
  )
  const toGive = createTrpcQuery(api.people.roles.toGive)
  const drawn = [...columns, revokeColumn(() => me().person.id)]
  const places = createPlaces('roles.grant')
  const [isGiving, setGiving] = createSignal(false)
  const search = createAddressSearch(address)
  const personName = () =>
    answerOf(list)?.rows.find(({ affiliationId }) => affiliationId === address.value('person'))?.name
  const chips = () => [
    choiceChip({
      key: 'role',
      label: people_filter_role(),
      choices: () => partnerRoles.map((value) => ({ value, label: roleName(value) })),
      chosen: () => filters().role,
      choose: (role) => address.change({ role }),
    }),
    ...(address.value('person') === ''
      ? []
      : [
          textChip({
            key: 'person',
            label: people_filter_person(),
            field: people_search(),
            value: () => personName() ?? '…',
            change: (q) => address.change({ person: null, q: q || null }),
          }),
        ]),
  ]
  return (
    <PeopleFrame
      current="roles"
      actions={
        <>
          <ExportButton
            procedure={api.people.roles.exportCount}
            file="roles"
            filters={filters()}
            text={people_export_text}
          />
          <Button onClick={() => setGiving(true)}>{people_give_role()}</Button>
        </>
      }
    >
      <p class="t2 lead-in">{people_roles_lead()}</p>
      <FilterBar
        search={{
          value: search.typed(),
          onInput: search.set,
          label: people_search(),
          placeholder: people_search_hint(),
        }}
        filters={chips()}
        onClear={search.clear}
      />
      <ListView
        query={list}
        address={address}
        what={people_roles_what()}
        label={people_roles_list()}
        columns={drawn}
        rowKey={(row) => row.roleId}
        rowName={nameOrAddress}
        empty={{ title: people_roles_empty_title(), text: people_roles_empty_text() }}
        none={{ title: people_roles_none_title(), text: people_roles_none_text() }}
      />
      <Show when={answerOf(toGive)}>
        {(roles) => (
          <>
            <Section title={people_roles_about()}>
              <div class="about-roles">
                <DefinitionList facts={roles().map((role) => ({ term: roleName(role), detail: roleWords[role]() }))} />
              </div>
            </Section>
            <Show when={isGiving()}>
              <RoleDialog
                toGive={roles()}
                places={places}
                isEverywhere={givesEverywhere(me())}
                onClose={() => setGiving(false)}
              />
            </Show>
          </>
        )}
      </Show>
    </PeopleFrame>
  )
}

export default RolesPage
