import {
  people_filter_email,
  people_filter_first,
  people_filter_last,
  people_filter_location,
  people_filter_part,
} from '@ofrecord/messages/messages'
import { textChip } from '../claims/list/chips.tsx'
import type { Filter } from '../ui/filter-bar.tsx'
import { placeChip } from '../organisations/place-filter.tsx'
import type { Places } from '../organisations/places.ts'

export const nameFilters = ['first', 'last', 'email', 'location'] as const
type NameFilter = (typeof nameFilters)[number]

interface Address {
  value: (name: NameFilter) => string
  change: (changes: Partial<Record<NameFilter, string | null>>) => void
}

export const namesAsked = ({ value }: Address) => ({
  firstName: value('first'),
  lastName: value('last'),
  email: value('email'),
  locationId: value('location') || null,
})

/** First name, last name, address and location: what narrows every list of people who wait (PPL-R1). */
export const nameChips = ({ value, change }: Address, places: Places): Filter[] => {
  const text = (key: 'first' | 'last' | 'email', label: string): Filter =>
    textChip({
      key,
      label,
      field: people_filter_part(),
      value: () => value(key),
      change: (typed) => change({ [key]: typed || null }),
    })
  return [
    text('first', people_filter_first()),
    text('last', people_filter_last()),
    text('email', people_filter_email()),
    placeChip(places, {
      label: people_filter_location(),
      chosen: () => value('location') || null,
      choose: (location) => change({ location }),
    }),
  ]
}
