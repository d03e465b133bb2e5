import { sql } from 'kysely'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import { Affiliation } from '../people/person.entity.ts'
import { causeNow } from './deciding.ts'
import { lockCompetencies } from './enrolled.queries.ts'
import { PersonPin } from './enrollment.entity.ts'
import { recount } from './recounting.ts'
import { refuseUnknownPlace } from './standing.queries.ts'

interface Pinned {
  personId: string
  locationId: string
  competency: string
}

/**
 * Reserves a person for one competency whose people count for no other (CP-R8); a person is reserved once. Refuses with
 * `PIN_NOT_EXCLUSIVE` a competency that asks for no such people; absent outside the scope.
 */
export const pinPerson = async (call: Call, scope: Scope, { personId, ...place }: Pinned): Promise<void> => {
  await refuseUnknownPlace(call, scope, place)
  const stay = await findStay(call, scope, personId)
  await refuseShared(call, place.competency)
  const { vendorId, organizationId, personId: by } = call.actor as PersonActor
  await lockCompetencies(call, organizationId!)
  const pinned = { ...place, pinnedAt: call.now, pinnedBy: by }
  const own = await call.em.findOne(PersonPin, { organizationId: organizationId!, personId })
  if (own) Object.assign(own, pinned)
  else
    call.em.persist(
      call.em.create(PersonPin, {
        id: newId(call.now),
        vendorId,
        organizationId: organizationId!,
        personId,
        ...pinned,
      }),
    )
  happened(stay, 'competency.personPinned', { personId, ...place })
  await call.em.flush()
  await recount(call, organizationId!, causeNow(call, 'competency.personPinned'))
}

export const unpinPerson = async (call: Call, scope: Scope, personId: string): Promise<void> => {
  const stay = await findStay(call, scope, personId)
  const { organizationId } = call.actor as PersonActor
  await lockCompetencies(call, organizationId!)
  const own = await call.em.findOne(PersonPin, { organizationId: organizationId!, personId })
  if (!own) return
  call.em.remove(own)
  happened(stay, 'competency.personUnpinned', { personId, locationId: own.locationId, competency: own.competency })
  await call.em.flush()
  await recount(call, organizationId!, causeNow(call, 'competency.personUnpinned'))
}

const findStay = async (call: Call, scope: Scope, personId: string): Promise<Affiliation> => {
  const { organizationId } = call.actor as PersonActor
  const stay = await call.em.findOne(Affiliation, { personId, organizationId: organizationId!, status: 'active' })
  return stay && isWithin(scope, stay.locationId) ? stay : refuseAbsent()
}

const refuseShared = async (call: Call, competency: string): Promise<void> => {
  const { rows } = await sql`
    select from requirement_set where competency_code = ${competency} and requirements @> '[{"exclusive": true}]' limit 1
  `.execute(call.em.getKysely())
  if (rows.length === 0) refuse('conflict', 'PIN_NOT_EXCLUSIVE', { rule: 'CP-R8' })
}
