import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'

const layCompetency = async (world: TestWorld): Promise<void> => {
  const [vendor] = await world.rows<{ id: string }>('select id from vendor')
  await world.rows(
    `insert into competency (id, vendor_id, code, name, group_code, group_name, position)
     values ('${randomUUID()}', '${vendor?.id}', 'stonework', 'Stonework', 'crafts', 'Crafts', 900)`,
  )
  for (const [level, option, position] of [
    ['gold', 'only', 3],
    ['silver', 'small', 2],
    ['silver', 'large', 1],
  ] as const)
    await world.rows(
      `insert into requirement_set (id, vendor_id, competency_code, level, option, option_name, requirements, position)
       values ('${randomUUID()}', '${vendor?.id}', 'stonework', '${level}', '${option}', '',
         '[{"kind":"references","code":"references","name":"References","scope":"location","count":3}]', ${position})`,
    )
}

test('B.8.1: the catalogue tells a competency by level, silver before gold, and by option in the order of the programme', async ({
  world,
}) => {
  await layCompetency(world)
  const { competencies, names } = await (await world.as('petra')).programme.competencies()
  const stonework = competencies.find(({ code }) => code === 'stonework')
  expect(stonework?.levels.map(({ level, options }) => [level, options.map(({ option }) => option)])).toEqual([
    ['silver', ['large', 'small']],
    ['gold', ['only']],
  ])
  expect(stonework?.levels[1]?.options[0]?.requirements[0]).toMatchObject({ kind: 'references', count: 3 })
  expect(names).toMatchObject({ SALE: 'Sales Hub' })
})

test('ROL-R5: the catalogue as the programme keeps it is not for partners', async ({ world }) => {
  const gwen = await world.as('gwen')
  expect((await refusalOf(gwen.programme.competencies())).code).toBe('FORBIDDEN')
})
