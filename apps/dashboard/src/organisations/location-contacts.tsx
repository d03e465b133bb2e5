import {
  access_contact_state_missing,
  hierarchy_contact_inherited,
  hierarchy_contacts_what,
  hierarchy_subject_contacts,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { Address } from '../ui/address.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import { Flag } from '../ui/status.tsx'
import { contactWord } from './change/impact.words.ts'

/** Who speaks for a location, and which roles nobody holds. */
export const LocationContacts = (props: { locationId: string }) => {
  const me = useMe()
  const contacts = createTrpcQuery(
    api.contacts.list,
    () => ({ locationId: props.locationId, size: 25 as const }),
    () => ({ enabled: may(me(), 'people.see') }),
  )
  return (
    <Show when={may(me(), 'people.see')}>
      <Section title={hierarchy_subject_contacts()} first>
        <Loaded query={contacts} what={hierarchy_contacts_what()} rows={4}>
          {(page) => (
            <dl class="dl mt-3">
              <For each={page().rows[0]?.contacts ?? []}>
                {(contact) => (
                  <>
                    <dt>{contactWord(contact.role)}</dt>
                    <dd>
                      <span dir="auto">{contact.name}</span>{' '}
                      <span class="t3">
                        <Address of={contact.email} />
                      </span>
                      <Show when={contact.state === 'inherited'}>
                        <div>
                          <Flag icon="info">{hierarchy_contact_inherited()}</Flag>
                        </div>
                      </Show>
                    </dd>
                  </>
                )}
              </For>
              <For each={page().rows[0]?.missing ?? []}>
                {(role) => (
                  <>
                    <dt>{contactWord(role)}</dt>
                    <dd>
                      <Flag icon="action">{access_contact_state_missing()}</Flag>
                    </dd>
                  </>
                )}
              </For>
            </dl>
          )}
        </Loaded>
      </Section>
    </Show>
  )
}
