import { expect } from 'vitest'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'

test('GEN-R6: a view keeps the list’s address under a name, for one person and one list', async ({ world }) => {
  const [ines, gwen] = [await world.as('ines'), await world.as('gwen')]
  const { viewId } = await ines.views.save({ list: 'claims', name: '  Due soon ', search: 'due=7&sort=number' })
  expect(await ines.views.list({ list: 'claims' })).toEqual([
    { id: viewId, name: 'Due soon', search: 'due=7&sort=number' },
  ])
  expect(await ines.views.list({ list: 'queue' })).toEqual([])
  expect(await gwen.views.list({ list: 'claims' })).toEqual([])
  await ines.views.rename({ viewId, name: 'This week' })
  expect(await ines.views.list({ list: 'claims' })).toMatchObject([{ name: 'This week' }])
  await ines.views.remove({ viewId })
  expect(await ines.views.list({ list: 'claims' })).toEqual([])
})

test('VIEW_NAME_TAKEN: a person has a name once in a list, whatever the case of its letters', async ({ world }) => {
  const [ines, gwen] = [await world.as('ines'), await world.as('gwen')]
  await ines.views.save({ list: 'claims', name: 'Straße', search: '' })
  const { viewId } = await ines.views.save({ list: 'claims', name: 'Other', search: '' })
  expect(await refusalOf(ines.views.save({ list: 'claims', name: 'STRAßE', search: 'due=7' }))).toMatchObject({
    transport: 'CONFLICT',
    code: 'VIEW_NAME_TAKEN',
    field: 'name',
  })
  expect((await refusalOf(ines.views.rename({ viewId, name: 'straße' }))).code).toBe('VIEW_NAME_TAKEN')
  await ines.views.save({ list: 'queue', name: 'Straße', search: '' })
  await gwen.views.save({ list: 'claims', name: 'Straße', search: '' })
})

test('VIEWS_TOO_MANY: the twenty-first view of a list is refused, also when two tabs save at once', async ({
  world,
}) => {
  const ines = await world.as('ines')
  for (let at = 1; at < 20; at++) await ines.views.save({ list: 'claims', name: `View ${at}`, search: '' })
  const last = ['a', 'b'].map((name) => ines.views.save({ list: 'claims', name, search: '' }))
  expect((await codesOf(last)).toSorted()).toEqual(['VIEWS_TOO_MANY', 'done'])
  await ines.views.save({ list: 'queue', name: 'Another list', search: '' })
})

test('PRI-R1: another person’s view is absent', async ({ world }) => {
  const { viewId } = await (await world.as('ines')).views.save({ list: 'claims', name: 'Mine', search: '' })
  const gwen = await world.as('gwen')
  expect((await refusalOf(gwen.views.rename({ viewId, name: 'Hers' }))).code).toBe('NOT_FOUND')
  expect((await refusalOf(gwen.views.remove({ viewId }))).code).toBe('NOT_FOUND')
})

test('a view’s name has 1 to 60 characters, and no page key is kept in it', async ({ world }) => {
  const ines = await world.as('ines')
  const refused = (view: { name?: string; search?: string }) =>
    refusalOf(ines.views.save({ list: 'claims', name: 'View', search: '', ...view }))
  expect((await refused({ name: '  ' })).code).toBe('INPUT_SHAPE')
  expect((await refused({ name: 'x'.repeat(61) })).code).toBe('INPUT_SHAPE')
  expect((await refused({ search: 'status=draft&after=key' })).code).toBe('INPUT_SHAPE')
  await ines.views.save({ list: 'claims', name: 'x'.repeat(60), search: 'status=draft' })
})
