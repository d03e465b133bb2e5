import { sql } from 'kysely'
import type { LetterParams } from '@ofrecord/emails/letters'
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

type ContactRole = LetterParams['contact-changed']['role']

const tellHolder = async (call: Call, event: Told, { publicUrl }: Installation, taken: boolean): Promise<void> => {
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
    pageUrl: `${publicUrl}/people/contacts`,
  })
}

const testMailbox: Reaction = async (call, event, { publicUrl }) => {
  const { locationName } = await readPlace(call, event)
  const pageUrl = `${publicUrl}/people/contacts`
  await writeAccessLetters(call, event, 'mailbox-test', isPerson(event.data.personId), { locationName, pageUrl })
}

const tellAllowed = async (call: Call, event: Told, { publicUrl }: Installation, taken: boolean): Promise<void> => {
  const { locationName } = await readPlace(call, event)
  await writeAccessLetters(call, event, 'privilege-changed', isPerson(event.data.personId), {
    locationName,
    privilege: event.data.privilege as LetterParams['privilege-changed']['privilege'],
    taken,
    pageUrl: `${publicUrl}/account/profile`,
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
