import {
  lists_sort,
  lists_sort_changed_asc,
  lists_sort_changed_desc,
  lists_sort_number_asc,
  lists_sort_number_desc,
} from '@ofrecord/messages/messages'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/inputs.tsx'
import type { ListFilters } from './filters.ts'

type Order = Pick<ListFilters, 'sort' | 'direction'>

const orders: readonly (Order & { label: () => string })[] = [
  { sort: 'changed', direction: 'desc', label: lists_sort_changed_desc },
  { sort: 'changed', direction: 'asc', label: lists_sort_changed_asc },
  { sort: 'number', direction: 'desc', label: lists_sort_number_desc },
  { sort: 'number', direction: 'asc', label: lists_sort_number_asc },
]

const keyOf = ({ sort, direction }: Order): string => `${sort} ${direction}`

/** The order, where rows are blocks and there is no head to press. */
export const SortChoice = (props: { filters: Order; onChange: (order: Order) => void }) => (
  <div class="sort-choice">
    <Field label={lists_sort()}>
      <Select
        value={keyOf(props.filters)}
        options={orders.map((order) => ({ value: keyOf(order), label: order.label() }))}
        onChange={(key) => {
          const order = orders.find((each) => keyOf(each) === key)
          if (order) props.onChange({ sort: order.sort, direction: order.direction })
        }}
      />
    </Field>
  </div>
)
