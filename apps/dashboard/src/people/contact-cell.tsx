import type { ContactRole } from '@ofrecord/core/people/contact.rules'
import { requiredContactRoles } from '@ofrecord/core/people/contact.rules'
import type { inferRouterOutputs } from '@trpc/server'
import {
  access_contact_state_inherited,
  people_assign_done,
  people_contact_assign,
  people_contact_change,
  people_contact_confirm,
  people_contact_confirmed,
  people_contact_empty,
  people_contact_missing,
  people_contact_of,
  people_contact_remove,
  people_contact_removed,
  people_contact_test,
  people_contact_tested,
  people_mail_back,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { shownPerson } from '../lib/erased.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { Flag } from '../ui/status.tsx'
import { perform } from './deed.ts'
import { contactWords } from './words.ts'

export type ContactRow = inferRouterOutputs<AppRouter>['contacts']['list']['rows'][number]

type Contact = ContactRow['contacts'][number]

/** A role at a location that is to be given to somebody. */
export interface ContactPlace {
  locationId: string
  locationName: string
  isHeadquarters: boolean
  role: ContactRole
  /** Who holds it until then. */
  holder: string | undefined
}

interface ContactCellProps {
  row: ContactRow
  role: ContactRole
  manages: boolean
  onAssign: (place: ContactPlace) => void
}

/** Who holds one role at one location, what is to be known of it, and what can be done. */
export const ContactCell = (props: ContactCellProps) => {
  const held = () => props.row.contacts.find(({ role }) => role === props.role)
  const assign = (): void =>
    props.onAssign({
      locationId: props.row.locationId,
      locationName: props.row.locationName,
      isHeadquarters: props.row.isHeadquarters,
      role: props.role,
      holder: held()?.name,
    })
  const about = () => ({ role: contactWords[props.role](), location: props.row.locationName })
  return (
    <>
      <Show when={held()} fallback={<Empty {...props} about={about()} onAssign={assign} />}>
        {(contact) => (
          <>
            <Show when={props.manages} fallback={<span dir="auto">{shownPerson(contact().name)}</span>}>
              <Menu
                class="link holder"
                label={
                  <>
                    <span dir="auto">{shownPerson(contact().name)}</span>
                    <span class="vh">, {people_contact_of(about())}</span>
                  </>
                }
              >
                <Show when={contact().state === 'inherited'}>
                  <MenuItem icon="check" onSelect={() => void confirm(contact().id)}>
                    {people_contact_confirm()}
                  </MenuItem>
                </Show>
                <MenuItem icon="edit" onSelect={assign}>
                  {people_contact_change()}
                </MenuItem>
                <MenuItem icon="mail" onSelect={() => void testMailbox(contact().id, contact().email)}>
                  {people_contact_test()}
                </MenuItem>
                <Show when={!requiredContactRoles.includes(props.role)}>
                  <MenuItem icon="x" danger onSelect={() => void remove(props.row, contact())}>
                    {people_contact_remove()}
                  </MenuItem>
                </Show>
              </Menu>
            </Show>
            <Show when={contact().state === 'inherited'}>
              <Flag icon="tree">{access_contact_state_inherited()}</Flag>
            </Show>
            <Show when={contact().bouncedAt}>
              <Flag icon="mail">{people_mail_back()}</Flag>
            </Show>
          </>
        )}
      </Show>
    </>
  )
}

const Empty = (props: ContactCellProps & { about: { role: string; location: string }; onAssign: () => void }) => (
  <>
    <Show when={props.row.missing.includes(props.role)}>
      <Flag icon="alert">{people_contact_missing()}</Flag>
    </Show>
    <Show
      when={props.manages}
      fallback={
        <Show when={!props.row.missing.includes(props.role)}>
          <span class="t3">{people_contact_empty()}</span>
        </Show>
      }
    >
      <button type="button" class="link" onClick={() => props.onAssign()}>
        {people_contact_assign()} <span class="vh">{people_contact_of(props.about)}</span>
      </button>
    </Show>
  </>
)

const confirm = (assignmentId: string): Promise<boolean> =>
  perform({
    work: () => api.contacts.confirm.mutate({ assignmentIds: [assignmentId] }),
    told: people_contact_confirmed({ count: 1 }),
  })

const testMailbox = (assignmentId: string, email: string): Promise<boolean> =>
  perform({
    work: () => api.contacts.testMailbox.mutate({ assignmentId }),
    told: people_contact_tested({ email }),
  })

const remove = ({ locationId, locationName: location }: ContactRow, contact: Contact): Promise<boolean> => {
  const { id: assignmentId, personId, role } = contact
  const about = { role: contactWords[role](), location }
  return perform({
    work: () => api.contacts.remove.mutate({ assignmentId }),
    told: people_contact_removed(about),
    back: {
      // Only while nobody holds it: somebody else may have been given it meanwhile.
      work: () => api.contacts.assignMany.mutate({ personId, lines: [{ locationId, role, holderId: null }] }),
      told: people_assign_done({ name: shownPerson(contact.name), ...about }),
    },
  })
}
