import { expect, test } from 'vitest'
import { ClaimListInput, QueueInput } from './list.rules.ts'

test('GEN-R6: a list asked for without wishes has 50 rows, the last changed first', () => {
  expect(ClaimListInput.parse({})).toEqual({
    search: '',
    statuses: [],
    areaCode: null,
    activity: null,
    programme: null,
    locationId: null,
    enrolledOnly: false,
    customer: '',
    createdFrom: null,
    createdBefore: null,
    dueWithinDays: null,
    flag: null,
    unread: false,
    sort: 'changed',
    direction: 'desc',
    size: 50,
    cursor: null,
  })
})

test('GEN-R6: pages have 25, 50 or 100 rows', () => {
  const sizes = [1, 25, 50, 51, 100, 101, -25, 0, 1e9, '25', Number.NaN]
  expect(sizes.filter((size) => ClaimListInput.safeParse({ size }).success)).toEqual([25, 50, 100])
  expect(sizes.filter((size) => QueueInput.safeParse({ size }).success)).toEqual([25, 50, 100])
})

test.each([
  { sort: 'name' },
  { sort: 'number; drop table claim' },
  { sort: { $raw: '1' } },
  { direction: 'desc nulls first' },
  { statuses: ['deleted'] },
  { statuses: [{ $ne: 'draft' }] },
  { activity: 'support' },
  { locationId: 'all' },
  { search: 'x'.repeat(121) },
  { search: 'a\0b' },
  { areaCode: 'work\0place' },
  { cursor: 'x'.repeat(401) },
  { where: {} },
  { flag: 'secret' },
  { createdFrom: 'yesterday' },
  { createdBefore: '2026-11-02' },
  { dueWithinDays: -1 },
  { dueWithinDays: 366 },
  { customer: 'x'.repeat(121) },
])('nothing typed reaches the statement: %j is refused', (wish) => {
  expect(ClaimListInput.safeParse(wish).success).toBe(false)
})

test('a filter cannot be repeated until the statement is endless', () => {
  expect(ClaimListInput.safeParse({ statuses: Array.from({ length: 13 }, () => 'draft') }).success).toBe(false)
})
