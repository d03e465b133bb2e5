import { expect, test } from 'vitest'
import type { Rehearsal, TreeRow } from '../answers.ts'
import { chartAfter } from './chart-nodes.ts'
import type { TreeLine } from './lines.ts'

const line = (id: string, parentId: string): TreeLine =>
  ({ row: { id, name: id, number: 1, below: 0, status: 'verified' } as TreeRow, parentId }) as TreeLine

test('HIE-R12: what a report of many places does not name stands below the new headquarters like the rest', () => {
  const lines = [line('HQ', ''), line('X', 'HQ'), line('named', 'HQ'), line('not named', 'HQ')]
  const place = (locationId: string, to: string | null) => ({ locationId, number: 1, name: locationId, from: 'HQ', to })
  const places = [place('X', null), { ...place('HQ', 'X'), from: null }, place('named', 'X')]
  const report = { kind: 'headquarters', impact: { parts: [], placeCount: 4, places } } as unknown as Rehearsal
  const [head, ...others] = chartAfter(lines, report)
  expect(others).toEqual([])
  expect(head).toMatchObject({ id: 'X', mark: 'moved' })
  expect(head!.below.map(({ id, mark }) => [id, mark])).toEqual([
    ['HQ', 'moved'],
    ['named', 'moved'],
    ['not named', 'moved'],
  ])
})
