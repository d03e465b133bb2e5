import type { PaymentMethod } from '@ofrecord/core/memberships/order.rules'
import {
  memberships_order_card_hint,
  memberships_order_method_error,
  memberships_order_method_title,
  memberships_order_method_what,
  memberships_order_transfer_hint,
} from '@ofrecord/messages/messages'
import { createSignal, untrack } from 'solid-js'
import { RadioGroup } from '../ui/choices.tsx'
import { StepForm } from './step-form.tsx'
import { methodWords } from './words.ts'

const hints: Record<PaymentMethod, () => string> = {
  card: memberships_order_card_hint,
  transfer: memberships_order_transfer_hint,
}

/** How it is paid; only methods that the installation takes. */
export const MethodStep = (props: {
  methods: readonly PaymentMethod[]
  chosen: PaymentMethod | undefined
  onGo: (method: PaymentMethod) => void
}) => {
  const only = untrack(() => (props.methods.length === 1 ? props.methods[0] : undefined))
  const [chosen, setChosen] = createSignal<string | undefined>(untrack(() => props.chosen) ?? only)
  const [isTried, setTried] = createSignal(false)
  const submit = (): void => {
    setTried(true)
    const method = props.methods.find((each) => each === chosen())
    if (method) props.onGo(method)
  }
  return (
    <StepForm title={memberships_order_method_title()} onSubmit={submit}>
      <RadioGroup
        label={memberships_order_method_what()}
        labelHidden
        value={chosen()}
        onChange={setChosen}
        choices={props.methods.map((value) => ({ value, label: methodWords[value](), hint: hints[value]() }))}
        error={isTried() && chosen() === undefined ? memberships_order_method_error() : undefined}
      />
    </StepForm>
  )
}
