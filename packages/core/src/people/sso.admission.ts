import { sql } from 'kysely'
import { refuse } from '../kernel/errors.ts'
import type { Call } from '../kernel/transaction.ts'
import { Person } from './person.entity.ts'
import { userOf } from './user.ts'

interface Provider {
  organizationId: string
  vendorId: string
  domain: string
  /** The organisation still calls the domain its own. */
  owned: boolean
}

/**
 * The identity of the person whom a company's server vouches for. It vouches only for addresses of the one domain that
 * its organisation has proven, and only for people whom that organisation knows already: nobody is made here.
 * Refuses with the codes that the sign-in page explains: `provider_off`, `wrong_domain`, `unknown_person`.
 */
export const admit = async (call: Call, providerId: string, email: string): Promise<string> => {
  const provider = await findProvider(call, providerId)
  if (!provider?.owned) return refuse('forbidden', 'provider_off')
  const address = email.toLowerCase()
  if (address.split('@').at(-1) !== provider.domain) return refuse('forbidden', 'wrong_domain')
  const person = await call.em.findOne(Person, { vendorId: provider.vendorId, emailNormalised: address })
  if (!person || !(await isKnown(call, person.id, provider.organizationId)))
    return refuse('forbidden', 'unknown_person')
  person.proveMail(call.now)
  return userOf(call, person)
}

const findProvider = async (call: Call, providerId: string): Promise<Provider | undefined> => {
  const { rows } = await sql<Provider>`
    select o.id as "organizationId", o.vendor_id as "vendorId", s.domain, s.domain = any(o.domains) as owned
    from auth_sso_provider s join organization o on o.id = s."organizationId"
    where s."providerId" = ${providerId} and s.enabled and o.status = 'active'
  `.execute(call.em.getKysely())
  return rows[0]
}

/** Active in the organisation, or with a role in it. */
const isKnown = async (call: Call, personId: string, organizationId: string): Promise<boolean> => {
  const { rows } = await sql<{ known: boolean }>`
    select exists (select from affiliation where person_id = ${personId} and organization_id = ${organizationId} and status = 'active')
      or exists (select from role_assignment where person_id = ${personId} and organization_id = ${organizationId} and not held_back)
      as known
  `.execute(call.em.getKysely())
  return rows[0]!.known
}
