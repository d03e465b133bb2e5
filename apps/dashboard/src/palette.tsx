import type { Navigator } from '@solidjs/router'
import { useNavigate } from '@solidjs/router'
import {
  account_find_claim,
  account_find_in_claims,
  account_group_do,
  account_group_find,
  account_group_go,
  account_new_claim,
  account_sign_out,
  account_theme_switch,
  hierarchy_history_title,
  hierarchy_tab_merges,
  hierarchy_tab_rehearsals,
  organisations_find,
  organisations_locations,
  people_awaiting_list,
  people_command_find,
  people_command_invite,
  people_command_several,
  people_pending_list,
  people_requests_list,
  people_tab_certified,
  people_tab_contacts,
  people_tab_privileges,
  people_tab_roles,
  people_tab_trainings,
  programme_fees_tab_fees,
  security_company_title,
} from '@ofrecord/messages/messages'
import { ownPages } from './account/menu-items.tsx'
import { pageCommands } from './lib/commands.ts'
import type { Me } from './lib/session.ts'
import { may, signOut } from './lib/session.ts'
import { chooseTheme, isDark } from './lib/theme.ts'
import type { Place } from './navigation.ts'
import { isReached, placesOf } from './navigation.ts'
import { organisationPaths } from './paths.organisations.ts'
import { programmePaths } from './paths.programme.ts'
import { paths } from './paths.ts'
import type { Command, CommandGroup } from './ui/command-palette.tsx'
import CommandPalette from './ui/command-palette.tsx'
import type { IconName } from './ui/icon.tsx'

/** Everything that can be gone to, done or found here; fetched when it is first opened. */
const Palette = (props: { me: Me; onClose: () => void }) => {
  const navigate = useNavigate()
  return <CommandPalette open onClose={props.onClose} groups={(typed) => commandGroups(props.me, typed, navigate)} />
}

export default Palette

/** What the palette offers for what was typed: places, then deeds of this page and of every page, then what can be found. */
const commandGroups = (me: Me, typed: string, navigate: Navigator): CommandGroup[] => {
  const places = placesOf(me)
  const go = [...places, ...(typed === '' ? [] : listsOf(me, places)), ...innerPlaces(me)].map(
    ({ href, icon, label }): Command => ({
      icon,
      label,
      act: () => navigate(href),
    }),
  )
  const deeds: Command[] = [
    ...pageCommands(),
    ...(may(me, 'claims.create')
      ? [{ icon: 'plus', label: account_new_claim(), ...createKey(), act: () => navigate(paths.newClaim) } as const]
      : []),
    ...(may(me, 'people.manage')
      ? ([
          { icon: 'user', label: people_command_invite(), act: () => navigate(paths.invite) },
          { icon: 'people', label: people_command_several(), act: () => navigate(paths.inviteSeveral) },
        ] as const)
      : []),
    { icon: 'contrast', label: account_theme_switch(), act: () => chooseTheme(isDark() ? 'light' : 'dark') },
    { icon: 'x', label: account_sign_out(), act: () => void signOut() },
  ]
  return [
    { label: account_group_go(), commands: [...numbered(me, typed, navigate), ...go.filter(matching(typed))] },
    { label: account_group_do(), commands: deeds.filter(matching(typed)) },
    { label: account_group_find(), commands: found(me, typed, navigate) },
  ]
}

/** Elsewhere the letter does nothing, or makes something else. */
const createKey = (): { keys?: string } => (location.pathname === paths.claims ? { keys: 'c' } : {})

/** The lists behind the tabs of the organisation and of its people. */
const lists: readonly [href: string, icon: IconName, word: () => string][] = [
  [paths.locations, 'tree', organisations_locations],
  [paths.rehearsals, 'tree', hierarchy_tab_rehearsals],
  [organisationPaths.treeHistory, 'tree', hierarchy_history_title],
  [paths.merges, 'tree', hierarchy_tab_merges],
  [organisationPaths.companySignIn, 'tree', security_company_title],
  [paths.toApprove, 'people', people_pending_list],
  [paths.requests, 'people', people_requests_list],
  [paths.awaiting, 'people', people_awaiting_list],
  [paths.certified, 'people', people_tab_certified],
  [paths.trainings, 'people', people_tab_trainings],
  [paths.contacts, 'people', people_tab_contacts],
  [paths.privileges, 'people', people_tab_privileges],
  [paths.roles, 'people', people_tab_roles],
]

/** Offered once something is typed: all of them at once would stand above what can be done. */
const listsOf = (me: Me, places: readonly Place[]): Place[] =>
  lists
    .filter(([href]) => isReached(me, href) && !places.some((place) => place.href === href))
    .map(([href, icon, word]) => ({ href, icon, label: word() }))

/** Places that only a tab of another page, or the menu of one's own account, leads to. */
const innerPlaces = (me: Me): Place[] => [
  ...(may(me, 'programme.see')
    ? [{ href: programmePaths.fees, icon: 'coins', label: programme_fees_tab_fees() } as const]
    : []),
  ...ownPages(me).map(([href, word]) => ({ href, icon: 'user', label: word() }) as const),
]

const matching = (typed: string) => {
  const words = typed.toLocaleLowerCase().split(/\s+/)
  return ({ label, detail }: Command): boolean => {
    const text = `${label} ${detail ?? ''}`.toLocaleLowerCase()
    return words.every((word) => text.includes(word))
  }
}

/** Claim numbers have seven digits (GEN-R1): typing one is going there. */
const numbered = (me: Me, typed: string, navigate: Navigator): Command[] => {
  if (!/^\d{7}$/.test(typed)) return []
  const href = may(me, 'claims.review') ? paths.reviewClaim(typed) : paths.claim(typed)
  return [{ icon: 'link', label: account_find_claim({ number: typed }), act: () => navigate(href) }]
}

const found = (me: Me, typed: string, navigate: Navigator): Command[] => {
  const searched = [
    { privilege: 'claims.see', label: account_find_in_claims, href: paths.claims },
    { privilege: 'people.see', label: people_command_find, href: paths.people },
    { privilege: 'organisations.see', label: organisations_find, href: paths.locations },
  ]
  return searched
    .filter(({ privilege }) => typed !== '' && may(me, privilege))
    .map(({ label, href }) => ({
      icon: 'search',
      label: label({ typed }),
      act: () => navigate(`${href}?q=${encodeURIComponent(typed)}`),
    }))
}
