import * as m from '@ofrecord/messages/messages'
import { textOf } from '../kernel/words.ts'
import type { ExportColumn } from '../organisations/exporting.list.ts'
import type { ClaimRow } from './list.queries.ts'

const day = 86_400_000

/** The columns of the list (B.1.9), one fact each. */
export const columns: readonly ExportColumn<ClaimRow>[] = [
  { head: m.lists_column_number, cell: ({ number }) => number },
  { head: m.lists_column_name, cell: ({ name }) => name },
  { head: m.lists_column_customer, cell: ({ customerName }) => customerName },
  { head: m.lists_column_domain, cell: ({ domain }) => domain },
  { head: m.lists_column_location, cell: ({ locationName }) => locationName },
  { head: m.lists_column_location_number, cell: ({ locationNumber }) => locationNumber },
  { head: m.lists_column_area, cell: ({ areaName }) => areaName },
  { head: m.lists_column_activity, cell: ({ activity }, locale) => textOf(`claims_activity_${activity}`, locale) },
  { head: m.lists_column_items, cell: ({ itemCount }) => itemCount },
  {
    head: m.lists_column_status,
    cell: ({ shownStatus }, locale) => textOf(`claims_page_status_${shownStatus}`, locale),
  },
  {
    head: m.lists_column_days,
    cell: ({ statusAt }, _locale, at) => Math.max(0, Math.floor((at.getTime() - Date.parse(statusAt)) / day)),
  },
  { head: m.lists_column_due, cell: ({ standing }) => standing.until ?? '' },
  {
    head: m.lists_column_flags,
    cell: (row, locale) =>
      flagsOf(row)
        .map((flag) => textOf(`claims_flag_${flag}`, locale))
        .join('; '),
  },
  { head: m.lists_column_changed, cell: ({ changedAt }) => changedAt },
]

const flagsOf = ({ flags, incentiveOptOut }: ClaimRow): string[] => [
  ...new Set([...(incentiveOptOut ? ['opted_out'] : []), ...flags]),
]
