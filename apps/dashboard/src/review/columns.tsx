import type { ClaimRow } from '@ofrecord/core/claims/list.queries'
import {
  review_area,
  review_by_you,
  review_claim,
  review_customer,
  review_due,
  review_items,
  review_partner,
  review_status,
  review_submitted,
  review_take,
  review_taking,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { activityName } from '../claims/page/reason.words.ts'
import { Flags } from '../claims/page/flags.tsx'
import { statusWords } from '../claims/page/status.ts'
import { formatNumber } from '../lib/format.ts'
import { countryName } from '../organisations/countries.ts'
import { Button } from '../ui/button.tsx'
import { Domain } from '../ui/domain.tsx'
import { Flag, Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import { dueOf } from './due.ts'
import { kindWord } from './kind-words.ts'

export type { ClaimRow }

/** Nobody has it: a new one, or a disputed one that went back into review (T15). */
export const isUntaken = ({ status, reviewerId }: Pick<ClaimRow, 'status' | 'reviewerId'>): boolean =>
  status === 'submitted' || reviewerId === null

export interface QueueDesk {
  personId: () => string
  timeZone: () => string
  hrefOf: (row: ClaimRow) => string
  /** The row that is being taken. */
  taking: () => string | undefined
  onTake: (row: ClaimRow) => void
}

/** The queue's columns: what it is, whose it is, since when, and until when somebody has to act. */
export const queueColumns = (desk: QueueDesk): Column<ClaimRow>[] => [
  {
    key: 'claim',
    head: review_claim(),
    names: true,
    slot: 'title',
    cell: (row) => (
      <>
        <a class="name" href={desk.hrefOf(row)}>
          {row.name}
        </a>
        <span class="t3 num">{row.number}</span>
      </>
    ),
  },
  {
    key: 'partner',
    head: review_partner(),
    cell: (row) => (
      <>
        {row.organizationName}
        <span class="t3">
          {row.locationName}, {countryName(row.locationCountry)}
        </span>
      </>
    ),
  },
  {
    key: 'customer',
    head: review_customer(),
    slot: 'under',
    cell: (row) => (
      <>
        {row.customerName}
        <span class="t3 domain">
          <Domain name={row.domain} />
        </span>
      </>
    ),
  },
  {
    key: 'area',
    head: review_area(),
    spare: true,
    cell: (row) => (
      <>
        <span class="area">{row.areaName}</span>
        <span class="t3">{activityName(row)}</span>
      </>
    ),
  },
  { key: 'items', head: review_items(), figures: true, spare: true, cell: (row) => formatNumber(row.itemCount) },
  {
    key: 'submitted',
    head: review_submitted(),
    spare: true,
    cell: (row) => (
      <Show when={row.submittedAt}>
        {(at) => (
          <span class="num">
            <Time at={at()} form="stamp" />
          </span>
        )}
      </Show>
    ),
  },
  {
    key: 'status',
    head: review_status(),
    slot: 'state',
    cell: (row) => (
      <>
        <Status look={statusWords[row.shownStatus].look}>{statusWords[row.shownStatus].word()}</Status>
        <Show when={row.reviewerName}>
          {(name) => <span class="t3">{row.reviewerId === desk.personId() ? review_by_you() : name()}</span>}
        </Show>
        <Show when={row.reviewKind !== 'initial'}>
          <Flag icon="undo">{kindWord(row.reviewKind)}</Flag>
        </Show>
        <Flags claim={{ flags: row.flags.filter((flag) => flag !== 'over_sla') }} />
      </>
    ),
  },
  { key: 'due', head: review_due(), slot: 'next', cell: (row) => <DueCell row={row} desk={desk} /> },
]

const DueCell = (props: { row: ClaimRow; desk: QueueDesk }) => {
  const due = () => dueOf(props.row, props.desk.timeZone())
  return (
    <div class="due">
      <span>
        <span classList={{ you: due()?.isOver ?? false }}>{due()?.text}</span>
        <span class="t3">{due()?.left}</span>
      </span>
      <Show when={isUntaken(props.row)}>
        <Button
          busy={props.desk.taking() === props.row.id}
          busyWord={review_taking()}
          onClick={() => props.desk.onTake(props.row)}
        >
          {review_take()}
          <span class="vh"> {props.row.number}</span>
        </Button>
      </Show>
    </div>
  )
}
