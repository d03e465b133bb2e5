import {
  lists_changed_since,
  lists_sort,
  lists_sort_changed_asc,
  lists_sort_changed_desc,
  lists_sort_number_asc,
  lists_sort_number_desc,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { refresh } from '../../lib/query.ts'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/inputs.tsx'
import { ChangedSince } from './changed-since.tsx'
import type { ListFilters } from './filters.ts'

type Order = Pick<ListFilters, 'sort' | 'direction'>

const orders: readonly (Order & { label: () => string })[] = [
  { sort: 'changed', direction: 'desc', label: lists_sort_changed_desc },
  { sort: 'changed', direction: 'asc', label: lists_sort_changed_asc },
  { sort: 'number', direction: 'desc', label: lists_sort_number_desc },
  { sort: 'number', direction: 'asc', label: lists_sort_number_asc },
]

const keyOf = ({ sort, direction }: Order): string => `${sort} ${direction}`

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
  </>
)
