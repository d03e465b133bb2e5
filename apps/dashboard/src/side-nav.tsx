import { useLocation } from '@solidjs/router'
import { For } from 'solid-js'
import { account_all_locations, account_vendor_desk } from '@ofrecord/messages/messages'
import { formatList } from './lib/format.ts'
import type { Me } from './lib/session.ts'
import { placeAt, placesOf } from './navigation.ts'
import { paths } from './paths.ts'
import { roleName } from './account/role-name.ts'
import { placesText } from './account/role-places.ts'
import { Icon } from './ui/icon.tsx'

/** Where one can go, and for whom and where one acts: the organisation and its scope stay in sight. */
export const SideNav = (props: { me: Me; label: string }) => {
  const location = useLocation()
  const isHere = (href: string): boolean => href === placeAt(props.me, location.pathname)
  return (
    <nav class="nav" aria-label={props.label}>
      <a class="brand" href={paths.home}>
        <Icon name="mark" />
        {props.me.vendor.name}
      </a>
      <div class="org">
        <span class="b">{props.me.organisation?.name ?? account_vendor_desk()}</span>
        <span class="cap t3">{scopeText(props.me)}</span>
      </div>
      <ul>
        <For each={placesOf(props.me)}>
          {(place) => (
            <li>
              <a href={place.href} aria-current={isHere(place.href) ? 'page' : undefined}>
                <Icon name={place.icon} />
                {place.label}
              </a>
            </li>
          )}
        </For>
      </ul>
    </nav>
  )
}

/** `Milan and Genoa`, or all of them; at the vendor's desk the roles, since they have no place. */
const scopeText = (me: Me): string => {
  if (me.side !== 'partner') return formatList(me.roles.map(({ role }) => roleName(role)))
  if (me.roles.some(({ locations }) => locations === null)) return account_all_locations()
  return placesText(
    me.roles.flatMap(({ locations }) => locations ?? []),
    3,
  )
}
