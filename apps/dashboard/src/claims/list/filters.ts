import type { ClaimActivity } from '@ofrecord/core/catalogue/catalogue.rules'
import { claimActivities } from '@ofrecord/core/catalogue/catalogue.rules'
import type { ShownStatus } from '@ofrecord/core/claims/standing.rules'
import { shownStatuses } from '@ofrecord/core/claims/standing.rules'
import type { SearchParams } from '@solidjs/router'
import type { Sort } from '../../ui/table.tsx'

/** What the address of the list says; every list can be sent to a colleague as a link. */
export interface ListFilters {
  search: string
  statuses: ShownStatus[]
  areaCode: string | null
  activity: ClaimActivity | null
  locationId: string | null
  sort: 'changed' | 'number'
  direction: 'asc' | 'desc'
  size: 25 | 50 | 100
  /** The signed key of the row before the page; good only with the same filters. */
  cursor: string | null
}

const sizes = [25, 50, 100] as const
const usualSize = 50

const text = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))
const isOneOf = <Word extends string>(words: readonly Word[], word: string): word is Word =>
  (words as readonly string[]).includes(word)

/** Reads the address. What somebody wrote into it by hand and nobody knows counts as not set. */
export const readFilters = (params: Partial<SearchParams>): ListFilters => {
  const activity = text(params['activity'])
  const location = text(params['location'])
  return {
    search: text(params['q']).slice(0, 120),
    statuses: text(params['status'])
      .split(',')
      .filter((word) => isOneOf(shownStatuses, word)),
    areaCode: text(params['area']).slice(0, 40) || null,
    activity: isOneOf(claimActivities, activity) ? activity : null,
    locationId: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(location) ? location : null,
    sort: text(params['sort']) === 'number' ? 'number' : 'changed',
    direction: text(params['order']) === 'asc' ? 'asc' : 'desc',
    size: sizes.find((size) => String(size) === text(params['size'])) ?? usualSize,
    cursor: text(params['after']).slice(0, 400) || null,
  }
}

/** Those parts of the address that a change of filters sets; another filter begins at the first page again. */
export const writeFilters = (changes: Partial<Omit<ListFilters, 'cursor'>>): Record<string, string | null> => {
  const words: Record<string, string | null> = { after: null }
  if (changes.search !== undefined) words['q'] = changes.search || null
  if (changes.statuses !== undefined) words['status'] = changes.statuses.join(',') || null
  if (changes.areaCode !== undefined) words['area'] = changes.areaCode
  if (changes.activity !== undefined) words['activity'] = changes.activity
  if (changes.locationId !== undefined) words['location'] = changes.locationId
  if (changes.sort !== undefined) words['sort'] = changes.sort === 'number' ? 'number' : null
  if (changes.direction !== undefined) words['order'] = changes.direction === 'asc' ? 'asc' : null
  if (changes.size !== undefined) words['size'] = changes.size === usualSize ? null : String(changes.size)
  return words
}

export const noFilters = { search: '', statuses: [], areaCode: null, activity: null, locationId: null } as const

/** Whether anything narrows the list; order and page size do not. */
export const isNarrowed = ({ search, statuses, areaCode, activity, locationId }: ListFilters): boolean =>
  Boolean(search || statuses.length > 0 || areaCode || activity || locationId)

export const sortOf = ({ sort, direction }: ListFilters): Sort => ({
  key: sort,
  direction: direction === 'asc' ? 'ascending' : 'descending',
})
