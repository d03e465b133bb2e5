import {
  account_all_locations,
  account_home_title,
  account_nav_organisation,
  claims_home_organisation_what,
  claims_home_your_locations,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { locationStatuses } from '../organisations/location-status.ts'
import type { Place } from '../organisations/places.ts'
import { paths } from '../paths.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import { Status } from '../ui/status.tsx'
import { createMembershipTodos } from '../memberships/todos.ts'
import { createOrganisationTodos } from '../organisations/todos.ts'
import { createPeopleTodos } from '../people/todos.ts'
import { RolesSection } from './roles-home.tsx'
import { leadOf, TodoList } from './todo-list.tsx'

const mostShown = 10

/** For people without claims: that nothing waits on them, what they are here, and the locations they act for. */
export const OrganisationHome = () => {
  const places = createTrpcQuery(api.hierarchy.choices, () => ({ privilege: 'organisations.see' as const }))
  const people = createPeopleTodos()
  const ofOrganisation = createOrganisationTodos()
  const membership = createMembershipTodos()
  const todos = () => [...ofOrganisation(), ...membership(), ...people()]
  return (
    <>
      <div class="head">
        <div>
          <h1>{account_home_title()}</h1>
          <Show when={answerOf(places)}>
            <p class="t2">{leadOf(todos())}</p>
          </Show>
        </div>
      </div>
      <div class="cols">
        <div>
          <TodoList todos={todos()} />
          <Loaded query={places} what={claims_home_organisation_what()} rows={4}>
            {(known) => (
              <Section
                title={claims_home_your_locations()}
                first={todos().length === 0}
                actions={<a href={paths.organisation}>{account_nav_organisation()}</a>}
              >
                <ul class="recent">
                  <For each={known().rows.slice(0, mostShown)}>
                    {(location) => (
                      <li>
                        <YourLocation location={location} />
                      </li>
                    )}
                  </For>
                </ul>
                <Show when={known().more || known().rows.length > mostShown}>
                  <p class="mt-3">
                    <a href={paths.locations}>{account_all_locations()}</a>
                  </p>
                </Show>
              </Section>
            )}
          </Loaded>
        </div>
        <aside class="side">
          <RolesSection />
        </aside>
      </div>
    </>
  )
}

const YourLocation = (props: { location: Place }) => {
  const status = () => locationStatuses[props.location.status]
  return (
    <>
      <span>
        <span class="b" dir="auto">
          {props.location.name}
        </span>{' '}
        <span class="t3 num">{props.location.number}</span>
      </span>
      <Status look={status().look}>{status().word()}</Status>
    </>
  )
}
