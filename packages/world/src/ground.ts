import {
  AreaActivity,
  Product as ProductEntity,
  SolutionArea,
  Workload as WorkloadEntity,
} from '@ofrecord/core/catalogue/catalogue.entity'
import type { FeedName } from '@ofrecord/core/customers/feed'
import { takeFeed } from '@ofrecord/core/customers/feed'
import { system } from '@ofrecord/core/kernel/actor'
import { happened } from '@ofrecord/core/kernel/happened'
import { newId } from '@ofrecord/core/kernel/id'
import type { Call } from '@ofrecord/core/kernel/transaction'
import { inTransaction } from '@ofrecord/core/kernel/transaction'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { Vendor } from '@ofrecord/core/kernel/vendor.entity'
import { currencyOf } from '@ofrecord/core/organisations/address.rules'
import { Location as LocationEntity } from '@ofrecord/core/organisations/location.entity'
import { Organization } from '@ofrecord/core/organisations/organization.entity'
import { areas } from './catalogue.ts'
import { customersCsv, subscriptionsCsv, usageCsv } from './feeds.ts'
import type { Feedable } from './feeds.ts'
import { addressAt } from './addresses.ts'
import type { Location, Organisation } from './organisations.ts'
import { layWishes } from './ground.customers.ts'
import { layPeople } from './ground.people.ts'
import { layProgramme } from './ground.programme.ts'
import type { Members } from './members.ts'
import type { Person } from './people.ts'
import type { Persona } from './personas.ts'
import { products, workloads } from './products.ts'
import type { Programme } from './programme.ts'

/** Who partners: organisations with their locations and people, and the vendor's people. */
export interface Owners {
  vendor: { slug: string; name: string; timeZone: string; brand: string }
  organisations: readonly Organisation[]
  locations: readonly Location[]
  people: readonly Person[]
  staff: readonly Persona[]
  /** What partners' people are and have beside their roles; without it profiles, tiers and addresses are left open, too. */
  members?: Members
}

/** What stands before the first claim: who sells, who partners, who buys. */
export interface Ground extends Owners, Feedable {
  /** The day of the newest exchange rates. */
  t0: Date
  programme: Programme
  tenants: readonly (Feedable['tenants'][number] & { codePhrase?: string })[]
}

/** The rows of what was laid, by the keys of the data. */
export interface Laid {
  vendorId: string
  organisations: ReadonlyMap<string, string>
  locations: ReadonlyMap<string, string>
  people: ReadonlyMap<string, string>
}

/**
 * Lays the ground of a world. The catalogue, organisations and active people have no story of how they came about, so they
 * are written as rows. Customers come in through the feed, as a vendor's do, and say then how they want to be
 * asked. `pageOf` answers the language of the pages for a person's own.
 */
export const layGround = async (
  orm: Pools['orm'],
  ground: Ground,
  pageOf: (locale: string) => string = (locale) => locale,
): Promise<Laid> => {
  const laid = await inTransaction(orm, system('world'), async (call) => {
    const vendorId = newId<'Vendor'>(call.now)
    const vendor = call.em.create(Vendor, { id: vendorId, ...ground.vendor })
    call.em.persist(vendor)
    // Written with the vendor itself: a load that was killed later is known by it.
    happened(vendor, 'vendor.worldLaid')
    layCatalogue(call, vendorId)
    const organisations = layOrganisations(call, vendorId, ground)
    const locations = layLocations(call, vendorId, ground, organisations)
    await call.em.flush()
    await layProgramme(call, vendorId, ground.programme, ground.t0)
    const people = await layPeople(call, vendorId, ground, { organisations, locations }, pageOf)
    return { vendorId, organisations, locations, people }
  })
  for (const [feed, content] of feedsOf(ground)) await feedIn(orm, laid.vendorId, feed, content)
  await layWishes(orm, ground, laid)
  return laid
}

const feedsOf = (ground: Ground): [FeedName, string][] => [
  ['customers', customersCsv(ground)],
  ['subscriptions', subscriptionsCsv(ground)],
  ['usage', usageCsv(ground)],
]

const feedIn = async (orm: Pools['orm'], vendorId: string, feed: FeedName, content: string): Promise<void> => {
  const report = await inTransaction(orm, system('feed'), (call) => takeFeed(call, vendorId, feed, content, false))
  if (report.errors.length > 0)
    throw new Error(`The world's ${feed} feed is wrong: ${JSON.stringify(report.errors.slice(0, 3))}`)
}

const layCatalogue = (call: Call, vendorId: string): void => {
  const { em, now } = call
  areas.forEach((area, position) => {
    const level = area.method === 'claim' ? (area.level as 'workload' | 'subscription') : null
    em.persist(
      em.create(SolutionArea, {
        id: newId(now),
        vendorId,
        code: area.code,
        name: area.name,
        level,
        needsTechnicalContact: area.needsTechnicalContact,
        position,
      }),
    )
    area.activities.forEach((activity, at) => {
      const { code, evidence, notice, channels, programme } = activity
      em.persist(
        em.create(AreaActivity, {
          id: newId(now),
          vendorId,
          areaCode: area.code,
          activity: code,
          evidence,
          notice,
          pays: activity.pays !== 'never',
          channels: [...channels],
          programmeCode: programme.code,
          programmeName: programme.name,
          position: at,
        }),
      )
    })
  })
  workloads.forEach((workload, position) => {
    const { code, name, suites, activeUse } = workload
    em.persist(
      em.create(WorkloadEntity, {
        id: newId(now),
        vendorId,
        areaCode: 'workplace',
        code,
        name,
        suites: [...suites],
        activeUse: { ...activeUse },
        position,
      }),
    )
  })
  products.forEach((product, position) => {
    const { code, name, family, area, method } = product
    em.persist(
      em.create(ProductEntity, {
        id: newId(now),
        vendorId,
        code,
        name,
        family,
        areaCode: area ?? null,
        method,
        position,
      }),
    )
  })
}

export const layOrganisations = ({ em, now }: Call, vendorId: string, ground: Owners): Map<string, string> =>
  new Map(
    ground.organisations.map(({ key, globalNumber, name, country, domains, tier, membership }) => {
      const id = newId<'Organization'>(now)
      const organization = em.create(Organization, { id, vendorId, globalNumber, name, country, domains: [...domains] })
      if (ground.members) em.assign(organization, { tier, status: membership === 'lapsed' ? 'lapsed' : 'active' })
      em.persist(organization)
      return [key, id]
    }),
  )

export const layLocations = (
  { em, now }: Call,
  vendorId: string,
  ground: Owners,
  organisations: ReadonlyMap<string, string>,
): Map<string, string> => {
  const ids = new Map(ground.locations.map(({ key }) => [key, newId<'Location'>(now) as string]))
  for (const location of ground.locations) {
    const { key, organisation, number, name, legalName, country, parent, status, incentives } = location
    em.persist(
      em.create(LocationEntity, {
        id: ids.get(key)!,
        vendorId,
        organizationId: organisations.get(organisation)!,
        number,
        name,
        city: name,
        country,
        parentId: parent ? ids.get(parent)! : null,
        isHeadquarters: parent === null,
        status,
        enrolled: incentives === 'enrolled',
        createdAt: now,
        ...(ground.members && { ...addressAt(location), legalName, currency: currencyOf(country) }),
      }),
    )
  }
  return ids
}
