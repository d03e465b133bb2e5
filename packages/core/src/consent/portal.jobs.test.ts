import { expect } from 'vitest'
import { tess } from '../../test/customer.ts'
import { askForCode, pageOf, signedInAs } from '../../test/portal.ts'
import { makeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter, secondsAfter } from '../kernel/time.ts'
import { purgePortal } from './portal.jobs.ts'

const kept = async (world: TestWorld) =>
  (
    await world.rows<{ codes: number; sessions: number }>(`select (select count(*)::int from portal_code) as codes,
      (select count(*)::int from portal_session) as sessions`)
  )[0]

test('codes and sessions go thirty days after their end, and what was done through them stays', async ({ world }) => {
  await makeClaim(world)
  const ended = await signedInAs(world, tess)
  await world.visitor().portal.signOut({ session: ended })
  world.at(secondsAfter(daysAfter(world.now(), 30), -1))
  expect([await purgePortal(world.orm), await kept(world)]).toEqual([0, { codes: 1, sessions: 1 }])
  const session = await signedInAs(world, tess)
  await askForCode(world, tess)
  const events = await world.rows(`select id from event where type like 'customer.%' order by position`)
  world.at(secondsAfter(world.now(), 2))
  expect([await purgePortal(world.orm), await kept(world)]).toEqual([2, { codes: 2, sessions: 1 }])
  expect((await pageOf(world, session)).map.customer.name).toBe('Orchard Foods')
  expect(await world.rows(`select id from event where type like 'customer.%' order by position`)).toEqual(events)
})
