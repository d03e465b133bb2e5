import type { ShownStatus } from '@ofrecord/core/claims/standing.rules'
import { partnersTurn } from '@ofrecord/core/claims/standing.rules'
import {
  claims_view_active,
  claims_view_all,
  claims_view_closed,
  claims_view_vendor,
  claims_view_window,
  claims_view_you,
} from '@ofrecord/messages/messages'
import { paths } from '../../paths.ts'
import type { SavedView } from '../../ui/tabs.tsx'

export type ClaimCounts = Partial<Record<ShownStatus, number>>

interface View {
  key: string
  label: () => string
  /** Empty: every status. */
  statuses: readonly ShownStatus[]
}

const views: readonly View[] = [
  { key: 'all', label: claims_view_all, statuses: [] },
  { key: 'you', label: claims_view_you, statuses: partnersTurn },
  { key: 'vendor', label: claims_view_vendor, statuses: ['submitted', 'under_review'] },
  { key: 'window', label: claims_view_window, statuses: ['awaiting_delivery', 'window'] },
  { key: 'active', label: claims_view_active, statuses: ['active'] },
  { key: 'closed', label: claims_view_closed, statuses: ['rejected', 'withdrawn', 'consent_denied', 'ended'] },
]

/** Where the list stands with these statuses alone. */
export const listOf = (statuses: readonly ShownStatus[]): string =>
  statuses.length === 0 ? paths.claims : `${paths.claims}?status=${statuses.join(',')}`

/** How many claims stand in one of these statuses, or in any. */
export const countOf = (counts: ClaimCounts, statuses: readonly ShownStatus[] = []): number =>
  Object.entries(counts)
    .filter(([status]) => statuses.length === 0 || statuses.includes(status as ShownStatus))
    .reduce((sum, [, count]) => sum + count, 0)

/** The tabs above the list; the number on a tab is that of the whole view, whatever else is filtered. */
export const savedViews = (counts: ClaimCounts | undefined): SavedView[] =>
  views.map(({ key, label, statuses }) => ({
    key,
    label: label(),
    href: listOf(statuses),
    count: counts && countOf(counts, statuses),
  }))

/** The view whose statuses these are, in whatever order they were chosen. */
export const viewOf = (chosen: readonly ShownStatus[]): string | undefined =>
  views.find(({ statuses }) => statuses.length === chosen.length && statuses.every((status) => chosen.includes(status)))
    ?.key
