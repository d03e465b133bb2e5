import {
  people_column_role,
  people_granter,
  people_granters,
  people_granters_none,
  people_granters_what,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { roleName } from '../account/role-name.ts'
import { api } from '../lib/api.ts'
import { shownPerson } from '../lib/erased.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import './people.css'

/** Who can give a role to whoever has none, or not the right one (ROL-R5). */
export const Granters = () => {
  const granters = createTrpcQuery(api.session.whoCanGrant)
  return (
    <Section title={people_granters()}>
      <Loaded query={granters} what={people_granters_what()} rows={2}>
        {(known) => (
          <Show when={known().length > 0} fallback={<p class="t3 sm">{people_granters_none()}</p>}>
            <ul class="holdings" aria-label={people_column_role()}>
              <For each={known()}>
                {(granter) => (
                  <li>
                    <span class="b" dir="auto">
                      {shownPerson(granter.name)}
                    </span>{' '}
                    <a class="u" href={`mailto:${granter.email}`}>
                      {granter.email}
                    </a>{' '}
                    <span class="t3">
                      {people_granter({
                        role: roleName(granter.role),
                        place: granter.locationName ?? granter.organisationName,
                      })}
                    </span>
                  </li>
                )}
              </For>
            </ul>
          </Show>
        )}
      </Loaded>
    </Section>
  )
}
