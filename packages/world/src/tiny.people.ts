import type { PartnerRole } from '@ofrecord/core/kernel/authority'
import { languageOf, people } from './people.ts'
import type { Person } from './people.ts'
import { addressOf } from './names.ts'
import { locationOf, organisationOf } from './organisations.ts'
import type { RoleScope } from './personas.ts'

const known = (key: string): Person => people.find((person) => person.key === key)!

const member = (
  key: string,
  name: string,
  home: string,
  role: PartnerRole = 'member',
  scope: RoleScope = { at: 'location', location: home, andBelow: false },
): Person => {
  const location = locationOf(home)
  return {
    key,
    name,
    language: languageOf(location.country),
    jobRole: 'Engineer',
    email: addressOf(name, organisationOf(location.organisation).domains[0]!),
    affiliations: [{ organisation: location.organisation, location: home, roles: [{ role, scope }] }],
  }
}

const everywhere: RoleScope = { at: 'organisation' }

/** Twenty-four people of four organisations, each with one affiliation; every organisation has a global administrator. */
export const tinyPeople = {
  gwen: known('gwen'),
  luca: known('luca'),
  mina: known('mina'),
  ines: known('ines'),
  ugo: known('ugo'),
  cara: known('cara'),
  anke: known('anke'),
  priya: known('priya'),
  giulia: known('giulia'),
  rhys: known('rhys'),
  /** A name wider than any column: 39 characters. */
  maximiliane: known('maximiliane'),
  zsofia: known('zsofia'),
  max: known('max'),
  theo: known('theo'),
  yael: known('yael'),
  tara: member('tara', 'Tara Winslow', 'tidewater.boston', 'global_admin', everywhere),
  dev: member('dev', 'Dev Malhotra', 'tidewater.london', 'incentive_user'),
  june: member('june', 'June Abara', 'tidewater.london'),
  pia: known('pia'),
  jonas: member('jonas', 'Jonas Hoyer', 'pinecone.kassel', 'incentive_user'),
  aoife: member('aoife', 'Aoife Alder', 'alder.cork', 'global_admin', everywhere),
  conor: member('conor', 'Conor Quigley', 'alder.cork', 'incentive_admin', everywhere),
  orourke: known('orourke'),
  brid: member('brid', 'Bríd Kavanagh', 'alder.galway', 'incentive_user'),
} as const satisfies Record<string, Person>
