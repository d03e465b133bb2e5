import type { LocationStatus } from '@ofrecord/core/organisations/location.rules'
import { locationStatuses } from '@ofrecord/core/organisations/location.rules'
import type { SearchParams } from '@solidjs/router'
import type { Questions } from './answers.ts'

export type LocationView = 'tree' | 'chart' | 'table'

/** What the address of the locations says. */
export interface LocationsAddress {
  view: LocationView
  search: string
  /** The tree as of the end of this day; null: as it is. */
  day: string | null
  /** A location that is to move, and where to. */
  move: string | null
  to: string | null
  /** A location that is to become the headquarters. */
  head: string | null
  statuses: LocationStatus[]
  country: string | null
  enrolledOnly: boolean
  sort: 'number' | 'name'
  direction: 'asc' | 'desc'
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Reads the address. What nobody knows counts as not set. */
export const readAddress = (params: Partial<SearchParams>): LocationsAddress => {
  const word = (name: string): string => {
    const value = params[name]
    return (Array.isArray(value) ? value[0] : value) ?? ''
  }
  const id = (name: string): string | null => (uuid.test(word(name)) ? word(name) : null)
  const day = word('day')
  const view = word('view')
  return {
    view: view === 'chart' || view === 'table' ? view : 'tree',
    search: word('q').trim().slice(0, 120),
    day: /^\d{4}-\d{2}-\d{2}$/.test(day) && !Number.isNaN(Date.parse(day)) ? day : null,
    move: id('move'),
    to: id('to'),
    head: id('head'),
    statuses: locationStatuses.filter((status) => word('status').split(',').includes(status)),
    country: /^[A-Z]{2}$/.test(word('country')) ? word('country') : null,
    enrolledOnly: word('enrolled') === '1',
    sort: word('sort') === 'name' ? 'name' : 'number',
    direction: word('order') === 'desc' ? 'desc' : 'asc',
  }
}

/** What narrows the table, as the server takes it. */
export const filtersOf = ({ search, statuses, country, enrolledOnly }: LocationsAddress) =>
  ({ search, statuses, country, enrolledOnly, underId: null }) satisfies Questions['tableCount']
