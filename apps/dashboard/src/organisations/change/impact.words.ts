import type { ImpactKey } from '@ofrecord/core/hierarchy/impact.rules'
import * as m from '@ofrecord/messages/messages'
import { roleName } from '../../account/role-name.ts'
import { formatDate } from '../../lib/format.ts'
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
  tree: { icon: 'tree', word: m.hierarchy_subject_tree, stays: m.hierarchy_stays_tree },
  legal: { icon: 'globe', word: m.hierarchy_subject_legal, stays: m.hierarchy_stays_legal },
  roles: { icon: 'user', word: m.hierarchy_subject_roles, stays: m.hierarchy_stays_roles },
  people: { icon: 'people', word: m.hierarchy_subject_people, stays: m.hierarchy_stays_people },
  contacts: { icon: 'mail', word: m.hierarchy_subject_contacts, stays: m.hierarchy_stays_contacts },
  privileges: { icon: 'key', word: m.hierarchy_subject_privileges, stays: m.hierarchy_stays_privileges },
  claims: { icon: 'link', word: m.hierarchy_subject_claims, stays: m.hierarchy_stays_claims },
  competencies: { icon: 'badge', word: m.hierarchy_subject_competencies, stays: m.hierarchy_stays_competencies },
  membership: { icon: 'scale', word: m.hierarchy_subject_membership, stays: m.hierarchy_stays_membership },
}

interface PartWords {
  subject: ImpactSubject
  word: (inputs: { count: number }) => string
  /** How a code that an example names is read. */
  read?: (code: string) => string
}

const levelWords: Record<string, () => string> = { gold: m.hierarchy_level_gold, silver: m.hierarchy_level_silver }
const levelWord = (level: string): string => levelWords[level]?.() ?? level

const contactWords: Record<string, () => string> = {
  primary_program: m.access_contact_role_primary_program,
  executive: m.access_contact_role_executive,
  sales_marketing: m.access_contact_role_sales_marketing,
  technical_1: m.access_contact_role_technical_1,
  technical_2: m.access_contact_role_technical_2,
  technical_3: m.access_contact_role_technical_3,
}
export const contactWord = (role: string): string => contactWords[role]?.() ?? role

const privilegeWords: Record<string, () => string> = {
  software_download: m.hierarchy_privilege_software_download,
  view_keys: m.hierarchy_privilege_view_keys,
  license_statement: m.hierarchy_privilege_license_statement,
  training_admin: m.hierarchy_privilege_training_admin,
}
const privilegeWord = (privilege: string): string => privilegeWords[privilege]?.() ?? privilege

const dayOrWord = (text: string): string => (/^\d{4}-\d{2}-\d{2}/.test(text) ? formatDate(text) : levelWord(text))

export const partWords: Record<ImpactKey, PartWords> = {
  depth: { subject: 'tree', word: m.hierarchy_impact_depth },
  country_changed: { subject: 'legal', word: m.hierarchy_impact_country_changed, read: countryName },
  currency_changed: { subject: 'legal', word: m.hierarchy_impact_currency_changed },
  rights_gained: { subject: 'roles', word: m.hierarchy_impact_rights_gained, read: roleName },
  rights_lost: { subject: 'roles', word: m.hierarchy_impact_rights_lost, read: roleName },
  organisation_roles_gained: {
    subject: 'roles',
    word: m.hierarchy_impact_organisation_roles_gained,
    read: roleName,
  },
  organisation_roles_lost: { subject: 'roles', word: m.hierarchy_impact_organisation_roles_lost, read: roleName },
  roles_held_back: { subject: 'roles', word: m.hierarchy_impact_roles_held_back, read: roleName },
  people_without_location: { subject: 'people', word: m.hierarchy_impact_people_without_location },
  people_in_both: { subject: 'people', word: m.hierarchy_impact_people_in_both },
  people_certified: { subject: 'people', word: m.hierarchy_impact_people_certified },
  contacts_inherited: { subject: 'contacts', word: m.hierarchy_impact_contacts_inherited, read: contactWord },
  contacts_ended: { subject: 'contacts', word: m.hierarchy_impact_contacts_ended, read: contactWord },
  privileges_ended: { subject: 'privileges', word: m.hierarchy_impact_privileges_ended, read: privilegeWord },
  claims_open: { subject: 'claims', word: m.hierarchy_impact_claims_open },
  claims_closed: { subject: 'claims', word: m.hierarchy_impact_claims_closed },
  claims_competing: { subject: 'claims', word: m.hierarchy_impact_claims_competing },
  associations_kept: { subject: 'claims', word: m.hierarchy_impact_associations_kept },
  associations_ended: { subject: 'claims', word: m.hierarchy_impact_associations_ended },
  competencies_kept: { subject: 'competencies', word: m.hierarchy_impact_competencies_kept, read: dayOrWord },
  competencies_lost: { subject: 'competencies', word: m.hierarchy_impact_competencies_lost, read: levelWord },
  competencies_gained: { subject: 'competencies', word: m.hierarchy_impact_competencies_gained, read: levelWord },
  competencies_level_changed: {
    subject: 'competencies',
    word: m.hierarchy_impact_competencies_level_changed,
    read: levelWord,
  },
  membership_ended: { subject: 'membership', word: m.hierarchy_impact_membership_ended },
  anniversary_moved: { subject: 'membership', word: m.hierarchy_impact_anniversary_moved, read: dayOrWord },
  incentives_locations: { subject: 'claims', word: m.hierarchy_impact_incentives_locations },
}

/** An example in a line: whose or what, where, and what it was and becomes. */
export const exampleText = ({ key }: ImpactPart, { name, place, from, to }: ImpactExample): string => {
  const { read = (code: string) => code } = partWords[key]
  const change =
    from !== null && to !== null
      ? m.hierarchy_example_change({ from: read(from), to: read(to) })
      : [from, to].filter((code) => code !== null).map(read)[0]
  return [name, change, place].filter(Boolean).join(' · ')
}
