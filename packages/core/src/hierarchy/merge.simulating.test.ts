import { expect } from 'vitest'
import { certify, refer } from '../../test/competence.ts'
import { inviteTidewater } from '../../test/merging.ts'
import { refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'

const personOf = async (world: TestWorld, name: string): Promise<string> => {
  const actor = await world.actor(name)
  return 'personId' in actor ? actor.personId : ''
}

/** Silver of Messaging at Leeds lacks one of two people; Tara, of the other side, has passed the exam. */
const almostSilver = async (world: TestWorld): Promise<string> => {
  await certify(world, 'ines')
  await certify(world, 'tara')
  for (let made = 0; made < 3; made++) await refer(world)
  return (await inviteTidewater(world)).id
}

test('B.8.3, B.18: a merger is supposed with other changes; before it is agreed to it tells levels, and only alone, then requirements', async ({
  world,
}) => {
  const mergeId = await almostSilver(world)
  const [gwen, june] = [await world.as('gwen'), await world.as('june')]
  const leeds = async (changes: Parameters<typeof gwen.hierarchy.merge.simulate>[0]['changes'] = []) => {
    const { rows, told } = await gwen.hierarchy.merge.simulate({ mergeId, changes })
    return { told, row: rows.find(({ location }) => location.name === 'Leeds'), text: JSON.stringify(rows) }
  }
  expect(await leeds()).toMatchObject({ told: 'levels', row: { before: null, after: 'silver', changes: [] } })
  const without = [{ kind: 'remove_person' as const, personId: await personOf(world, 'ines') }]
  expect(await leeds(without)).toEqual({ told: 'nothing', row: undefined, text: '[]' })
  // The preview of who asked says no more than that.
  const own = async () => {
    const { preview } = await gwen.hierarchy.merge.preview({ mergeId })
    return preview!.own!.map(({ key }) => key)
  }
  expect(await own()).not.toContain('requirements_reached')
  expect((await june.hierarchy.merge.simulate({ mergeId })).told).toBe('everything')
  expect((await june.hierarchy.merge.simulate({ mergeId, changes: without })).told).toBe('nothing')
  await june.hierarchy.merge.preview({ mergeId })
  await june.hierarchy.merge.accept({ mergeId })
  const agreed = await leeds()
  expect(agreed).toMatchObject({ told: 'everything', row: { before: null, after: 'silver' } })
  expect(agreed.row!.changes).toContainEqual(expect.objectContaining({ needed: 2, before: 1, after: 2 }))
  for (const hidden of ['Tara', 'Boston', 'London', 'Tidewater']) expect(agreed.text).not.toContain(hidden)
  expect((await leeds(without)).row?.after ?? null).toBeNull()
  expect(await refusalOf(leeds([{ kind: 'remove_person', personId: await personOf(world, 'tara') }]))).toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('B.18: a merger is supposed by administrators of its two sides only, and only while it is open', async ({
  world,
}) => {
  const mergeId = await almostSilver(world)
  const [aoife, luca, gwen] = [await world.as('aoife'), await world.as('luca'), await world.as('gwen')]
  expect(await refusalOf(aoife.hierarchy.merge.simulate({ mergeId }))).toMatchObject({ code: 'NOT_FOUND' })
  expect(await refusalOf(luca.hierarchy.merge.simulate({ mergeId }))).toMatchObject({ code: 'FORBIDDEN' })
  await gwen.hierarchy.merge.cancel({ mergeId })
  expect(await refusalOf(gwen.hierarchy.merge.simulate({ mergeId }))).toMatchObject({ code: 'ILLEGAL_TRANSITION' })
})
