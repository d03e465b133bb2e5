import {
  lists_sort,
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
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/inputs.tsx'
import type { Sort } from '../ui/table.tsx'

type Order = Pick<ReferenceListInput, 'sort' | 'direction'>

const orders: readonly (Order & { label: () => string })[] = [
  { sort: 'changed', direction: 'desc', label: references_sort_changed_desc },
  { sort: 'changed', direction: 'asc', label: references_sort_changed_asc },
  { sort: 'expires', direction: 'asc', label: references_sort_expires_asc },
  { sort: 'expires', direction: 'desc', label: references_sort_expires_desc },
  { sort: 'sent', direction: 'desc', label: references_sort_sent_desc },
  { sort: 'sent', direction: 'asc', label: references_sort_sent_asc },
  { sort: 'company', direction: 'asc', label: references_sort_company_asc },
  { sort: 'company', direction: 'desc', label: references_sort_company_desc },
]

const keyOf = ({ sort, direction }: Order): string => `${sort} ${direction}`

/** The order, where rows are blocks and there is no head to press. */
export const SortChoice = (props: { order: Order; onChange: (sort: Sort) => void }) => (
  <div class="sort-choice">
    <Field label={lists_sort()}>
      <Select
        value={keyOf(props.order)}
        options={orders.map((order) => ({ value: keyOf(order), label: order.label() }))}
        onChange={(key) => {
          const order = orders.find((each) => keyOf(each) === key)
          if (order)
            props.onChange({ key: order.sort, direction: order.direction === 'asc' ? 'ascending' : 'descending' })
        }}
      />
    </Field>
  </div>
)
