import type { ContactRole } from '@ofrecord/core/people/contact.rules'
import type { GrantablePrivilege } from '@ofrecord/core/people/privilege.rules'
import { useParams } from '@solidjs/router'
import type { inferRouterOutputs } from '@trpc/server'
import {
  access_contact_state_inherited,
  account_all_locations,
  people_column_country,
  people_column_email,
  people_column_invited_by,
  people_column_job_role,
  people_column_location,
  people_column_roles,
  people_column_since,
  people_column_until,
  people_fact_language,
  people_fact_phone,
  people_facts,
  people_history,
  people_mail_back_text,
  people_menu_contacts,
  people_menu_privileges,
  people_no_name,
  people_none_held,
  people_person_what,
  people_reason,
  people_role_by_contact,
  people_role_held_back,
  people_title,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { For, Show } from 'solid-js'
import { roleName } from '../account/role-name.ts'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { shownPerson } from '../lib/erased.ts'
import { formatDate } from '../lib/format.ts'
import { languageName } from '../lib/locale.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { createFocusKeeper } from '../lists/kept-focus.ts'
import { countryName } from '../organisations/countries.ts'
import { paths } from '../paths.ts'
import { Address } from '../ui/address.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import type { Fact } from '../ui/record.tsx'
import { DefinitionList, Section } from '../ui/record.tsx'
import { Status } from '../ui/status.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { nameOrAddress } from './cells.tsx'
import { historyEntries } from './history.ts'
import './people.css'
import { PersonMenu } from './person-menu.tsx'
import { contactWords, privilegeWords, stateWords } from './words.ts'

type KnownPerson = inferRouterOutputs<AppRouter>['people']['get']

/** One person, as far as an administrator of where they are at home may know them (B.18). */
const PersonPage = () => {
  const params = useParams<{ affiliationId: string }>()
  const person = createTrpcQuery(api.people.get, () => ({ affiliationId: params.affiliationId }))
  const title = () => {
    const known = answerOf(person)
    return known ? nameOrAddress(known) : people_title()
  }
  createPage(() => ({ title: title(), above: [{ label: people_title(), href: paths.people }] }))
  createFocusKeeper()
  return (
    <Loaded query={person} whole what={people_person_what()} rows={6}>
      {(known) => (
        <>
          <div class="head">
            <div>
              <h1 dir="auto">{shownPerson(known().name) || people_no_name()}</h1>
              <Status look={stateWords[known().status].look}>{stateWords[known().status].word()}</Status>
            </div>
            <PersonMenu person={known()} labelled />
          </div>
          <Show when={known().bouncedAt}>
            {(at) => (
              <Note tone="act" icon="mail">
                {people_mail_back_text({ date: formatDate(at()) })}
              </Note>
            )}
          </Show>
          <div class="cols record">
            <div>
              <Holdings person={known()} />
              <Show when={known().history.length > 0}>
                <Section title={people_history()}>
                  <Timeline label={people_history()} entries={historyEntries(known().history)} />
                </Section>
              </Show>
            </div>
            <aside class="side" aria-label={people_facts()}>
              <section>
                <h2>{people_facts()}</h2>
                <DefinitionList facts={factsOf(known())} />
              </section>
            </aside>
          </div>
        </>
      )}
    </Loaded>
  )
}

export default PersonPage

const factsOf = (person: KnownPerson): Fact[] => [
  { term: people_column_email(), detail: <Address of={shownPerson(person.email)} /> },
  { term: people_column_job_role(), detail: person.jobRole },
  { term: people_column_country(), detail: person.country && countryName(person.country) },
  { term: people_fact_language(), detail: person.language && languageName(person.language) },
  { term: people_fact_phone(), detail: person.phone },
  { term: people_column_location(), detail: person.locationName },
  { term: people_column_since(), detail: formatDate(person.since) },
  { term: people_column_invited_by(), detail: person.invitedBy },
  { term: people_column_until(), detail: person.dueAt && formatDate(person.dueAt) },
  { term: people_reason(), detail: person.reason },
]

/** What somebody holds; it all ends with their time here (PPL-R6). */
const Holdings = (props: { person: KnownPerson }) => (
  <>
    <Held title={people_column_roles()} items={props.person.roles} first>
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
    </Held>
    <Held title={people_menu_contacts()} items={props.person.contacts}>
      {(held) => (
        <>
          <span class="b">{contactWords[held.role as ContactRole]()}</span>{' '}
          <span class="t2" dir="auto">
            {held.locationName}
          </span>{' '}
          <span class="t3">{held.state === 'inherited' ? access_contact_state_inherited() : ''}</span>
        </>
      )}
    </Held>
    <Held title={people_menu_privileges()} items={props.person.privileges}>
      {(held) => (
        <>
          <span class="b">{privilegeWords[held.privilege as GrantablePrivilege].word()}</span>{' '}
          <span class="t2" dir="auto">
            {held.locationName}
          </span>
        </>
      )}
    </Held>
  </>
)

const Held = <Item,>(props: {
  title: string
  items: readonly Item[]
  first?: boolean
  children: (item: Item) => JSX.Element
}) => (
  <Section title={props.title} first={props.first}>
    <Show when={props.items.length > 0} fallback={<p class="t3 sm">{people_none_held()}</p>}>
      <ul class="holdings">
        <For each={props.items}>{(item) => <li>{props.children(item)}</li>}</For>
      </ul>
    </Show>
  </Section>
)
