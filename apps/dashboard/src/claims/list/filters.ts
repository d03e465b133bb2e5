import type { ClaimActivity } from '@ofrecord/core/catalogue/catalogue.rules'
import { claimActivities } from '@ofrecord/core/catalogue/catalogue.rules'
import { claimFlags } from '@ofrecord/core/claims/choices.rules'
import type { ClaimFilters, ClaimListInput } from '@ofrecord/core/claims/list.rules'
import type { ClaimFlag } from '@ofrecord/core/claims/choices.rules'
import type { ShownStatus } from '@ofrecord/core/claims/standing.rules'
import { shownStatuses } from '@ofrecord/core/claims/standing.rules'
import type { SearchParams } from '@solidjs/router'
import { locale } from '../../lib/locale.ts'
import type { Sort } from '../../ui/table.tsx'

/** What the address of the list says; every list can be sent to a colleague as a link. */
export interface ListFilters {
  search: string
  statuses: ShownStatus[]
  areaCode: string | null
  activity: ClaimActivity | null
  programme: string | null
  locationId: string | null
  enrolledOnly: boolean
  customer: string
  /** First and last day, both counted, in the reader's time zone: `2026-11-02`. */
  createdFrom: string | null
  createdTo: string | null
  dueWithinDays: number | null
  flag: ClaimFlag | null
  unread: boolean
  sort: 'changed' | 'number'
  direction: 'asc' | 'desc'
  size: 25 | 50 | 100
  /** The signed key of the row before the page; good only with the same filters. */
  cursor: string | null
  /** The columns that the reader chose; null: those that are drawn at first. */
  columns: readonly string[] | null
}

const sizes = [25, 50, 100] as const
const usualSize = 50

const text = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))
const oneOf = <Word extends string>(words: readonly Word[], word: string): Word | null =>
  words.find((known) => known === word) ?? null
const dayOf = (word: string): string | null =>
  /^\d{4}-\d{2}-\d{2}$/.test(word) && !Number.isNaN(Date.parse(word)) ? word : null
const daysOf = (word: string): number | null => (/^\d{1,3}$/.test(word) && Number(word) <= 365 ? Number(word) : null)

/** Reads the address. What somebody wrote into it by hand and nobody knows counts as not set. */
export const readFilters = (params: Partial<SearchParams>): ListFilters => {
  const word = (name: string): string => text(params[name])
  return {
    search: word('q').slice(0, 120),
    statuses: shownStatuses.filter((status) => word('status').split(',').includes(status)),
    areaCode: word('area').slice(0, 40) || null,
    activity: oneOf(claimActivities, word('activity')),
    programme: word('programme').slice(0, 40) || null,
    locationId: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(word('location')) ? word('location') : null,
    enrolledOnly: word('enrolled') === '1',
    customer: word('customer').slice(0, 120),
    createdFrom: dayOf(word('from')),
    createdTo: dayOf(word('to')),
    dueWithinDays: daysOf(word('due')),
    flag: oneOf(claimFlags, word('flag')),
    unread: word('unread') === '1',
    sort: word('sort') === 'number' ? 'number' : 'changed',
    direction: word('order') === 'asc' ? 'asc' : 'desc',
    size: sizes.find((size) => String(size) === word('size')) ?? usualSize,
    cursor: word('after').slice(0, 400) || null,
    columns: word('columns') === '' ? null : word('columns').split(','),
  }
}

type Written = { [Key in Exclude<keyof ListFilters, 'cursor'>]: (value: ListFilters[Key]) => [string, string | null] }

const written: Written = {
  search: (search) => ['q', search || null],
  statuses: (statuses) => ['status', statuses.join(',') || null],
  areaCode: (area) => ['area', area],
  activity: (activity) => ['activity', activity],
  programme: (programme) => ['programme', programme],
  locationId: (location) => ['location', location],
  enrolledOnly: (on) => ['enrolled', on ? '1' : null],
  customer: (customer) => ['customer', customer || null],
  createdFrom: (day) => ['from', day],
  createdTo: (day) => ['to', day],
  dueWithinDays: (days) => ['due', days === null ? null : String(days)],
  flag: (flag) => ['flag', flag],
  unread: (on) => ['unread', on ? '1' : null],
  sort: (sort) => ['sort', sort === 'number' ? sort : null],
  direction: (direction) => ['order', direction === 'asc' ? direction : null],
  size: (size) => ['size', size === usualSize ? null : String(size)],
  columns: (columns) => ['columns', columns === null ? null : columns.join(',')],
}

/** Those parts of the address that a change of filters sets; another filter begins at the first page again. */
export const writeFilters = (changes: Partial<Omit<ListFilters, 'cursor'>>): Record<string, string | null> => {
  const entries = Object.entries(changes).map(([key, value]) =>
    (written[key as keyof Written] as (value: unknown) => [string, string | null])(value),
  )
  return { after: null, ...Object.fromEntries(entries) }
}

export const noFilters = {
  search: '',
  statuses: [],
  areaCode: null,
  activity: null,
  programme: null,
  locationId: null,
  enrolledOnly: false,
  customer: '',
  createdFrom: null,
  createdTo: null,
  dueWithinDays: null,
  flag: null,
  unread: false,
} as const satisfies Partial<Record<keyof ListFilters, unknown>>

const isSet = (value: unknown): boolean => (Array.isArray(value) ? value.length > 0 : Boolean(value) || value === 0)

/** Whether anything narrows the list; order, columns and page size do not. */
export const isNarrowed = (filters: ListFilters): boolean =>
  Object.keys(noFilters).some((key) => isSet(filters[key as keyof typeof noFilters]))

/** Whether nothing narrows the list but its statuses: of those alone the counts are known. */
export const isByStatusOnly = (filters: ListFilters): boolean => !isNarrowed({ ...filters, statuses: [] })

/** The filters as the server takes them: days of the reader's calendar become instants. */
export const filtersAsked = (filters: ListFilters): ClaimFilters => ({
  search: filters.search,
  statuses: filters.statuses,
  areaCode: filters.areaCode,
  activity: filters.activity,
  programme: filters.programme,
  locationId: filters.locationId,
  enrolledOnly: filters.enrolledOnly,
  customer: filters.customer,
  createdFrom: filters.createdFrom === null ? null : midnight(filters.createdFrom, 0),
  createdBefore: filters.createdTo === null ? null : midnight(filters.createdTo, 1),
  dueWithinDays: filters.dueWithinDays,
  flag: filters.flag,
  unread: filters.unread,
})

const midnight = (date: string, daysLater: number): string => {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  return new Date(year, month - 1, day + daysLater).toISOString()
}

/** What the list asks the server for. */
export const pageAsked = (filters: ListFilters): ClaimListInput => ({
  ...filtersAsked(filters),
  sort: filters.sort,
  direction: filters.direction,
  size: filters.size,
  cursor: filters.cursor,
})

/** Where the filtered claims are as a file; of them only those that were ticked, if any were. */
export const exportAddress = (filters: ListFilters, claimIds: readonly string[] = []): string => {
  const asked = JSON.stringify({ ...filtersAsked(filters), ...(claimIds.length > 0 && { claimIds }) })
  return `/exports/claims.csv?${new URLSearchParams({ filters: asked, language: locale() }).toString()}`
}

export const sortOf = ({ sort, direction }: Pick<ListFilters, 'sort' | 'direction'>): Sort => ({
  key: sort,
  direction: direction === 'asc' ? 'ascending' : 'descending',
})
