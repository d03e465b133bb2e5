import { referenceSorts } from '@ofrecord/core/references/list.rules'
import type { ReferenceFilters, ReferenceListInput } from '@ofrecord/core/references/list.rules'
import type { ReferenceState } from '@ofrecord/core/references/reference.rules'
import { referenceStates } from '@ofrecord/core/references/reference.rules'
import type { Sort } from '../ui/table.tsx'

/** What narrows and orders the list of references, by its name in the address. */
export const addressNames = [
  'q',
  'state',
  'location',
  'competency',
  'expires',
  'unassigned',
  'sort',
  'order',
  'hide',
] as const
export type AddressName = (typeof addressNames)[number]

/** Days ahead in which a reference may expire. */
export const spans = [7, 30, 90, 180] as const

type Values = (name: AddressName) => string

const stateIn = (value: Values): ReferenceState | null =>
  referenceStates.find((state) => state === value('state')) ?? null

const spanIn = (value: Values): number | null => spans.find((days) => String(days) === value('expires')) ?? null

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

export const filtersIn = (value: Values): ReferenceFilters => {
  const state = stateIn(value)
  return {
    search: value('q').slice(0, 120),
    states: state ? [state] : [],
    // An address can be written by anybody; what is no id narrows nothing.
    locationId: uuid.test(value('location')) ? value('location') : null,
    competency: value('competency').slice(0, 60) || null,
    expiringDays: spanIn(value),
    unassigned: value('unassigned') === 'yes',
  }
}

/** Whether anything but the order and the columns narrows the list. */
export const isNarrowed = (value: Values): boolean =>
  (['q', 'state', 'location', 'competency', 'expires', 'unassigned'] as const).some((name) => value(name) !== '')

type Order = Pick<ReferenceListInput, 'sort' | 'direction'>

export const orderIn = (value: Values): Order => ({
  sort: referenceSorts.find((sort) => sort === value('sort')) ?? 'changed',
  direction: value('order') === 'asc' ? 'asc' : 'desc',
})

export const sortOf = ({ sort, direction }: Order): Sort => ({
  key: sort,
  direction: direction === 'asc' ? 'ascending' : 'descending',
})
