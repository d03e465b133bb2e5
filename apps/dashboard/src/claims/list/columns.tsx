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
} from '@ofrecord/messages/messages'
import { api } from '../../lib/api.ts'
import type { AppRouter } from '../../lib/app-router.ts'
import { formatNumber } from '../../lib/format.ts'
import { preload } from '../../lib/query.ts'
import { paths } from '../../paths.ts'
import { Status } from '../../ui/status.tsx'
import type { Column } from '../../ui/table.tsx'
import { Time } from '../../ui/time.tsx'
import { activityTitle } from '../activity.ts'
import { Flags } from '../page/flags.tsx'
import { statusWords } from '../page/status.ts'
import { WaitsOn } from '../waits.tsx'

export type ClaimRow = inferRouterOutputs<AppRouter>['claims']['list']['rows'][number]

/** The columns of the partner's list, from what names a claim to what changed last. */
export const claimColumns = (vendor: string): Column<ClaimRow>[] => [
  {
    key: 'number',
    head: claims_column_claim(),
    cell: (row) => <ClaimName row={row} />,
    names: true,
    sorts: true,
    slot: 'title',
  },
  {
    key: 'customer',
    head: claims_column_customer(),
    cell: (row) => (
      <>
        <span dir="auto">{row.customerName}</span>
        <span class="t3">{row.domain}</span>
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
  {
    key: 'activity',
    head: claims_column_activity(),
    cell: (row) => (
      <>
        {activityTitle(row.activity)}
        <span class="t3 place">{row.areaName}</span>
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
        <Flags claim={row} />
      </>
    ),
    slot: 'state',
    fixed: true,
  },
  {
    key: 'waits',
    head: claims_column_waits(),
    cell: (row) => <WaitsOn standing={row.standing} vendor={vendor} />,
    slot: 'next',
  },
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

const ClaimName = (props: { row: ClaimRow }) => (
  <>
    <a
      class="name"
      dir="auto"
      href={paths.claim(props.row.id)}
      onPointerEnter={() => preload(api.claims.get, { claimId: props.row.id })}
    >
      {props.row.name}
    </a>
    <span class="t3 num">{props.row.number}</span>
  </>
)
