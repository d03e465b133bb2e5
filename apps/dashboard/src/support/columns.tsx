import {
  support_column_agent,
  support_column_changed,
  support_column_due,
  support_column_location,
  support_column_organisation,
  support_column_priority,
  support_column_requester,
  support_column_state,
  support_column_subject,
  support_overdue,
  support_unassigned,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { shownPerson } from '../lib/erased.ts'
import { Flag, Status } from '../ui/status.tsx'
import type { Column } from '../ui/table.tsx'
import { Time } from '../ui/time.tsx'
import type { TicketRow } from './answers.ts'
import { supportPaths } from './paths.ts'
import { deskWords, priorityWords, stateWords, topicWords } from './words.ts'

const subject = (hrefOf: (ticketId: string) => string): Column<TicketRow> => ({
  key: 'subject',
  head: support_column_subject(),
  names: true,
  slot: 'title',
  cell: (row) => (
    <>
      <a class="name" dir="auto" href={hrefOf(row.ticketId)}>
        {row.subject}
      </a>
      <span class="t3 num">{`${row.number} · ${topicWords[row.path]()}`}</span>
    </>
  ),
})

const state = (words: typeof stateWords): Column<TicketRow> => ({
  key: 'state',
  head: support_column_state(),
  slot: 'state',
  cell: (row) => (
    <>
      <Status look={words[row.state].look}>{words[row.state].word()}</Status>
      <Show when={row.isOverdue}>
        <Flag icon="clock">{support_overdue()}</Flag>
      </Show>
    </>
  ),
})

const due: Column<TicketRow> = {
  key: 'due',
  head: support_column_due(),
  slot: 'next',
  says: true,
  cell: (row) => (
    <Show when={row.slaDueAt}>
      {(at) => (
        <span class="num">
          <Time at={at()} form="date" />
        </span>
      )}
    </Show>
  ),
}

const priority: Column<TicketRow> = {
  key: 'priority',
  head: support_column_priority(),
  spare: true,
  cell: (row) => <span class="whole">{priorityWords[row.priority].word()}</span>,
}

const changed: Column<TicketRow> = {
  key: 'changed',
  head: support_column_changed(),
  spare: true,
  cell: (row) => (
    <span class="num">
      <Time at={row.stateAt} form="stamp" />
    </span>
  ),
}

/** A person's name, or that there is nobody yet. */
const person = (key: string, head: string, nameOf: (row: TicketRow) => string | null): Column<TicketRow> => ({
  key,
  head,
  spare: true,
  cell: (row) => (
    <Show when={nameOf(row)} fallback={<span class="t3">{support_unassigned()}</span>}>
      {(name) => (
        <span class="words" dir="auto">
          {shownPerson(name())}
        </span>
      )}
    </Show>
  ),
})

export const ticketColumns = (): Column<TicketRow>[] => [
  subject(supportPaths.ticket),
  state(stateWords),
  due,
  priority,
  { key: 'location', head: support_column_location(), spare: true, cell: (row) => row.locationName },
  person('requester', support_column_requester(), (row) => row.createdByName),
  person('agent', support_column_agent(), (row) => row.agentName),
  changed,
]

export const queueColumns = (): Column<TicketRow>[] => [
  subject(supportPaths.deskTicket),
  {
    key: 'organisation',
    head: support_column_organisation(),
    slot: 'under',
    cell: (row) => <span dir="auto">{row.organizationName}</span>,
  },
  state(deskWords),
  due,
  priority,
  person('requester', support_column_requester(), (row) => row.createdByName),
  person('agent', support_column_agent(), (row) => row.agentName),
  changed,
]
