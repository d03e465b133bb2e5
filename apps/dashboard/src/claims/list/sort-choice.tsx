import {
  lists_changed_since,
  lists_sort_changed_asc,
  lists_sort_changed_desc,
  lists_sort_number_asc,
  lists_sort_number_desc,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { refresh } from '../../lib/query.ts'
import type { Orders } from '../../lists/sort-choice.tsx'
import { SortChoice as OrderChoice } from '../../lists/sort-choice.tsx'
import { ChangedSince } from './changed-since.tsx'
import type { ListFilters } from './filters.ts'

type Order = Pick<ListFilters, 'sort' | 'direction'>

const orders: Orders<Order> = [
  { sort: 'changed', direction: 'desc', label: lists_sort_changed_desc },
  { sort: 'changed', direction: 'asc', label: lists_sort_changed_asc },
  { sort: 'number', direction: 'desc', label: lists_sort_number_desc },
  { sort: 'number', direction: 'asc', label: lists_sort_number_asc },
]

interface SortChoiceProps {
  filters: Order
  /** How many claims stand above the first page by now, that did not when it was read. */
  changedSince: number
  onChange: (order: Order) => void
}

/** The order, where rows are blocks and there is no head to press; and what has moved in it meanwhile. */
export const SortChoice = (props: SortChoiceProps) => (
  <>
    <Show when={props.changedSince > 0}>
      <ChangedSince
        text={lists_changed_since({ count: props.changedSince })}
        onShow={() => {
          props.onChange({ sort: props.filters.sort, direction: props.filters.direction })
          // Asked anew: the first page is kept for some seconds, as it was before the change.
          void refresh(api.claims.list)
        }}
      />
    </Show>
    <OrderChoice
      orders={orders}
      order={props.filters}
      onChange={({ sort, direction }) => props.onChange({ sort, direction })}
    />
  </>
)
