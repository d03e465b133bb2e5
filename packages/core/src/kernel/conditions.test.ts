import { sql } from 'kysely'
import { expect } from 'vitest'
import { test } from '../../test/world.ts'
import type { Scope } from './actor.ts'
import { containing, inScope, texts, uuids } from './conditions.ts'
import { newId } from './id.ts'

test('a location lies in a scope of few and of many alike; nowhere lies in none, and everything in the whole organisation', async ({
  world,
}) => {
  const [here, elsewhere] = [newId(world.now()), newId(world.now())]
  const others = Array.from({ length: 2_000 }, () => newId(world.now()))
  const found = async (scope: Scope): Promise<(string | null)[]> => {
    const { rows } = await sql<{ id: string | null }>`
      select id from (values (${here}::uuid), (${elsewhere}::uuid), (null)) as place (id) where ${inScope(scope, sql`id`)}
    `.execute(world.orm.em.fork().getKysely())
    return rows.map(({ id }) => id)
  }
  expect(await found([here])).toEqual([here])
  expect(await found([...others, here])).toEqual([here])
  expect(await found(others)).toEqual([])
  expect(await found([])).toEqual([])
  expect(await found(null)).toEqual([here, elsewhere, null])
})

test('a list is one parameter, and what was typed is taken by the letter', async ({ world }) => {
  const id = newId(world.now())
  const { rows } = await sql`
    select ${uuids([id])} as ids, ${uuids([])} as none, ${texts(['draft', 'a-b_c'])} as words,
      '50 % off' like ${containing('0 % o')} as same, '50 x off' like ${containing('0 % o')} as other
  `.execute(world.orm.em.fork().getKysely())
  expect(rows).toEqual([{ ids: [id], none: [], words: ['draft', 'a-b_c'], same: true, other: false }])
})
