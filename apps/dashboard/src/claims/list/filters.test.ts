import { expect, test } from 'vitest'
import { exportAddress, isNarrowed, pageAsked, readFilters, writeFilters } from './filters.ts'

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

const everything = {
  q: 'mail',
  status: 'draft,active',
  area: 'workplace',
  activity: 'usage',
  programme: 'workplace_usage',
  location: '019a0000-0000-7000-8000-000000000001',
  enrolled: '1',
  customer: 'orchard',
  from: '2026-11-01',
  to: '2026-11-02',
  due: '0',
  flag: 'competing',
  unread: '1',
  sort: 'number',
  order: 'asc',
  size: '25',
  columns: 'customer,days',
}

test('B.1.9: every filter stands in the address and is read from it as it was written', () => {
  const { cursor: _cursor, ...filters } = readFilters(everything)
  expect(writeFilters(filters)).toEqual({ after: null, ...everything })
})

test('days are those of the reader’s calendar, the last one counted', () => {
  const { createdFrom, createdBefore } = pageAsked(readFilters({ from: '2026-11-01', to: '2026-11-01' }))
  expect(createdFrom).toBe(new Date(2026, 10, 1).toISOString())
  expect(createdBefore).toBe(new Date(2026, 10, 2).toISOString())
})

test('a day or a number that is none counts as not set', () => {
  const filters = readFilters({ from: '2026-13-40', to: 'soon', due: '-1', flag: 'secret', unread: 'yes' })
  expect(isNarrowed(filters)).toBe(false)
})

test('each filter alone narrows the list; order, size and columns do not', () => {
  const { sort, order, size, columns, ...narrowing } = everything
  for (const [name, value] of Object.entries(narrowing))
    expect(isNarrowed(readFilters({ [name]: value })), name).toBe(true)
  expect(isNarrowed(readFilters({ sort, order, size, columns }))).toBe(false)
})

test('an export asks for the filters of the list without its page', () => {
  const address = new URL(exportAddress(readFilters(everything), ['019a0000-0000-7000-8000-000000000002']), 'http://x')
  expect(address.pathname).toBe('/exports/claims.csv')
  expect(address.searchParams.get('language')).toBe('en')
  const filters = JSON.parse(address.searchParams.get('filters')!) as object
  expect(filters).toMatchObject({ search: 'mail', flag: 'competing', claimIds: [expect.any(String)] })
  expect(filters).not.toHaveProperty('cursor')
  expect(filters).not.toHaveProperty('size')
})
