import { sql } from 'kysely'
import type { RawBuilder } from 'kysely'
import { containing } from '../kernel/conditions.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { asApplication } from '../kernel/fence.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { daysAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { readPolicy } from '../catalogue/policy.queries.ts'
import type { AffiliationState } from './affiliation.rules.ts'
import { decideRequest, liveStates, requestLimit } from './affiliation.rules.ts'
import { setInviteTimers } from './affiliation.timers.ts'
import { holdInvitations, newAffiliation } from './inviting.ts'
import { domainOf, isFreeMail, isOnDomain } from './mail.rules.ts'
import { Affiliation, Person } from './person.entity.ts'
import { isRecoverable } from './recovery.queries.ts'

/** What somebody who is not of an organisation learns of it: what it takes to ask, and no more (PRI-R2). */
export interface FoundOrganisation {
  organizationId: string
  name: string
  city: string
  country: string
  /** The first fifty that match, headquarters first; `more`: there are others. */
  locations: { rows: { id: string; name: string }[]; more: boolean }
  /** Nobody administers it, and the asker's address is on its domain: they may recover it (PPL-R7). For others never. */
  mayRecover: boolean
}

/** So many of its locations are told at once. */
const mostOffered = 50

/**
 * The organisation of exactly this name and country, however it is written in large and small, with its locations whose
 * name has `location` in it; null: there is none.
 */
export const findOrganisation = (
  call: Call,
  asked: { name: string; country: string; location: string },
): Promise<FoundOrganisation | null> => {
  const { vendorId, email } = call.actor as PersonActor
  const pattern = containing(asked.location.toLowerCase())
  return asApplication(call, 'people', async (inner) => {
    const { rows } = await sql<
      Omit<FoundOrganisation, 'locations' | 'mayRecover'> & { offered: { id: string; name: string }[] }
    >`
      select o.id as "organizationId", o.name, o.country, h.city,
        (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name)), '[]') from (
          select l.id, l.name from location l where l.organization_id = o.id and l.status not in ('dissociated', 'archived')
            and lower(l.name) like ${pattern} order by l.is_headquarters desc, l.name limit ${mostOffered + 1}) f) as offered
      from organization o join location h on h.organization_id = o.id and h.is_headquarters
      where ${isNamed(vendorId, asked)}
      order by o.global_number limit 1
    `.execute(inner.em.getKysely())
    if (!rows[0]) return null
    const { offered, ...organisation } = rows[0]
    return {
      ...organisation,
      locations: { rows: offered.slice(0, mostOffered), more: offered.length > mostOffered },
      mayRecover: await isRecoverable(inner, organisation.organizationId, email),
    }
  })
}

/** The state in which a request begins: nobody need say yes where the mail domain is proven to be the organisation's (AF7). */
export interface Requested {
  affiliationId: string
  status: AffiliationState
}

/**
 * Asks to be of an organisation, at one of its locations (AF6). A proven mailbox on one of its domains is let in at once
 * (AF7). Refuses with `INVITE_ALREADY_ACTIVE`, `INVITE_ALREADY_PENDING` and `REQUEST_LIMIT` (AF8); an organisation or a
 * location that cannot be asked is absent.
 */
export const request = (call: Call, input: Asked): Promise<Requested> => {
  const { personId, vendorId } = call.actor as PersonActor
  return asApplication(
    call,
    'people',
    async (inner) => {
      const { organizationId, domains } = await findAsked(inner, vendorId, input)
      await holdInvitations(inner, organizationId)
      await decideAsking(inner, personId, organizationId)
      const person = await inner.em.findOneOrFail(Person, { id: personId })
      const affiliation = newAffiliation(inner, person, {
        organizationId,
        vendorId,
        locationId: input.locationId,
        method: 'request',
        status: 'requested',
        invitedBy: null,
        proposedRoles: [],
      })
      affiliation.request({ name: person.name, email: person.email })
      await letInByDomain(inner, affiliation, person, domains)
      return { affiliationId: affiliation.id, status: affiliation.status }
    },
    call.actor,
  )
}

/** Named as it was found: an id that somebody came by otherwise opens nothing (PRI-R1). */
interface Asked {
  name: string
  country: string
  locationId: string
}

const findAsked = async (
  { em }: Call,
  vendorId: string,
  { name, country, locationId }: Asked,
): Promise<{ organizationId: string; domains: string[] }> => {
  const { rows } = await sql<{ organizationId: string; domains: string[] }>`
    select o.id as "organizationId", to_jsonb(o.domains) as domains from organization o join location l on l.organization_id = o.id
    where l.id = ${locationId} and ${isNamed(vendorId, { name, country })} and l.status not in ('dissociated', 'archived')
  `.execute(em.getKysely())
  return rows[0] ?? refuseAbsent()
}

const isNamed = (vendorId: string, { name, country }: { name: string; country: string }): RawBuilder<boolean> =>
  sql`o.vendor_id = ${vendorId} and o.status = 'active' and lower(o.name) = lower(${name}) and o.country = ${country}`

const letInByDomain = async (
  call: Call,
  affiliation: Affiliation,
  person: Person,
  domains: readonly string[],
): Promise<void> => {
  const { inviteDays, autoAuthorizeMatchingDomain } = await readPolicy(call, person.vendorId)
  if (!autoAuthorizeMatchingDomain || !isKnownMailbox(person, domains)) return
  affiliation.approveByDomain(call.now, inviteDays, domainOf(person.email))
  await setInviteTimers(call, [affiliation])
}

const decideAsking = async (call: Call, personId: string, organizationId: string): Promise<void> => {
  const stays = await call.em.find(Affiliation, { personId, organizationId })
  const live = stays.find(({ status }) => (liveStates as readonly string[]).includes(status))
  if (live?.status === 'active') refuse('conflict', 'INVITE_ALREADY_ACTIVE', { rule: 'AF6' })
  if (live) refuse('conflict', 'INVITE_ALREADY_PENDING', { rule: 'AF6' })
  const since = daysAfter(call.now, -requestLimit.days)
  const asked = stays.filter(({ method, createdAt }) => method === 'request' && createdAt > since)
  decideRequest(
    asked.map(({ createdAt }) => createdAt),
    (oldest) => daysAfter(oldest, requestLimit.days),
  )
}

const isKnownMailbox = ({ emailProvenAt, email }: Person, domains: readonly string[]): boolean =>
  Boolean(emailProvenAt) && !isFreeMail(email) && isOnDomain(email, domains)
