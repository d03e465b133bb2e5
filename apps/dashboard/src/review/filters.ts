import { reviewKinds } from '@ofrecord/core/claims/choices.rules'
import type { QueueInput } from '@ofrecord/core/claims/list.rules'
import type { SearchParams } from '@solidjs/router'

/** What the address of the queue says; the signed cursor is good only with the same filters. */
export type QueueFilters = QueueInput

const views = ['all', 'untaken', 'mine'] as const
const sizes = [25, 50, 100] as const
const usualSize = 50

const text = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))
const daysOf = (word: string): number | null =>
  /^[1-9]\d{0,2}$/.test(word) && Number(word) <= 365 ? Number(word) : null

/** Reads the address. What somebody wrote into it by hand and nobody knows counts as not set. */
export const readFilters = (params: Partial<SearchParams>): QueueFilters => {
  const word = (name: string): string => text(params[name])
  return {
    search: word('q').slice(0, 120),
    areaCode: word('area').slice(0, 40) || null,
    mine: views.find((view) => view === word('view')) ?? 'all',
    country: /^[A-Z]{2}$/.test(word('country')) ? word('country') : null,
    reviewerId: /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(word('reviewer')) ? word('reviewer') : null,
    reviewKind: reviewKinds.find((kind) => kind === word('kind')) ?? null,
    competing: word('competing') === '1',
    sampled: word('sampled') === '1',
    olderThanDays: daysOf(word('age')),
    size: sizes.find((size) => String(size) === word('size')) ?? usualSize,
    cursor: word('after').slice(0, 400) || null,
  }
}

type Written = { [Key in Exclude<keyof QueueFilters, 'cursor'>]: (value: QueueFilters[Key]) => [string, string | null] }

const written: Written = {
  search: (search) => ['q', search || null],
  areaCode: (area) => ['area', area],
  mine: (view) => ['view', view === 'all' ? null : view],
  country: (country) => ['country', country],
  reviewerId: (reviewer) => ['reviewer', reviewer],
  reviewKind: (kind) => ['kind', kind],
  competing: (on) => ['competing', on ? '1' : null],
  sampled: (on) => ['sampled', on ? '1' : null],
  olderThanDays: (days) => ['age', days === null ? null : String(days)],
  size: (size) => ['size', size === usualSize ? null : String(size)],
}

/** The parts of the address that a change sets; another filter begins at the first page again. */
export const writeFilters = (changes: Partial<Omit<QueueFilters, 'cursor'>>): Record<string, string | null> => {
  const entries = Object.entries(changes).map(([key, value]) =>
    (written[key as keyof Written] as (value: unknown) => [string, string | null])(value),
  )
  return { after: null, ...Object.fromEntries(entries) }
}

/** The same filters in another view as an address: what the tabs above the queue lead to. */
export const viewSearch = ({ cursor: _cursor, ...filters }: QueueFilters, mine: QueueFilters['mine']): string => {
  const words = new URLSearchParams()
  for (const [name, value] of Object.entries(writeFilters({ ...filters, mine })))
    if (value !== null) words.set(name, value)
  const search = words.toString()
  return search ? `?${search}` : ''
}

/** What "Remove all filters" sets; the view is no filter, its tab is always in sight. */
export const noFilters = {
  search: '',
  areaCode: null,
  country: null,
  reviewerId: null,
  reviewKind: null,
  competing: false,
  sampled: false,
  olderThanDays: null,
} as const satisfies Partial<QueueFilters>

export const isNarrowed = (filters: QueueFilters): boolean =>
  Object.keys(noFilters).some((key) => Boolean(filters[key as keyof typeof noFilters]))
