import {
  references_sort_changed_asc,
  references_sort_changed_desc,
  references_sort_company_asc,
  references_sort_company_desc,
  references_sort_expires_asc,
  references_sort_expires_desc,
  references_sort_sent_asc,
  references_sort_sent_desc,
} from '@ofrecord/messages/messages'
import type { ReferenceListInput } from '@ofrecord/core/references/list.rules'
import type { Orders } from '../lists/sort-choice.tsx'
import { SortChoice as OrderChoice } from '../lists/sort-choice.tsx'
import type { Sort } from '../ui/table.tsx'

type Order = Pick<ReferenceListInput, 'sort' | 'direction'>

const orders: Orders<Order> = [
  { sort: 'changed', direction: 'desc', label: references_sort_changed_desc },
  { sort: 'changed', direction: 'asc', label: references_sort_changed_asc },
  { sort: 'expires', direction: 'asc', label: references_sort_expires_asc },
  { sort: 'expires', direction: 'desc', label: references_sort_expires_desc },
  { sort: 'sent', direction: 'desc', label: references_sort_sent_desc },
  { sort: 'sent', direction: 'asc', label: references_sort_sent_asc },
  { sort: 'company', direction: 'asc', label: references_sort_company_asc },
  { sort: 'company', direction: 'desc', label: references_sort_company_desc },
]

/** The order, where rows are blocks and there is no head to press. */
export const SortChoice = (props: { order: Order; onChange: (sort: Sort) => void }) => (
  <OrderChoice
    orders={orders}
    order={props.order}
    onChange={({ sort, direction }) =>
      props.onChange({ key: sort, direction: direction === 'asc' ? 'ascending' : 'descending' })
    }
  />
)
