import { lists_sort } from '@ofrecord/messages/messages'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/inputs.tsx'

interface Order {
  sort: string
  direction: 'asc' | 'desc'
}

export type Orders<Chosen extends Order> = readonly (Chosen & { label: () => string })[]

const keyOf = ({ sort, direction }: Order): string => `${sort} ${direction}`

/** The order, where rows are blocks and there is no head to press. */
export const SortChoice = <Chosen extends Order>(props: {
  orders: Orders<Chosen>
  order: Chosen
  onChange: (order: Chosen) => void
}) => (
  <div class="sort-choice">
    <Field label={lists_sort()}>
      <Select
        value={keyOf(props.order)}
        options={props.orders.map((order) => ({ value: keyOf(order), label: order.label() }))}
        onChange={(key) => {
          const order = props.orders.find((each) => keyOf(each) === key)
          if (order) props.onChange(order)
        }}
      />
    </Field>
  </div>
)
