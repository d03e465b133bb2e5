import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { meanwhile } from '../../test/meanwhile.ts'
import { placeOf, stayOf } from '../../test/people.ts'
import { test } from '../../test/world.ts'
import { endStay } from './affiliation.ending.ts'

test('PPL-R6: what is given to somebody who is leaving in this moment is not given, or ends with the stay', async ({
  world,
}) => {
  const locationId = await placeOf(world, 'milan')
  const { id: affiliationId, personId } = await stayOf(world, tiny.people.mina.email)
  const said = `country = 'GB', job_role = 'Engineer', email_proven_at = '2026-01-01T00:00:00Z'`
  await world.rows(`update person set ${said} where id = $1`, [personId])
  const actor = await world.actor('gwen')
  const { contacts, privileges, people } = await world.as('gwen')
  const lines = [{ locationId, role: 'technical_2' as const, holderId: null }]
  const told: string[] = []
  for (const give of [
    () => contacts.assign({ locationId, role: 'technical_3', personId }),
    () => contacts.assignMany({ personId, lines }),
    () => privileges.grant({ locationId, personId, privilege: 'license_statement' }),
    () => people.roles.grant({ affiliationId, role: 'order_user', locationId }),
  ]) {
    const [, given] = await meanwhile(world, actor, (call) => endStay(call, null, affiliationId), give)
    told.push(given)
    const [left] = await world.rows(
      `select (select count(*)::int from contact_assignment where person_id = $1 and ended_at is null) as contacts,
        (select count(*)::int from privilege_grant where person_id = $1 and ended_at is null) as privileges,
        (select count(*)::int from role_assignment where person_id = $1) as roles`,
      [personId],
    )
    expect(left, String(give)).toEqual({ contacts: 0, privileges: 0, roles: 0 })
    await world.rows(`update affiliation set status = 'active' where id = $1`, [affiliationId])
  }
  expect(told).toEqual(['CONTACT_NOT_AFFILIATED', 'CONTACT_NOT_AFFILIATED', 'NOT_FOUND', 'NOT_FOUND'])
})
