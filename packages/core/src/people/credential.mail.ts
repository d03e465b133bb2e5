import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import type { LetterParams, LetterTemplate } from '@ofrecord/emails/letters'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { writeLetter } from '../letters/letter.entity.ts'

interface Reader {
  name: string
  email: string
  locale: string
  timeZone: string
  vendorName: string
  organisationName: string
}

/** People by a condition on `person p`, with the organisation that the letter is about. */
const readReaders = async (call: Call, event: Told, condition: RawBuilder<unknown>): Promise<Reader[]> => {
  const { rows } = await sql<Reader>`
    select p.name, p.email, p.locale, p.time_zone as "timeZone", v.name as "vendorName", o.name as "organisationName"
    from person p join vendor v on v.id = p.vendor_id join organization o on o.id = ${event.organizationId ?? String(event.data.organizationId)}
    where ${condition} order by p.id
  `.execute(call.em.getKysely())
  return rows
}

/** One letter to each reader; `rest` is what it says besides what all letters of contacts and certifications say. */
export const writeAccessLetters = async <T extends LetterTemplate>(
  call: Call,
  event: Told,
  template: T,
  condition: RawBuilder<unknown>,
  rest: Omit<LetterParams[T], keyof ReturnType<typeof commonParams>>,
): Promise<void> => {
  for (const reader of await readReaders(call, event, condition))
    writeLetter(call, {
      vendorId: event.vendorId,
      organizationId: event.organizationId,
      eventId: event.id,
      aggregateId: event.aggregateId,
      template,
      recipient: reader.email,
      recipientName: reader.name,
      locale: reader.locale,
      params: { ...commonParams(call, event, reader), ...rest } as unknown as LetterParams[T],
    })
}

const commonParams = (call: Call, event: Told, { vendorName, timeZone, name, organisationName }: Reader) => ({
  vendorName,
  timeZone,
  sentAt: call.now.toISOString(),
  recipientName: name,
  organisationName,
  happenedAt: event.at.toISOString(),
})

export const isPerson = (id: unknown): RawBuilder<unknown> => sql`p.id = ${String(id)}`

/** Who administers an organisation, and the home of a person in it with everything above (B.0.1). */
const administers = (organizationId: string | null, personId: string): RawBuilder<unknown> => sql`p.id in (
  with recursive above as (
    select l.id, l.parent_id from location l where l.id = (select f.location_id from affiliation f
      where f.person_id = ${personId} and f.organization_id = ${organizationId} order by f.status = 'active' desc, f.created_at desc limit 1)
    union select l.id, l.parent_id from location l join above a on l.id = a.parent_id)
  select r.person_id from role_assignment r where r.organization_id = ${organizationId} and not r.held_back and (
    r.role = 'global_admin' or (r.role = 'location_admin' and (r.location_id is null or r.location_id in (select id from above)))))
  and p.id <> ${personId}`

const tellAdministrators = async (call: Call, event: Told, { publicUrl }: Installation, joined: boolean) => {
  const personId = String(event.data.personId)
  const { rows } = await sql<{ name: string }>`select name from person where id = ${personId}`.execute(
    call.em.getKysely(),
  )
  await writeAccessLetters(call, event, 'credential-moved', administers(event.organizationId, personId), {
    personName: rows[0]!.name,
    joined,
    pageUrl: `${publicUrl}/people/certified`,
  })
}

const tellOwner = async (call: Call, event: Told, { publicUrl }: Installation, accepted: boolean) => {
  const { rows } = await sql<{ credentialId: string }>`
    select credential_id as "credentialId" from credential_profile where id = ${event.aggregateId}
  `.execute(call.em.getKysely())
  await writeAccessLetters(call, event, 'credential-checked', isPerson(event.data.personId), {
    credentialId: rows[0]!.credentialId,
    accepted,
    pageUrl: `${publicUrl}/account/credential`,
  })
}

const askOwner: Reaction = async (call, event, { publicUrl }) => {
  const { rows } = await sql<{ name: string }>`select name from person where id = ${event.actorId}`.execute(
    call.em.getKysely(),
  )
  await writeAccessLetters(call, event, 'credential-asked', isPerson(event.data.personId), {
    authorName: rows[0]?.name ?? '',
    pageUrl: `${publicUrl}/account/credential`,
  })
}

/** Administrators are told who comes and goes (CP-R2), the owner what was decided about a name (CP-R4). */
export const credentialLetters: Readonly<Record<string, Reaction>> = {
  'credential.linked': (call, event, installation) => tellAdministrators(call, event, installation, true),
  // Whoever ended somebody's stay knows that the credential went with it.
  'credential.unlinked': async (call, event, installation) => {
    if (event.data.reason !== 'left') await tellAdministrators(call, event, installation, false)
  },
  'credential.linkAsked': askOwner,
  'credential.nameAccepted': (call, event, installation) => tellOwner(call, event, installation, true),
  'credential.nameRefused': (call, event, installation) => tellOwner(call, event, installation, false),
}
