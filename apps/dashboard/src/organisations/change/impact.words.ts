import type { ImpactKey } from '@ofrecord/core/hierarchy/impact.rules'
import type { ContactRole } from '@ofrecord/core/people/contact.rules'
import type { GrantablePrivilege } from '@ofrecord/core/people/privilege.rules'
import type { Tier } from '@ofrecord/core/organisations/organization.rules'
import {
  hierarchy_example_change,
  hierarchy_example_until,
  hierarchy_impact_anniversary_moved,
  hierarchy_impact_associations_ended,
  hierarchy_impact_associations_kept,
  hierarchy_impact_items_closed,
  hierarchy_impact_claims_competing,
  hierarchy_impact_claims_open,
  hierarchy_impact_competencies_gained,
  hierarchy_impact_competencies_kept,
  hierarchy_impact_competencies_level_changed,
  hierarchy_impact_competencies_lost,
  hierarchy_impact_contacts_ended,
  hierarchy_impact_contacts_inherited,
  hierarchy_impact_country_changed,
  hierarchy_impact_currency_changed,
  hierarchy_impact_depth,
  hierarchy_impact_incentives_locations,
  hierarchy_impact_membership_ended,
  hierarchy_impact_organisation_roles_gained,
  hierarchy_impact_organisation_roles_lost,
  hierarchy_impact_people_certified,
  hierarchy_impact_people_in_both,
  hierarchy_impact_people_without_location,
  hierarchy_impact_privileges_ended,
  hierarchy_impact_requirements_missed,
  hierarchy_impact_requirements_reached,
  hierarchy_impact_references_released,
  hierarchy_impact_rights_gained,
  hierarchy_impact_rights_lost,
  hierarchy_impact_roles_held_back,
  hierarchy_level_gold,
  hierarchy_level_silver,
  hierarchy_stays_claims,
  hierarchy_stays_competencies,
  hierarchy_stays_contacts,
  hierarchy_stays_legal,
  hierarchy_stays_membership,
  hierarchy_stays_people,
  hierarchy_stays_privileges,
  hierarchy_stays_roles,
  hierarchy_stays_tree,
  hierarchy_subject_claims,
  hierarchy_subject_competencies,
  hierarchy_subject_contacts,
  hierarchy_subject_legal,
  hierarchy_subject_membership,
  hierarchy_subject_people,
  hierarchy_subject_privileges,
  hierarchy_subject_roles,
  hierarchy_subject_tree,
} from '@ofrecord/messages/messages'
import { roleName } from '../../account/role-name.ts'
import { formatDate } from '../../lib/format.ts'
import { tierWords } from '../../memberships/words.ts'
import { contactWords, privilegeWords } from '../../people/words.ts'
import type { IconName } from '../../ui/icon.tsx'
import type { Rehearsal } from '../answers.ts'
import { countryName } from '../countries.ts'

export type ImpactPart = Rehearsal['impact']['parts'][number]
type ImpactExample = ImpactPart['examples'][number]

/** What of an organisation a change can touch, in the order of the report. */
export const impactSubjects = [
  'tree',
  'legal',
  'roles',
  'people',
  'contacts',
  'privileges',
  'claims',
  'competencies',
  'membership',
] as const
export type ImpactSubject = (typeof impactSubjects)[number]

export const subjectWords: Record<ImpactSubject, { icon: IconName; word: () => string; stays: () => string }> = {
  tree: { icon: 'tree', word: hierarchy_subject_tree, stays: hierarchy_stays_tree },
  legal: { icon: 'globe', word: hierarchy_subject_legal, stays: hierarchy_stays_legal },
  roles: { icon: 'user', word: hierarchy_subject_roles, stays: hierarchy_stays_roles },
  people: { icon: 'people', word: hierarchy_subject_people, stays: hierarchy_stays_people },
  contacts: { icon: 'mail', word: hierarchy_subject_contacts, stays: hierarchy_stays_contacts },
  privileges: { icon: 'key', word: hierarchy_subject_privileges, stays: hierarchy_stays_privileges },
  claims: { icon: 'link', word: hierarchy_subject_claims, stays: hierarchy_stays_claims },
  competencies: { icon: 'badge', word: hierarchy_subject_competencies, stays: hierarchy_stays_competencies },
  membership: { icon: 'scale', word: hierarchy_subject_membership, stays: hierarchy_stays_membership },
}

interface PartWords {
  subject: ImpactSubject
  word: (inputs: { count: number }) => string
  /** How a code that an example names is read. */
  read?: (code: string) => string
}

const levelWords: Record<string, () => string> = { gold: hierarchy_level_gold, silver: hierarchy_level_silver }
export const levelWord = (level: string): string => levelWords[level]?.() ?? level

