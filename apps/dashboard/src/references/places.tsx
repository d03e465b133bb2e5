import {
  references_assignment,
  references_assignment_history,
  references_assignment_none,
  references_assignment_now,
  references_assignment_since,
  references_assignment_span,
  references_column_competency,
  references_column_location,
  references_ended_expired,
  references_ended_location_closed,
  references_ended_moved,
  references_ended_revoked,
  references_ended_unassigned,
  references_place_by,
  references_place_time,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { shownPerson } from '../lib/erased.ts'
import { formatDate } from '../lib/format.ts'
import { CatalogueName } from '../ui/catalogue.tsx'
import { Section } from '../ui/record.tsx'
import type { Column } from '../ui/table.tsx'
import { Table } from '../ui/table.tsx'
import type { ReferenceDetail } from './answers.ts'

type PastPlace = ReferenceDetail['assignments'][number]

const endWords: Record<string, () => string> = {
  moved: references_ended_moved,
  unassigned: references_ended_unassigned,
  expired: references_ended_expired,
  revoked: references_ended_revoked,
  location_closed: references_ended_location_closed,
}

const columns: Column<PastPlace>[] = [
  {
    key: 'competency',
    head: references_column_competency(),
    names: true,
    slot: 'title',
    cell: (row) => <CatalogueName>{row.competencyName}</CatalogueName>,
  },
  {
    key: 'location',
    head: references_column_location(),
    slot: 'under',
    cell: (row) => <span dir="auto">{row.locationName}</span>,
  },
  {
    key: 'time',
    head: references_place_time(),
    slot: 'state',
    cell: (row) => (
      <>
        <span class="num">{spanOf(row)}</span>
        <Show when={row.endReason}>{(reason) => <span class="t3">{endWords[reason()]?.() ?? reason()}</span>}</Show>
      </>
    ),
  },
  {
    key: 'by',
    head: references_place_by(),
    slot: 'next',
    cell: (row) => (row.assignedByName ? shownPerson(row.assignedByName) : ''),
  },
]

const spanOf = ({ assignedAt, endedAt }: PastPlace): string =>
  endedAt === null
    ? references_assignment_since({ from: formatDate(assignedAt) })
    : references_assignment_span({ from: formatDate(assignedAt), to: formatDate(endedAt) })

/** Where it counts, and where it counted (REF-R5). */
export const Places = (props: { reference: ReferenceDetail }) => (
  <Show when={props.reference.approvedAt}>
    <Section title={references_assignment()}>
      <p class="mt-3">
        <Show when={props.reference.assignment} fallback={references_assignment_none()}>
          {(place) => (
            <>
              {references_assignment_now({
                competency: place().competencyName,
                location: place().locationName,
                date: formatDate(place().assignedAt),
              })}
            </>
          )}
        </Show>
      </p>
      <Show when={props.reference.assignments.some(({ endedAt }) => endedAt !== null)}>
        <div class="mt-3">
          <Table
            label={references_assignment_history()}
            columns={columns}
            rows={props.reference.assignments}
            rowKey={(row) => `${row.assignedAt} ${row.locationId} ${row.competency}`}
          />
        </div>
      </Show>
    </Section>
  </Show>
)
