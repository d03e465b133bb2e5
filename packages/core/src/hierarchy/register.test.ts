import { expect } from 'vitest'
import { placeOf } from '../../test/people.ts'
import { plantTree, york } from '../../test/tree.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import { takeRows } from '../kernel/feed.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { companyFeed } from '../organisations/register.feed.ts'

const typed = { ...york, legalName: 'Kestrel York Ltd', registrationNumber: '0765 4321' }

/** The file of a register is imported, and what follows of it has been done. */
const registered = async (world: TestWorld, ...rows: string[]) => {
  const [vendor] = await world.rows<{ id: string }>(`select id from vendor where slug = 'halcyon'`)
  const content = ['country,registration_number,legal_name', ...rows].join('\n')
  const report = await inTransaction(world.orm, system('feed'), (call) =>
    takeRows(call, vendor!.id, companyFeed, content, false),
  )
  await world.work()
  return report.errors.map(({ line, column, message }) => `${line} ${column} ${message}`)
}

const making = async (world: TestWorld) => {
  const { hierarchy } = await world.as('gwen')
  const { locationId } = await hierarchy.create({
    ...typed,
    parentId: await placeOf(world, 'leeds'),
    reason: 'A new office',
  })
  await world.work()
  const found = () => hierarchy.get({ locationId })
  return { hierarchy, locationId, found, status: async () => (await found()).status }
}

test('B.16.3: a location whose legal name and number a register knows is verified by itself, at once or with the next file', async ({
  world,
}) => {
  const late = await making(world)
  expect(await late.status()).toBe('pending_verification')
  expect(await registered(world, 'GB,07654321,"KESTREL YORK, LTD."')).toEqual([])
  expect(await late.status()).toBe('verified')
  expect(
    await world.rows(`select actor_side as by from event where aggregate_id = $1 and type = 'location.verified'`, [
      late.locationId,
    ]),
  ).toEqual([{ by: 'system' }])
  expect(await (await making(world)).status()).toBe('verified')
})

test('B.16.3: another name, another country or no number is for the desk, and another legal name is verified anew', async ({
  world,
}) => {
  const waits = await making(world)
  await registered(world, 'GB,07654321,Kestrel Ltd', 'IE,07654321,Kestrel York Ltd', 'GB,1,Kestrel York Ltd')
  expect(await waits.status()).toBe('pending_verification')
  await registered(world, 'GB,07654321,Kestrel York Ltd', 'GB,7,Kestrel Stonegate Ltd')
  expect(await waits.status()).toBe('verified')
  const edit = async (fields: Partial<typeof typed>) => {
    const { version } = await waits.found()
    await waits.hierarchy.edit({ locationId: waits.locationId, version, fields: { ...typed, ...fields } })
    await world.work()
    return waits.status()
  }
  expect(await edit({ legalName: 'Kestrel Stonegate Ltd' })).toBe('pending_verification')
  expect(await edit({ legalName: 'Kestrel Stonegate Ltd', registrationNumber: '7' })).toBe('verified')
})

test('a file of a register names its wrong rows, and a company that is known is replaced', async ({ world }) => {
  expect(
    await registered(world, 'GB,07 65,One Ltd', 'GB,0765,Two Ltd', 'Britain,1,Three Ltd', 'GB,--,Four Ltd', 'GB,5,'),
  ).toEqual([
    '3 registration_number stands in line 2 already: keep one of the two',
    '4 country is not a country code of two capitals, such as GB',
    '5 registration_number is empty, or has neither letter nor digit',
    '6 legal_name is empty, or has neither letter nor digit',
  ])
  for (const name of ['One Ltd', 'Two Ltd']) expect(await registered(world, `GB,0765,${name}`)).toEqual([])
  expect(await world.rows('select legal_name as name from registered_company')).toEqual([{ name: 'Two Ltd' }])
})

test('B.16.3: an import looks at every location that waits, however many waited before it', async ({ world }) => {
  const drawing = `Base (${Array.from({ length: 5001 }, (_, index) => `w${index}`).join(' ')})`
  const { organizationId } = await plantTree(world, drawing)
  await world.rows(
    `update location set status = 'pending_verification', registration_number = '1' where organization_id = $1 and not is_headquarters`,
    [organizationId],
  )
  const late = await making(world)
  await registered(world, 'GB,07654321,Kestrel York Ltd')
  expect(await late.status()).toBe('verified')
})
