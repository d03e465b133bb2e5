import {
  account_nav_claims,
  account_nav_home,
  account_nav_organisation,
  account_nav_review,
  conflicts_nav,
  account_nav_settings,
  competencies_title,
  lists_exclusions,
  memberships_desk,
  memberships_title,
  people_checks_title,
  programme_title,
  references_checks_title,
  references_title,
  people_tab_roles,
  people_title,
  policy_erasure_nav,
  hierarchy_desk,
  support_desk_title,
  support_title,
} from '@ofrecord/messages/messages'
import type { Me } from './lib/session.ts'
import { may } from './lib/session.ts'
import { organisationPaths } from './paths.organisations.ts'
import { paths } from './paths.ts'
import type { IconName } from './ui/icon.tsx'

export interface Place {
  href: string
  icon: IconName
  label: string
}

/** A place as it is declared. `holds`: pages of it whose address does not begin with its own. */
type Declared = Omit<Place, 'label'> & { label: () => string; privilege?: string; unless?: string; holds?: string }

const places: readonly Declared[] = [
  { href: paths.home, icon: 'home', label: account_nav_home },
  { href: paths.claims, icon: 'link', label: account_nav_claims, privilege: 'claims.see' },
  { href: paths.review, icon: 'queue', label: account_nav_review, privilege: 'claims.review' },
  { href: paths.conflicts, icon: 'scale', label: conflicts_nav, privilege: 'claims.review' },
  { href: paths.referenceChecks, icon: 'quote', label: references_checks_title, privilege: 'references.review' },
  { href: paths.organisation, icon: 'tree', label: account_nav_organisation, privilege: 'organisations.see' },
  { href: paths.people, icon: 'people', label: people_title, privilege: 'people.see' },
  { href: paths.roles, icon: 'shield', label: people_tab_roles, privilege: 'roles.grant', unless: 'people.see' },
  { href: paths.references, icon: 'quote', label: references_title, privilege: 'references.see' },
  { href: paths.competencies, icon: 'badge', label: competencies_title, privilege: 'competencies.see' },
  { href: paths.membership, icon: 'coins', label: memberships_title, privilege: 'memberships.see' },
  { href: paths.nameChecks, icon: 'user', label: people_checks_title, privilege: 'people.support' },
  { href: paths.exclusions, icon: 'people', label: lists_exclusions, privilege: 'claims.lead' },
  {
    href: paths.treeDesk,
    icon: 'tree',
    label: hierarchy_desk,
    privilege: 'organisations.support',
    holds: '/desk/merges',
  },
  { href: paths.competencyDesk, icon: 'badge', label: competencies_title, privilege: 'competencies.support' },
  { href: paths.paymentDesk, icon: 'coins', label: memberships_desk, privilege: 'memberships.support' },
  { href: paths.support, icon: 'help', label: support_title, privilege: 'support.ask' },
  { href: paths.ticketDesk, icon: 'help', label: support_desk_title, privilege: 'support.serve' },
  { href: paths.programme, icon: 'badge', label: programme_title, privilege: 'programme.see', holds: '/programme' },
  { href: paths.settings, icon: 'gear', label: account_nav_settings, privilege: 'policy.see' },
  { href: paths.erasure, icon: 'user', label: policy_erasure_nav, privilege: 'people.erase' },
]

/** Pages below a place that ask for more than the place does. */
const below = [
  { href: paths.rehearsals, privilege: 'organisations.propose' },
  { href: organisationPaths.treeHistory, privilege: 'organisations.propose' },
  { href: organisationPaths.newLocation, privilege: 'organisations.propose' },
  { href: paths.merges, privilege: 'organisations.change' },
  { href: organisationPaths.companySignIn, privilege: 'organisations.change' },
  { href: paths.invite, privilege: 'people.manage' },
]

/** Pages of one's own account that only people of partners have. */
const partnersOnly: readonly string[] = [paths.ownCredential, paths.ownOrganisations]

/** The places a person may go to. What a role may not use is absent, not greyed. */
export const placesOf = (me: Me): Place[] =>
  places
    .filter(({ privilege, unless }) => !(unless && may(me, unless)) && (!privilege || may(me, privilege)))
    .map(({ href, icon, label }) => ({ href, icon, label: label() }))

/** The place that an address belongs to; the conflicts stand below the queue in the address: the longest way is the one. */
export const placeAt = (me: Me, pathname: string): string | undefined => {
  const own = new Set(placesOf(me).map(({ href }) => href))
  return closest(
    places.filter(({ href }) => own.has(href)),
    pathname,
  )?.href
}

/** Whether a role of the person reaches a page: an address can be followed from a colleague's letter too. */
export const isReached = (me: Me, pathname: string): boolean => {
  if (me.side !== 'partner' && partnersOnly.includes(pathname)) return false
  const privilege = closest([...places, ...below], pathname)?.privilege
  return privilege === undefined || may(me, privilege)
}

const closest = <Somewhere extends Pick<Declared, 'href' | 'holds' | 'privilege'>>(
  among: readonly Somewhere[],
  pathname: string,
): Somewhere | undefined => {
  const isBelow = (href: string): boolean => `${pathname}/`.startsWith(`${href}/`)
  return among
    .filter(({ href, holds }) => (href === paths.home ? pathname === href : isBelow(href) || (holds && isBelow(holds))))
    .toSorted((one, other) => other.href.length - one.href.length)[0]
}
