import { sql } from 'kysely'
import { texts } from '../kernel/conditions.ts'
import type { LetterParams } from '@ofrecord/emails/letters'
import { rolesWith } from '../kernel/authority.ts'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { impliedRole } from './contact.rules.ts'
import { isPerson, writeAccessLetters } from './credential.mail.ts'

interface Place {
  id: string
  locationName: string
  isHeadquarters: boolean
}

const readPlace = async (call: Call, event: Told): Promise<Place> => {
  const { rows } = await sql<Place>`
    select id, name as "locationName", is_headquarters as "isHeadquarters" from location where id = ${String(event.data.locationId)}
  `.execute(call.em.getKysely())
  return rows[0]!
}

/** Where a contact reads of the contacts: the list is for administrators, to others it is absent. */
const pageFor = async (call: Call, event: Told, { publicUrl }: Installation) => {
  const { rows } = await sql`
    select from role_assignment r where r.person_id = ${String(event.data.personId)} and r.organization_id = ${event.organizationId}
      and r.role = any(${texts(rolesWith('people.see'))}) and not r.held_back limit 1
  `.execute(call.em.getKysely())
  return rows.length > 0
    ? { opens: 'contacts' as const, pageUrl: `${publicUrl}/people/contacts` }
    : { opens: 'own' as const, pageUrl: `${publicUrl}/account/organisations` }
}

type ContactRole = LetterParams['contact-changed']['role']

const tellHolder = async (call: Call, event: Told, installation: Installation, taken: boolean): Promise<void> => {
  const place = await readPlace(call, event)
  const role = event.data.role as ContactRole
  const isAdministrator = !taken && role === 'primary_program'
  await writeAccessLetters(call, event, 'contact-changed', isPerson(event.data.personId), {
    locationName: place.locationName,
    role,
    taken,
    ...(isAdministrator && {
      administers: impliedRole(place).role === 'global_admin' ? ('organisation' as const) : ('location' as const),
    }),
    ...(await pageFor(call, event, installation)),
  })
}

const testMailbox: Reaction = async (call, event, installation) => {
  const { locationName } = await readPlace(call, event)
  const page = await pageFor(call, event, installation)
  await writeAccessLetters(call, event, 'mailbox-test', isPerson(event.data.personId), { locationName, ...page })
}

const tellAllowed = async (call: Call, event: Told, { publicUrl }: Installation, taken: boolean): Promise<void> => {
  const { locationName } = await readPlace(call, event)
  await writeAccessLetters(call, event, 'privilege-changed', isPerson(event.data.personId), {
    locationName,
    privilege: event.data.privilege as LetterParams['privilege-changed']['privilege'],
    taken,
    pageUrl: `${publicUrl}/account/organisations`,
  })
}

/**
 * Whoever gets or loses a contact role or a privilege is told. Nobody is told of a role that a new location inherits: its
 * holder has it at the location above already, and an administrator confirms it first (CNT-R4).
 */
export const contactLetters: Readonly<Record<string, Reaction>> = {
  'contact.assigned': (call, event, installation) => tellHolder(call, event, installation, false),
  'contact.replaced': (call, event, installation) => tellHolder(call, event, installation, true),
  'contact.removed': (call, event, installation) => tellHolder(call, event, installation, true),
  'contact.mailboxTested': testMailbox,
  'privilege.granted': (call, event, installation) => tellAllowed(call, event, installation, false),
  'privilege.removed': (call, event, installation) => tellAllowed(call, event, installation, true),
}
