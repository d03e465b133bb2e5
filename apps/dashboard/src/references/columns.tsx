import {
  references_column_approved,
  references_column_company,
  references_column_competency,
  references_column_days_left,
  references_column_deeds,
  references_column_expires,
  references_column_location,
  references_column_project,
  references_column_sent,
  references_column_state,
  references_supports,
  references_worked_at,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { shownPerson } from '../lib/erased.ts'
import { formatList, formatNumber } from '../lib/format.ts'
import { programmePaths } from '../paths.programme.ts'
import { CatalogueName } from '../ui/catalogue.tsx'
import { Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import type { createNames, ReferenceRow } from './answers.ts'
import { RowMenu } from './row-menu.tsx'
import { stateWords } from './words.ts'

/** So few days before the end it is time to ask for another one. */
const soonDays = 30

/** Every column of B.5.2, and what can be done with a row. */
export const referenceColumns = (names: ReturnType<typeof createNames>): Column<ReferenceRow>[] => [
  {
    key: 'company',
    head: references_column_company(),
    names: true,
    sorts: true,
    slot: 'title',
    cell: (row) => (
      <>
        <a
          class="name"
          dir="auto"
          href={
            row.state === 'draft'
              ? programmePaths.editReference(row.referenceId)
              : programmePaths.reference(row.referenceId)
          }
        >
          {nameOfRow(row)}
        </a>{' '}
        <span class="t3" dir="auto">
          {shownPerson(row.contactName)}
        </span>
      </>
    ),
  },
  {
    key: 'project',
    head: references_column_project(),
    slot: 'under',
    cell: (row) => <span dir="auto">{row.projectTitle}</span>,
  },
  {
    key: 'state',
    head: references_column_state(),
    slot: 'state',
    fixed: true,
    cell: (row) => <Status look={stateWords[row.state].look}>{stateWords[row.state].word()}</Status>,
  },
  {
    key: 'location',
    head: references_column_location(),
    spare: true,
    cell: (row) => (
      <Show
        when={row.assignment}
        fallback={<span class="t2">{references_worked_at({ location: row.locationName })}</span>}
      >
        {(place) => <span dir="auto">{place().locationName}</span>}
      </Show>
    ),
  },
  {
    key: 'competency',
    head: references_column_competency(),
    slot: 'next',
    cell: (row) => (
      <Show
        when={row.assignment}
        fallback={
          <Show when={row.competencies.length > 0}>
            <span class="t2">
              {references_supports({
                competencies: formatList(row.competencies.map((code) => names.competency(code))),
              })}
            </span>
          </Show>
        }
      >
        {(place) => <CatalogueName>{place().competencyName}</CatalogueName>}
      </Show>
    ),
  },
  {
    key: 'sent',
    head: references_column_sent(),
    sorts: true,
    spare: true,
    cell: (row) => <Day at={row.lastSentAt} />,
  },
  {
    key: 'approved',
    head: references_column_approved(),
    spare: true,
    cell: (row) => <Day at={row.approvedAt} />,
  },
  {
    key: 'expires',
    head: references_column_expires(),
    sorts: true,
    cell: (row) => (
      <span classList={{ soon: isSoon(row) }}>
        <Day at={row.state === 'revoked' ? null : row.expiresAt} />
      </span>
    ),
  },
  {
    key: 'daysLeft',
    head: references_column_days_left(),
    figures: true,
    spare: true,
    cell: (row) => (row.daysLeft === null || !isGood(row) ? '' : formatNumber(row.daysLeft)),
  },
  {
    key: 'deeds',
    head: references_column_deeds(),
    fixed: true,
    cell: (row) => <RowMenu row={row} resendAfterDays={names.options()?.terms.resendAfterDays} />,
  },
]

/** A draft may lack its company: then its project names it, and at last its state. */
export const nameOfRow = ({ company, projectTitle, state }: ReferenceRow): string =>
  company || projectTitle || stateWords[state].word()

const isGood = ({ state }: ReferenceRow): boolean => state === 'approved' || state === 'assigned'

const isSoon = (row: ReferenceRow): boolean => isGood(row) && row.daysLeft !== null && row.daysLeft <= soonDays

const Day = (props: { at: string | null }) => (
  <Show when={props.at}>
    {(at) => (
      <span class="num">
        <Time at={at()} form="date" />
      </span>
    )}
  </Show>
)
