import { expect, test } from 'vitest'
import { readFilters, writeFilters } from './filters.ts'

test('what somebody wrote into the address by hand and nobody knows counts as not set', () => {
  const filters = readFilters({
    status: 'active,nonsense',
    sort: 'secret',
    order: 'asc',
    size: '7',
    location: "'; drop",
    activity: 'usage',
  })
  expect(filters).toMatchObject({
    statuses: ['active'],
    sort: 'changed',
    direction: 'asc',
    size: 50,
    locationId: null,
    activity: 'usage',
  })
})

test('another filter begins at the first page again', () => {
  expect(writeFilters({ search: 'mail' })).toEqual({ after: null, q: 'mail' })
  expect(writeFilters({ statuses: [], size: 50, sort: 'changed' })).toEqual({
    after: null,
    status: null,
    size: null,
    sort: null,
  })
})
