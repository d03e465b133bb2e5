import { expect } from 'vitest'
import { approvedReference, lena, readAsked, referenceFields, sentReference, tokenTo } from '../../test/references.ts'
import { codesOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'

/** Tables in which a row, as text, says one of these words. */
const tablesSaying = async (world: TestWorld, ...words: string[]): Promise<string[]> => {
  const tables = await world.rows<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const says = words.map((_, at) => `t::text ilike '%' || $${at + 1} || '%'`).join(' or ')
  const found: string[] = []
  for (const { name } of tables)
    if ((await world.rows(`select from ${name} t where ${says} limit 1`, words)).length > 0) found.push(name)
  return found.toSorted()
}

test('GEN-R7 erasing a reference’s contact takes out name, title, address, typed name and role, and every word of theirs', async ({
  world,
}) => {
  const approved = await approvedReference(world)
  const rejected = await sentReference(world, {
    projectTitle: 'Another project',
    startedOn: '2026-10-01',
    endedOn: '2026-10-20',
  })
  const { link, nonce } = await readAsked(world)
  await world.visitor().references.link.reject({
    link,
    nonce,
    reason: 'not_satisfied',
    comment: 'Ask our Mister Unforgettable',
    shareComment: true,
  })
  await world.work()
  const { references } = await world.as('gwen')
  const draft = await references.create(await referenceFields(world))
  const words = [lena, 'Lena Hart', 'Head of Operations', 'Unforgettable']
  expect(await tablesSaying(world, ...words)).toEqual(['customer_reference', 'event', 'letter', 'link'])
  const { erasures } = await world.as('petra')
  expect((await erasures.erase({ address: lena, reason: 'Her letter' })).places).toBeGreaterThan(5)
  expect(await tablesSaying(world, ...words)).toEqual([])
  expect(await references.get({ referenceId: approved })).toMatchObject({
    state: 'approved',
    answeredName: '[erased]',
    fields: { contactName: '[erased]', contactTitle: '', company: 'Orchard Foods' },
  })
  expect(await references.get({ referenceId: rejected })).toMatchObject({ rejectReason: 'not_satisfied' })
  expect((await references.get({ referenceId: draft.referenceId })).fields).toMatchObject({
    contactEmail: '',
    contactName: '',
  })
  const dead = world.visitor().references.link.notice({ link: tokenTo(world, 'reference') })
  expect(await codesOf([dead])).toEqual(['NOT_FOUND'])
})
