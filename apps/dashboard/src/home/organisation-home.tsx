import {
  account_home_title,
  account_nav_organisation,
  claims_home_organisation_what,
  claims_home_your_locations,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import type { Me } from '../lib/session.ts'
import { useMe } from '../lib/session.ts'
import { locationStatuses } from '../organisations/location-status.ts'
import type { Location } from '../organisations/location-tree.ts'
import { paths } from '../paths.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import { Status } from '../ui/status.tsx'
import { createMembershipTodos } from '../memberships/todos.ts'
import { createOrganisationTodos } from '../organisations/todos.ts'
import { createPeopleTodos } from '../people/todos.ts'
import { RolesSection } from './roles-home.tsx'
import { leadOf, TodoList } from './todo-list.tsx'

/** For people without claims: that nothing waits on them, what they are here, and the locations they act for. */
export const OrganisationHome = () => {
  const me = useMe()
  const organisation = createTrpcQuery(api.organisations.get)
  const people = createPeopleTodos()
  const ofOrganisation = createOrganisationTodos()
  const membership = createMembershipTodos()
  const todos = () => [...ofOrganisation(), ...membership(), ...people()]
  return (
    <>
      <div class="head">
        <div>
          <h1>{account_home_title()}</h1>
          <Show when={answerOf(organisation)}>
            <p class="t2">{leadOf(todos())}</p>
          </Show>
        </div>
      </div>
      <div class="cols">
        <div>
          <TodoList todos={todos()} />
          <Loaded query={organisation} what={claims_home_organisation_what()} rows={4}>
            {(known) => (
              <Section
                title={claims_home_your_locations()}
                first={todos().length === 0}
                actions={<a href={paths.organisation}>{account_nav_organisation()}</a>}
              >
                <ul class="recent">
                  <For each={known().locations.filter((location) => isYours(me(), location))}>
                    {(location) => (
                      <li>
                        <YourLocation location={location} />
                      </li>
                    )}
                  </For>
                </ul>
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

const isYours = (me: Me, { id }: Location): boolean =>
  me.roles.some(({ locations }) => locations === null || locations.some((location) => location.id === id))

const YourLocation = (props: { location: Location }) => {
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
