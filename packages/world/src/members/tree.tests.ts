import { expect, test } from 'vitest'
import { headOf, tooDeep, treeExample } from '../stories.ts'
import { days, T0 } from '../time.ts'
import { built, stage, counts, one, locationId, codeOf } from './ground.ts'

test('fx.tree.example: with X as the headquarters its old place and the children of the old one go below it (HIE-R12)', async () => {
  const { hierarchy } = await stage.as(headOf(treeExample.organisation), treeExample.organisation)
  const change = { kind: 'headquarters', locationId: locationId(treeExample.chosen) } as const
  const { impact } = await hierarchy.rehearse({ change })
  expect(impact.places.map(({ name }) => name).toSorted()).toEqual(['Belfast', 'Dundee', 'Lincoln', 'York'])
})

test('fx.tree.depth: what has two levels below it does not go below the third level (DEPTH_EXCEEDED)', async () => {
  const { hierarchy } = await stage.as('gwen', 'kestrel')
  const change = {
    kind: 'moved',
    locationId: locationId(tooDeep.location),
    parentId: locationId(tooDeep.parent),
  } as const
  expect(await codeOf(hierarchy.rehearse({ change }))).toBe('DEPTH_EXCEEDED')
})

test('Kestrel’s history tells of Rome and of Swindon, which can be restored until the thirtieth day (DIS-R5)', async () => {
  const { hierarchy } = await stage.as('gwen', 'kestrel')
  const { rows } = await hierarchy.history({})
  expect(rows.map(({ kind }) => kind)).toEqual(['dissociated', 'created', 'moved', 'moved'])
  expect((await hierarchy.rehearsals({})).rows).toHaveLength(1)
})

test('fx.merge.stale: a credential was unlinked since, so it is previewed anew before it is carried out (PREVIEW_STALE)', async () => {
  const { merge } = (await stage.as(headOf('countinghouse'), 'countinghouse')).hierarchy
  const execution = { mergeId: built.stories.merges.get('fx.merge.stale')!, reason: 'As agreed.', flatten: true }
  expect(await codeOf(merge.execute(execution))).toBe('PREVIEW_STALE')
})

test('SUP-R3 four tickets stand at the desk, and the one on a merger has its preview with it', async () => {
  expect(await counts('select state as of, count(*) as n from ticket group by 1')).toEqual({
    new: 1,
    in_progress: 1,
    waiting_partner: 1,
    resolved: 1,
  })
  expect(await one(`select path, attached ->> 'kind' as report from ticket where state = 'new'`)).toEqual({
    path: 'membership/merger',
    report: 'merge',
  })
})

test('org.merge.c: Solano’s invitation ends tomorrow (M4)', async () => {
  const { merge } = (await stage.as(headOf('solano'), 'solano')).hierarchy
  const { state, dueAt } = await merge.get({ mergeId: built.stories.merges.get('org.merge.c')! })
  expect([state, new Date(dueAt).getTime() - T0.getTime()]).toEqual(['invited', 1 * days])
})

test('fx.merge.fresh can be carried out, org.merge.d still be undone (M5, M6)', async () => {
  const { merge } = (await stage.as(headOf('fjordline'), 'fjordline')).hierarchy
  const fresh = { mergeId: built.stories.merges.get('fx.merge.fresh')!, reason: 'As agreed.', flatten: true }
  expect((await merge.execute(fresh)).state).toBe('executed')
  const desk = (await stage.as('sam')).hierarchy.merge
  expect((await desk.undo({ mergeId: built.stories.merges.get('org.merge.d')!, reason: 'They called.' })).state).toBe(
    'undone',
  )
})
