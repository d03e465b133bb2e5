import { newId } from '@ofrecord/core/kernel/id'
import type { Call } from '@ofrecord/core/kernel/transaction'
import { impliedRole } from '@ofrecord/core/people/contact.rules'
import type { ContactPlan } from './contacts.ts'
import type { Floor } from './ground.members.ts'
import { locationOf } from './organisations.ts'
import { insertRows } from './rows.ts'

/** Program contacts, the rights that come with being the primary one (CNT-R5), and mailboxes that are gone (CNT-R6). */
export const layContacts = async (call: Call, floor: Floor): Promise<void> => {
  const { contacts, bouncing } = floor.members
  await insertRows(
    call,
    'contact_assignment',
    contacts.map((contact) => contactRow(call, floor, contact)),
  )
  const primary = contacts.filter(({ role, state }) => role === 'primary_program' && state !== 'replaced')
  await insertRows(
    call,
    'role_assignment',
    primary.map((contact) => impliedRow(call, floor, contact)),
  )
  if (bouncing.length === 0) return
  await call.em.execute('update person set bounced_at = ? where id in (?)', [
    floor.at(-3),
    bouncing.map((person) => floor.laid.people.get(person)!),
  ])
}

const contactRow = (call: Call, { laid, at, affiliationOf }: Floor, contact: ContactPlan) => {
  const { location, role, person, state, sinceDays, endedDays } = contact
  const { organisation } = locationOf(location)
  return {
    id: newId(call.now) as string,
    vendor_id: laid.vendorId,
    organization_id: laid.organisations.get(organisation)!,
    location_id: laid.locations.get(location)!,
    role,
    affiliation_id: affiliationOf(person, organisation),
    person_id: laid.people.get(person)!,
    state,
    since: at(sinceDays),
    ended_at: endedDays === undefined ? null : at(endedDays),
  }
}

const impliedRow = (call: Call, { laid, at }: Floor, { location, person, sinceDays }: ContactPlan) => {
  const { organisation, level } = locationOf(location)
  const { role, locationId } = impliedRole({ id: laid.locations.get(location)!, isHeadquarters: level === 1 })
  return {
    id: newId(call.now) as string,
    vendor_id: laid.vendorId,
    person_id: laid.people.get(person)!,
    organization_id: laid.organisations.get(organisation)!,
    role,
    location_id: locationId,
    source: 'contact',
    granted_at: at(sinceDays),
    held_back: false,
  }
}

/** Who may what at which location, in numbered slots where they are limited (PRV-R1). */
export const layPrivileges = (call: Call, { laid, members, at, affiliationOf }: Floor): Promise<void> =>
  insertRows(
    call,
    'privilege_grant',
    members.privileges.map(({ location, person, privilege, slot }, index) => {
      const { organisation } = locationOf(location)
      return {
        id: newId(call.now) as string,
        vendor_id: laid.vendorId,
        organization_id: laid.organisations.get(organisation)!,
        location_id: laid.locations.get(location)!,
        affiliation_id: affiliationOf(person, organisation),
        person_id: laid.people.get(person)!,
        privilege,
        slot,
        granted_at: at(-15 - (index % 400)),
      }
    }),
  )
