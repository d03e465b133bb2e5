import {
  account_all_locations,
  account_home_title,
  account_menu,
  claims_home_no_places,
  claims_home_no_places_operations,
  claims_home_no_places_text,
  claims_home_places,
  claims_home_your_roles,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { ownPages } from '../account/menu-items.tsx'
import { placesText } from '../account/role-places.ts'
import { roleName } from '../account/role-name.ts'
import { useMe } from '../lib/session.ts'
import type { Place } from '../navigation.ts'
import { placesOf } from '../navigation.ts'
import { createRecoveryTodos } from '../organisations/todos.ts'
import { paths } from '../paths.ts'
import { Granters } from '../people/granters.tsx'
import { Section } from '../ui/record.tsx'
import { EmptyState } from '../ui/states.tsx'
import { createDeskTodos } from './desk-todos.ts'
import { leadOf, TodoList } from './todo-list.tsx'

/** For the vendor's desks, and for who is of no organisation: what waits, who the reader is here, and where their work is. */
export const RolesHome = () => {
  const me = useMe()
  const todos = me().side === 'vendor' ? createDeskTodos() : createRecoveryTodos()
  const places = () => placesOf(me()).filter(({ href }) => href !== paths.home)
  return (
    <>
      <div class="head">
        <div>
          <h1>{account_home_title()}</h1>
          <Show when={todos()}>{(known) => <p class="t2">{leadOf(known())}</p>}</Show>
        </div>
      </div>
      <div class="cols">
        <div>
          <TodoList todos={todos() ?? []} />
          <Show when={places().length > 0} fallback={<NoPlaces />}>
            <Places places={places()} first={(todos() ?? []).length === 0} />
          </Show>
        </div>
        <aside class="side">
          <RolesSection />
        </aside>
      </div>
    </>
  )
}

const Places = (props: { places: readonly Place[]; first: boolean }) => (
  <section classList={{ 'mt-6': !props.first }} aria-labelledby="places">
    <h2 id="places">{claims_home_places()}</h2>
    <ul class="sm recent-roles">
      <For each={props.places}>
        {({ href, label }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        )}
      </For>
    </ul>
  </section>
)

/** A role that opens no page says so, and whom to ask; one's own pages stay. */
const NoPlaces = () => {
  const me = useMe()
  const isOperating = () => me().roles.some(({ role }) => role === 'ops_agent')
  return (
    <>
      <Show when={me().side === 'vendor'}>
        <EmptyState title={claims_home_no_places()}>
          {isOperating() ? claims_home_no_places_operations() : claims_home_no_places_text()}
        </EmptyState>
        <Granters />
      </Show>
      <Section title={account_menu()} first={me().side !== 'vendor'}>
        <ul class="sm recent-roles mt-3">
          <For each={ownPages(me())}>
            {([href, word]) => (
              <li>
                <a href={href}>{word()}</a>
              </li>
            )}
          </For>
        </ul>
      </Section>
    </>
  )
}

export const RolesSection = () => {
  const me = useMe()
  return (
    <section>
      <h2>{claims_home_your_roles()}</h2>
      <ul class="sm recent-roles">
        <For each={me().roles}>
          {({ role, locations }) => (
            <li>
              {roleName(role)}
              <Show when={me().side === 'partner'}>
                <span class="t3 below">
                  {locations === null ? account_all_locations() : placesText([locations], 10)}
                </span>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
