import type { MikroORM } from '@mikro-orm/postgresql'
import * as m from '@ofrecord/messages/messages'
import type { Actor } from '../kernel/actor.ts'
import type { Locale } from '../kernel/words.ts'
import { textOf } from '../kernel/words.ts'
import { exporterOf, exportList, inColumns } from '../organisations/exporting.list.ts'
import type { Exported, ExportColumn } from '../organisations/exporting.list.ts'
import type { TicketFilters } from './ticket.input.rules.ts'
import { countTickets, readTicketBatch } from './ticket.queries.ts'
import type { Side, TicketRow } from './ticket.queries.ts'
import { categoryOf, readTicketNumber } from './ticket.rules.ts'

/**
 * Tickets as a file, with the filters, the readers and the columns of the list, of the asker's side of the desk: what was
 * said is in none of them. Refuses like its door.
 */
export const exportTickets = async (
  context: { orm: MikroORM; reader: MikroORM },
  asker: Actor,
  locale: Locale,
  filters: TicketFilters,
): Promise<Exported> => {
  const side: Side = 'personId' in asker && asker.side === 'vendor' ? 'desk' : 'partner'
  const { actor } =
    side === 'desk' ? exporterOf(asker, 'vendor', 'support.serve') : exporterOf(asker, 'partner', 'support.ask')
  return exportList(context, actor, {
    list: 'tickets',
    filters,
    typed: ['search'],
    count: (call) => countTickets(call, side, filters),
    pages: {
      start: 0,
      read: (call, after, limit) => readTicketBatch(call, side, filters, after, limit),
      after: ({ number }) => readTicketNumber(number)!,
    },
    ...inColumns(columnsOf[side], locale),
  })
}

const common: readonly ExportColumn<TicketRow>[] = [
  { head: m.support_column_number, cell: ({ number }) => number },
  { head: m.support_column_subject, cell: ({ subject }) => subject },
  {
    head: m.support_column_category,
    cell: ({ path }, locale) => textOf(`support_category_${categoryOf(path)}`, locale),
  },
  {
    head: m.support_column_topic,
    cell: ({ path }, locale) => textOf(`support_topic_${path.replace('/', '_')}`, locale),
  },
  { head: m.support_column_priority, cell: ({ priority }, locale) => textOf(`support_priority_${priority}`, locale) },
  { head: m.support_column_state, cell: ({ state }, locale) => textOf(`support_state_${state}`, locale) },
  { head: m.support_column_location, cell: ({ locationName }) => locationName },
  { head: m.support_column_location_number, cell: ({ locationNumber }) => locationNumber },
  { head: m.support_column_requester, cell: ({ createdByName }) => createdByName },
  { head: m.support_column_opened, cell: ({ createdAt }) => createdAt },
  { head: m.support_column_changed, cell: ({ stateAt }) => stateAt },
  { head: m.support_column_agent, cell: ({ agentName }) => agentName ?? '' },
  { head: m.support_column_due, cell: ({ slaDueAt }) => slaDueAt ?? '' },
]

/** The desk reads of many organisations. */
const columnsOf: Record<Side, readonly ExportColumn<TicketRow>[]> = {
  partner: common,
  desk: [
    ...common.slice(0, 2),
    { head: m.support_column_organisation, cell: ({ organizationName }) => organizationName },
    ...common.slice(2),
  ],
}
