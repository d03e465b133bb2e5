import { v7 } from 'uuid'
import type { CompetencyLevel } from '../src/competencies/enrollment.rules.ts'
import type { TestWorld } from './world.ts'

/** The headquarters of somebody's organisation: where fees of these tests are ordered for. */
export const placeOf = async (
  world: TestWorld,
  person: string,
): Promise<{ organizationId: string; locationId: string; number: number; vendorId: string }> => {
  const actor = await world.actor(person)
  const organizationId = 'organizationId' in actor ? actor.organizationId : null
  const [row] = await world.rows<{ locationId: string; number: number; vendorId: string }>(
    `select id as "locationId", number, vendor_id as "vendorId" from location where organization_id = $1 and is_headquarters`,
    [organizationId],
  )
  return { organizationId: organizationId!, ...row! }
}

/** A competency of the organisation that is qualified at a level; written around the count, which has tests of its own. */
export const qualify = async (
  world: TestWorld,
  person: string,
  level: CompetencyLevel,
  competency = 'app_dev',
): Promise<string> => {
  const { organizationId, locationId, vendorId } = await placeOf(world, person)
  const id = v7()
  await world.rows(
    `insert into competency_enrollment (id, vendor_id, organization_id, location_id, competency, level, state, state_at, met_level, programme_year)
     values ($1, $2, $3, $4, $5, $6, 'qualified', $7, $6, 2026)`,
    [id, vendorId, organizationId, locationId, competency, level, world.now()],
  )
  return id
}

type Order = Parameters<Awaited<ReturnType<TestWorld['as']>>['memberships']['order']>[0]

/** Orders for the headquarters. */
export const order = async (
  world: TestWorld,
  person: string,
  offer: Order['offer'],
  method: Order['method'] = 'card',
): Promise<{ orderId: string; number: string }> => {
  const { locationId } = await placeOf(world, person)
  return (await world.as(person)).memberships.order({ locationId, offer, method, currency: 'USD' })
}

/** Orders and pays by card. Answers the order's id. */
export const buy = async (world: TestWorld, person: string, offer: Order['offer']): Promise<string> => {
  const { orderId } = await order(world, person, offer)
  await (await world.as(person)).memberships.pay({ orderId, token: 'ok' })
  return orderId
}
