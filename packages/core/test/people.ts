import { tiny } from '@ofrecord/world/tiny'
import type { ProfileInput } from '../src/people/affiliation.rules.ts'
import type { TestWorld } from './stage.ts'

/** A profile that lacks nothing. */
export const profile = (changes: Partial<ProfileInput> = {}): ProfileInput => ({
  name: 'Ada Byrne',
  country: 'GB',
  language: 'en',
  jobRole: 'Engineer',
  timeZone: null,
  phone: '',
  ...changes,
})

export const password = 'twelve characters and more'

/** The id of a location by its key in the small world. */
export const placeOf = async (world: TestWorld, key: keyof typeof tiny.locations): Promise<string> => {
  const [row] = await world.rows<{ id: string }>('select id from location where number = $1', [
    tiny.locations[key].number,
  ])
  return row!.id
}

export const organisationId = async (world: TestWorld, name: string): Promise<string> => {
  const [row] = await world.rows<{ id: string }>('select id from organization where name like $1', [`${name}%`])
  return row!.id
}

/** The link that the newest letter to a mailbox brought. */
export const invitationOf = (world: TestWorld, address: string): string => {
  const letter = world.sent.findLast(({ to, text }) => to.address === address && text.includes('/invitation/'))
  const token = /\/invitation\/([A-Za-z0-9_-]{43})/.exec(letter?.text ?? '')?.[1]
  if (!token) throw new Error(`no invitation was mailed to ${address}`)
  return token
}

/** Somebody's stay in an organisation, as the newest row has it. */
export const stayOf = async (world: TestWorld, address: string, organisation = 'Kestrel') => {
  const [row] = await world.rows<{ id: string; personId: string; status: string }>(
    `select a.id, a.person_id as "personId", a.status from affiliation a join person p on p.id = a.person_id
       join organization o on o.id = a.organization_id
     where p.email_normalised = $1 and o.name like $2 order by a.status in ('ended', 'deleted', 'denied', 'expired'), a.created_at desc limit 1`,
    [address.toLowerCase(), `${organisation}%`],
  )
  if (!row) throw new Error(`${address} has no stay at ${organisation}`)
  return row
}

/** Invites somebody to Leeds and has the letter sent; answers the link. */
export const invited = async (
  world: TestWorld,
  email: string,
  method: 'single' | 'multi' = 'single',
): Promise<string> => {
  const { people } = await world.as('gwen')
  const locationId = await placeOf(world, 'leeds')
  if (method === 'single') await people.invite({ name: 'Ada Byrne', email, locationId })
  else await people.inviteMany({ text: email, locationId, key: crypto.randomUUID() })
  await world.work()
  return invitationOf(world, email)
}

/** Makes somebody a program contact at their own location. */
export const addContact = async (world: TestWorld, email: string, role: string) =>
  world.rows(
    `insert into contact_assignment (id, vendor_id, organization_id, location_id, role, affiliation_id, person_id, state, since)
     select gen_random_uuid(), a.vendor_id, a.organization_id, a.location_id, $2, a.id, a.person_id, 'held', now()
     from affiliation a where a.id = $1`,
    [(await stayOf(world, email)).id, role],
  )
