import type { QueueInput } from '@ofrecord/core/claims/list.rules'
import type { SearchParams } from '@solidjs/router'

/** What the address of the queue says; the signed cursor is good only with the same filters. */
export type QueueFilters = QueueInput

const views = ['all', 'untaken', 'mine'] as const
const sizes = [25, 50, 100] as const
const usualSize = 50

const text = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))

/** Reads the address. What somebody wrote into it by hand and nobody knows counts as not set. */
export const readFilters = (params: Partial<SearchParams>): QueueFilters => ({
  search: text(params['q']).slice(0, 120),
  areaCode: text(params['area']).slice(0, 40) || null,
  mine: views.find((view) => view === text(params['view'])) ?? 'all',
  size: sizes.find((size) => String(size) === text(params['size'])) ?? usualSize,
  cursor: text(params['after']).slice(0, 400) || null,
})

/** The parts of the address that a change sets; another filter begins at the first page again. */
export const writeFilters = (changes: Partial<Omit<QueueFilters, 'cursor'>>): Record<string, string | null> => {
  const words: Record<string, string | null> = { after: null }
  if (changes.search !== undefined) words['q'] = changes.search || null
  if (changes.areaCode !== undefined) words['area'] = changes.areaCode
  if (changes.mine !== undefined) words['view'] = changes.mine === 'all' ? null : changes.mine
  if (changes.size !== undefined) words['size'] = changes.size === usualSize ? null : String(changes.size)
  return words
}

/** The same view as an address: what the tabs above the queue lead to. */
export const viewSearch = (filters: QueueFilters, mine: QueueFilters['mine']): string => {
  const words = new URLSearchParams()
  const wanted = writeFilters({ search: filters.search, areaCode: filters.areaCode, size: filters.size, mine })
  for (const [name, value] of Object.entries(wanted)) if (value !== null) words.set(name, value)
  const search = words.toString()
  return search ? `?${search}` : ''
}

export const isNarrowed = ({ search, areaCode, mine }: QueueFilters): boolean =>
  search !== '' || areaCode !== null || mine !== 'all'