/** A code that has no words yet is shown as it is. */
export const contactWord = (role: string): string => contactWords[role as ContactRole]?.() ?? role

export const privilegeWord = (privilege: string): string =>
  privilegeWords[privilege as GrantablePrivilege]?.word() ?? privilege

const tierWord = (tier: string): string => tierWords[tier as Tier]?.() ?? tier

const dayOrWord = (text: string): string => (/^\d{4}-\d{2}-\d{2}/.test(text) ? formatDate(text) : levelWord(text))

export const partWords: Record<ImpactKey, PartWords> = {
  depth: { subject: 'tree', word: hierarchy_impact_depth },
  country_changed: { subject: 'legal', word: hierarchy_impact_country_changed, read: countryName },
  currency_changed: { subject: 'legal', word: hierarchy_impact_currency_changed },
  rights_gained: { subject: 'roles', word: hierarchy_impact_rights_gained, read: roleName },
  rights_lost: { subject: 'roles', word: hierarchy_impact_rights_lost, read: roleName },
  organisation_roles_gained: {
    subject: 'roles',
    word: hierarchy_impact_organisation_roles_gained,
    read: roleName,
  },
  organisation_roles_lost: { subject: 'roles', word: hierarchy_impact_organisation_roles_lost, read: roleName },
  roles_held_back: { subject: 'roles', word: hierarchy_impact_roles_held_back, read: roleName },
  people_without_location: { subject: 'people', word: hierarchy_impact_people_without_location },
  people_in_both: { subject: 'people', word: hierarchy_impact_people_in_both },
  people_certified: { subject: 'people', word: hierarchy_impact_people_certified },
  contacts_inherited: { subject: 'contacts', word: hierarchy_impact_contacts_inherited, read: contactWord },
  contacts_ended: { subject: 'contacts', word: hierarchy_impact_contacts_ended, read: contactWord },
  privileges_ended: { subject: 'privileges', word: hierarchy_impact_privileges_ended, read: privilegeWord },
  claims_open: { subject: 'claims', word: hierarchy_impact_claims_open },
  items_closed: { subject: 'claims', word: hierarchy_impact_items_closed },
  claims_competing: { subject: 'claims', word: hierarchy_impact_claims_competing },
  associations_kept: { subject: 'claims', word: hierarchy_impact_associations_kept },
  associations_ended: { subject: 'claims', word: hierarchy_impact_associations_ended },
  competencies_kept: { subject: 'competencies', word: hierarchy_impact_competencies_kept, read: levelWord },
  competencies_lost: { subject: 'competencies', word: hierarchy_impact_competencies_lost, read: levelWord },
  competencies_gained: { subject: 'competencies', word: hierarchy_impact_competencies_gained, read: levelWord },
  competencies_level_changed: {
    subject: 'competencies',
    word: hierarchy_impact_competencies_level_changed,
    read: levelWord,
  },
  references_released: { subject: 'competencies', word: hierarchy_impact_references_released },
  requirements_missed: { subject: 'competencies', word: hierarchy_impact_requirements_missed },
  requirements_reached: { subject: 'competencies', word: hierarchy_impact_requirements_reached },
  membership_ended: { subject: 'membership', word: hierarchy_impact_membership_ended, read: tierWord },
  anniversary_moved: { subject: 'membership', word: hierarchy_impact_anniversary_moved, read: dayOrWord },
  incentives_locations: { subject: 'claims', word: hierarchy_impact_incentives_locations },
}

/** Of a report of another version, the parts that this one has words for. */
export const knownParts = (parts: readonly ImpactPart[]): ImpactPart[] => parts.filter(({ key }) => key in partWords)

/** An example in a line: whose or what, where, what it was and becomes, and until which day it stays. */
export const exampleText = ({ key }: ImpactPart, { name, place, from, to, until }: ImpactExample): string => {
  const { read = (code: string) => code } = partWords[key]
  const change =
    from !== null && to !== null
      ? hierarchy_example_change({ from: read(from), to: read(to) })
      : [from, to].filter((code) => code !== null).map(read)[0]
  // Reports that were kept before they had such a day have none.
  const lasting = change && until ? hierarchy_example_until({ what: change, date: formatDate(until) }) : change
  return [name, lasting, place].filter(Boolean).join(' · ')
}

export const exampleTexts = (part: ImpactPart): string[] =>
  part.examples.map((example) => exampleText(part, example)).filter((text) => text !== '')

/** How many are counted beside those that are named; none where nobody is, and a depth counts no things. */
export const notNamed = (part: ImpactPart): number => {
  const named = exampleTexts(part).length
  return named === 0 || part.key === 'depth' ? 0 : Math.max(0, part.count - named)
}
