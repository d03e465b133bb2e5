import {
  account_all_locations,
  account_home_title,
  claims_home_no_screens,
  claims_home_none,
  claims_home_your_roles,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { roleName } from '../account/role-name.ts'
import { formatList } from '../lib/format.ts'
import { useMe } from '../lib/session.ts'

/** For roles whose records have no screens yet: who they are here, and no promise. */
export const RolesHome = () => (
  <>
    <div class="head">
      <div>
        <h1>{account_home_title()}</h1>
        <p class="t2">{claims_home_none()}</p>
      </div>
    </div>
    <div class="max-w-160">
      <RolesSection />
      <p class="t2 mt-4">{claims_home_no_screens()}</p>
    </div>
  </>
)

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
                  {locations === null ? account_all_locations() : formatList(locations.map(({ name }) => name))}
                </span>
              </Show>
            </li>
          )}
        </For>
      </ul>
    </section>
  )
}
