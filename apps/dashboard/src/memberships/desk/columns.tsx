import { memberships_column_organisation } from '@ofrecord/messages/messages'
import { programmePaths } from '../../paths.programme.ts'
import type { Column } from '../../ui/table.tsx'
import type { OrderRow } from '../answers.ts'
import { itemName } from '../papers.tsx'

type Ordered = Pick<OrderRow, 'orderId' | 'offer' | 'competencyName' | 'renewal'>

/** The order a row is about, by the number the desk looks for, and what was bought with it. */
export const orderColumn = <Row extends Ordered>(head: string, numberOf: (row: Row) => string): Column<Row> => ({
  key: 'order',
  head,
  names: true,
  slot: 'title',
  cell: (row) => (
    <>
      <a class="name num" href={programmePaths.deskOrder(row.orderId)}>
        {numberOf(row)}
      </a>
      <span class="t3">{itemName(row)}</span>
    </>
  ),
})

/** Whose money it is. */
export const organisationColumn = <Row extends { organizationName: string }>(): Column<Row> => ({
  key: 'organisation',
  head: memberships_column_organisation(),
  slot: 'under',
  cell: (row) => <span dir="auto">{row.organizationName}</span>,
})
