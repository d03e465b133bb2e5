import { boughtPack } from '../orders.ts'
import { tenantOf } from '../customers.ts'
import { sentReference } from '../references.ts'
import { after, days } from '../time.ts'
import type { Scene } from './scene.ts'

/** A customer is asked for a reference, so that the letter is in the mailbox. */
export const referenceScene = (): Scene => ({
  key: 'a reference of Orchard Foods',
  day: sentReference.day,
  play: async (stage) => {
    const { location, tenant, competency, work, startedDays, endedDays } = sentReference
    const { name: company, contact } = tenantOf(tenant)
    const dayAt = (daysAway: number): string =>
      after(stage.world.t0, daysAway * days)
        .toISOString()
        .slice(0, 10)
    const { references } = await stage.as('gwen', 'kestrel')
    const { referenceId, version } = await references.create({
      locationId: stage.laid.locations.get(location)!,
      company,
      contactName: contact.name,
      contactTitle: contact.title,
      contactEmail: contact.email,
      contactLanguage: contact.language,
      projectTitle: work.title.replaceAll('{who}', company),
      description: work.description,
      startedOn: dayAt(startedDays),
      endedOn: dayAt(endedDays),
      products: [...work.products],
      competencies: [competency],
      outcome: work.outcome,
      quotingAsked: true,
    })
    await references.send({ referenceId, version })
  },
})

/** A starter pack is paid by card: its invoice waits to be issued. */
export const feeScene = (): Scene => ({
  key: 'a starter pack of Tidewater',
  day: boughtPack.day,
  play: async (stage) => {
    const { person, location, offer } = boughtPack
    const { memberships } = await stage.as(person)
    const locationId = stage.laid.locations.get(location)!
    const { methods } = await memberships.offers({ locationId })
    // An installation may take transfers alone.
    if (!methods.includes('card')) return
    const { orderId } = await memberships.order({ locationId, offer, method: 'card' })
    await memberships.pay({ orderId, token: 'ok' })
  },
})
