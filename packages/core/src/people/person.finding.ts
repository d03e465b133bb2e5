import { sql } from 'kysely'
import { asApplication } from '../kernel/fence.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import type { AffiliationState } from './affiliation.rules.ts'
import { liveStates } from './affiliation.rules.ts'
import type { KnownAddress } from './invitation.rules.ts'

/** Somebody by their address, as far as this vendor knows them. */
export interface FoundPerson {
  id: string
  name: string
  email: string
  locale: string
}

interface KnownRow {
  address: string
  here: AffiliationState | null
  elsewhere: boolean
}

const live = `{${liveStates.join(',')}}`
const listOf = (addresses: readonly string[]): string =>
  JSON.stringify(addresses.map((address) => address.toLowerCase()))

/**
 * How addresses stand to an organisation, also where their owners are behind the fence. Says of others that there is one,
 * and not which (PPL-R3).
 */
export const knownAddresses = (
  call: Call,
  vendorId: string,
  organizationId: string,
  addresses: readonly string[],
): Promise<Map<string, KnownAddress>> =>
  asApplication(call, 'people', async ({ em }) => {
    const { rows } = await sql<KnownRow>`
      select p.email_normalised as address,
        max(a.status) filter (where a.organization_id = ${organizationId}) as here,
        coalesce(bool_or(a.organization_id <> ${organizationId} and a.status = 'active'), false) as elsewhere
      from person p left join affiliation a on a.person_id = p.id and a.status = any(${live}::text[])
      where p.vendor_id = ${vendorId} and p.email_normalised in (select jsonb_array_elements_text(${listOf(addresses)}::jsonb))
      group by 1
    `.execute(em.getKysely())
    return new Map(rows.map(({ address, here, elsewhere }) => [address, { here, elsewhere }]))
  })

/** Somebody to invite: what was typed of them counts only where nobody knows them yet. */
export interface NamedPerson {
  email: string
  name: string
  language: string
}

/**
 * The people of these addresses, made where they are new, by address in lower case. In the order of the addresses, so that
 * two organisations that invite the same people at once wait for each other instead of blocking each other.
 */
export const findOrMakePeople = (
  call: Call,
  vendorId: string,
  named: readonly NamedPerson[],
): Promise<Map<string, FoundPerson>> =>
  asApplication(call, 'people', async ({ em, now }) => {
    const rows = named
      .map(({ email, name, language }) => ({
        id: newId(now),
        name,
        email,
        address: email.toLowerCase(),
        locale: language,
      }))
      .toSorted((a, b) => (a.address < b.address ? -1 : 1))
    await sql`
      insert into person (id, vendor_id, name, email, email_normalised, locale)
      select row.id, ${vendorId}, row.name, row.email, row.address, row.locale
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row (id uuid, name text, email text, address text, locale text)
      on conflict (vendor_id, email_normalised) do nothing
    `.execute(em.getKysely())
    const found = await sql<FoundPerson & { address: string }>`
      select id, name, email, email_normalised as address, locale from person
      where vendor_id = ${vendorId} and email_normalised in (
        select jsonb_array_elements_text(${listOf(named.map(({ email }) => email))}::jsonb))
    `.execute(em.getKysely())
    return new Map(found.rows.map(({ address, ...person }) => [address, person]))
  })
