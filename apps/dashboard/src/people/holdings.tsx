import type { ContactRole } from '@ofrecord/core/people/contact.rules'
import type { GrantablePrivilege } from '@ofrecord/core/people/privilege.rules'
import type { inferRouterOutputs } from '@trpc/server'
import {
  access_contact_state_inherited,
  account_all_locations,
  people_column_roles,
  people_held_more,
  people_menu_contacts,
  people_menu_privileges,
  people_none_held,
  people_role_by_contact,
  people_role_held_back,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { For, Show } from 'solid-js'
import { roleName } from '../account/role-name.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { DefinitionList, Section } from '../ui/record.tsx'
import './people.css'
import { contactWords, privilegeWords } from './words.ts'

type Held = inferRouterOutputs<AppRouter>['people']['held']

/** What somebody holds; it all ends with their time here (PPL-R6). */
export const Holdings = (props: { of: Held }) => (
  <>
    <Section title={people_column_roles()} first>
      <Roles of={props.of.roles} />
    </Section>
    <Section title={people_menu_contacts()}>
      <Contacts of={props.of.contacts} />
    </Section>
    <Section title={people_menu_privileges()}>
      <Privileges of={props.of.privileges} />
    </Section>
  </>
)

/** The same of oneself, as a part of a page. */
export const OwnHoldings = (props: { of: Held }) => (
  <DefinitionList
    facts={[
      { term: people_column_roles(), detail: <Roles of={props.of.roles} /> },
      { term: people_menu_contacts(), detail: <Contacts of={props.of.contacts} /> },
      { term: people_menu_privileges(), detail: <Privileges of={props.of.privileges} /> },
    ]}
  />
)

const Roles = (props: { of: Held['roles'] }) => (
  <HeldList held={props.of}>
    {(held) => (
      <>
        <span class="b">{roleName(held.role)}</span>{' '}
        <span class="t2" dir="auto">
          {held.locationName ?? account_all_locations()}
        </span>{' '}
        <span class="t3">
          {held.heldBack ? people_role_held_back() : held.source === 'contact' ? people_role_by_contact() : ''}
        </span>
      </>
    )}
  </HeldList>
)

const Contacts = (props: { of: Held['contacts'] }) => (
  <HeldList held={props.of}>
    {(held) => (
      <>
        <span class="b">{contactWords[held.role as ContactRole]()}</span>{' '}
        <span class="t2" dir="auto">
          {held.locationName}
        </span>{' '}
        <span class="t3">{held.state === 'inherited' ? access_contact_state_inherited() : ''}</span>
      </>
    )}
  </HeldList>
)

const Privileges = (props: { of: Held['privileges'] }) => (
  <HeldList held={props.of}>
    {(held) => (
      <>
        <span class="b">{privilegeWords[held.privilege as GrantablePrivilege].word()}</span>{' '}
        <span class="t2" dir="auto">
          {held.locationName}
        </span>
      </>
    )}
  </HeldList>
)

const HeldList = <Item,>(props: {
  held: { rows: readonly Item[]; count: number }
  children: (item: Item) => JSX.Element
}) => (
  <Show when={props.held.count > 0} fallback={<p class="t3 sm">{people_none_held()}</p>}>
    <ul class="holdings">
      <For each={props.held.rows}>{(item) => <li>{props.children(item)}</li>}</For>
      <Show when={props.held.count > props.held.rows.length}>
        <li class="t3">{people_held_more({ count: props.held.count - props.held.rows.length })}</li>
      </Show>
    </ul>
  </Show>
)
