import type { inferRouterOutputs } from '@trpc/server'
import {
  claims_column_activity,
  claims_column_changed,
  claims_column_claim,
  claims_column_customer,
  claims_column_items,
  claims_column_location,
  claims_column_status,
  claims_column_waits,
  lists_column_area,
  lists_column_days,
  lists_column_due,
  lists_column_flags,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import type { AppRouter } from '../../lib/app-router.ts'
import { formatNumber } from '../../lib/format.ts'
import { paths } from '../../paths.ts'
import { Domain } from '../../ui/domain.tsx'
import { Status } from '../../ui/status.tsx'
import type { Column } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import { activityTitle } from '../activity.ts'
import { Flags } from '../page/flags.tsx'
import { statusWords } from '../page/status.ts'
import { dueText, WaitsOn } from '../waits.tsx'

export type ClaimRow = inferRouterOutputs<AppRouter>['claims']['list']['rows'][number]

/** What is not drawn at first: it stands, smaller, in another column too. */
const hiddenAtFirst: ReadonlySet<string> = new Set(['area', 'due', 'flags'])

const day = 86_400_000

/** Every column of B.1.9, from what names a claim to what changed last; `has` tells which the reader draws. */
export const claimColumns = (vendor: string, has: (key: string) => boolean): Column<ClaimRow>[] => [
  { key: 'number', head: claims_column_claim(), cell: claimName, names: true, sorts: true, slot: 'title' },
  {
    key: 'customer',
    head: claims_column_customer(),
    cell: (row) => (
      <>
        <span dir="auto">{row.customerName}</span>
        <span class="t3 domain">
          <Domain name={row.domain} />
        </span>
      </>
    ),
    slot: 'under',
  },
  {
    key: 'location',
    head: claims_column_location(),
    cell: (row) => <span class="place">{row.locationName}</span>,
    spare: true,
  },
  { key: 'area', head: lists_column_area(), cell: (row) => <span lang="en">{row.areaName}</span> },
  {
    key: 'activity',
    head: claims_column_activity(),
    cell: (row) => (
      <>
        {activityTitle(row.activity)}
        <Show when={!has('area')}>
          <span class="t3 place" lang="en">
            {row.areaName}
          </span>
        </Show>
      </>
    ),
  },
  { key: 'items', head: claims_column_items(), cell: (row) => formatNumber(row.itemCount), figures: true, spare: true },
  {
    key: 'status',
    head: claims_column_status(),
    cell: (row) => (
      <>
        <Status look={statusWords[row.shownStatus].look}>{statusWords[row.shownStatus].word()}</Status>
        <Show when={!has('flags')}>
          <Flags claim={row} />
        </Show>
      </>
    ),
    slot: 'state',
    fixed: true,
  },
  { key: 'flags', head: lists_column_flags(), cell: (row) => <Flags claim={row} /> },
  {
    key: 'days',
    head: lists_column_days(),
    cell: (row) => formatNumber(Math.max(0, Math.floor((Date.now() - Date.parse(row.statusAt)) / day))),
    figures: true,
    spare: true,
  },
  {
    key: 'waits',
    head: claims_column_waits(),
    cell: (row) => <WaitsOn standing={row.standing} vendor={vendor} />,
    slot: 'next',
  },
  { key: 'due', head: lists_column_due(), cell: (row) => <span class="num">{dueText(row.standing)}</span> },
  {
    key: 'changed',
    head: claims_column_changed(),
    cell: (row) => (
      <span class="t3 num">
        <Time at={row.changedAt} form="ago" />
      </span>
    ),
    sorts: true,
    spare: true,
  },
]

const claimName = (row: ClaimRow) => (
  <>
    <a class="name" dir="auto" href={paths.claim(row.id)}>
      {row.name}
    </a>
    <span class="t3 num">{row.number}</span>
  </>
)

const isChoice = ({ fixed, names }: Column<ClaimRow>): boolean => !fixed && !names

/** The columns that the address hides: all that it does not name, or those that are hidden at first. */
export const hiddenColumns = (
  columns: readonly Column<ClaimRow>[],
  chosen: readonly string[] | null,
): ReadonlySet<string> =>
  new Set(
    columns
      .filter((column) => isChoice(column) && (chosen ? !chosen.includes(column.key) : hiddenAtFirst.has(column.key)))
      .map(({ key }) => key),
  )

/** What the address says of these columns; null when they are those of the beginning. `none` hides all. */
export const chosenColumns = (
  columns: readonly Column<ClaimRow>[],
  hidden: ReadonlySet<string>,
): readonly string[] | null => {
  const choices = columns.filter(isChoice)
  if (choices.every(({ key }) => hidden.has(key) === hiddenAtFirst.has(key))) return null
  const drawn = choices.filter(({ key }) => !hidden.has(key)).map(({ key }) => key)
  return drawn.length > 0 ? drawn : ['none']
}
