import {
  people_end,
  people_menu_column,
  people_menu_contacts,
  people_menu_of,
  people_menu_open,
  people_menu_privileges,
  people_menu_roles,
  people_move,
} from '@ofrecord/messages/messages'
import { useNavigate } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { nameOrAddress } from './cells.tsx'
import { EndDialog, MoveDialog } from './person.dialogs.tsx'
import type { Stay } from './person.dialogs.tsx'

/** What an administrator can do about somebody: from a row, or from their page. */
export const PersonMenu = (props: { person: Stay & { status: string }; labelled?: boolean }) => {
  const me = useMe()
  const navigate = useNavigate()
  // A copy: the row is renewed with the list, and what it says may change meanwhile.
  const [moving, setMoving] = createSignal<Stay>()
  const [ending, setEnding] = createSignal<Stay>()
  const about = () => encodeURIComponent(props.person.email)
  const manages = () => props.person.status === 'active' && may(me(), 'people.manage')
  return (
    <>
      {/* On a page of its own, who left or has not come yet leaves nothing to choose. */}
      <Show when={!props.labelled || manages()}>
        <Menu
          icon="more"
          iconOnly={!props.labelled}
          place="end"
          label={props.labelled ? people_menu_column() : people_menu_of({ name: nameOrAddress(props.person) })}
        >
          <Show when={!props.labelled}>
            <MenuItem icon="user" onSelect={() => navigate(paths.person(props.person.affiliationId))}>
              {people_menu_open()}
            </MenuItem>
          </Show>
          <Show when={manages()}>
            <MenuItem icon="tree" onSelect={() => setMoving({ ...props.person })}>
              {people_move()}
            </MenuItem>
            <MenuItem icon="shield" onSelect={() => navigate(`${paths.roles}?person=${props.person.affiliationId}`)}>
              {people_menu_roles()}
            </MenuItem>
            <MenuItem icon="mail" onSelect={() => navigate(`${paths.contacts}?q=${about()}`)}>
              {people_menu_contacts()}
            </MenuItem>
            <MenuItem icon="key" onSelect={() => navigate(`${paths.privileges}?q=${about()}`)}>
              {people_menu_privileges()}
            </MenuItem>
            <MenuItem icon="ended" danger onSelect={() => setEnding({ ...props.person })}>
              {people_end()}
            </MenuItem>
          </Show>
        </Menu>
      </Show>
      <Show when={moving()}>{(person) => <MoveDialog person={person()} onClose={() => setMoving()} />}</Show>
      <Show when={ending()}>{(person) => <EndDialog person={person()} onClose={() => setEnding()} />}</Show>
    </>
  )
}
