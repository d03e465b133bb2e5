import {
  claims_subscription_check,
  claims_subscription_filled,
  claims_subscription_label,
  claims_subscription_leave_out,
  claims_subscription_none,
  claims_subscription_several,
  claims_subscription_until_then,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { TextInput } from '../../ui/inputs.tsx'
import { plainGuid } from './guid.ts'
import { itemField, subscriptionField } from './judgement.ts'
import type { CatalogueItem } from './wizard-context.ts'
import { errorText, useWizard } from './wizard-context.ts'

/** Beside its product: filled in where there is one, asked for where there are several or none (CLM-R12, R13). */
export const SubscriptionField = (props: { item: CatalogueItem }) => {
  const { keeper, judgement } = useWizard()
  const code = () => props.item.code
  const field = () => subscriptionField(code())
  const typed = () => keeper.input.items.find((each) => each.code === code())?.subscription ?? ''
  const isFilledIn = () => typed() !== '' && typed() === props.item.prefill
  const type = (subscription: string): void => {
    const at = keeper.input.items.findIndex((each) => each.code === code())
    keeper.change('items', at, 'subscription', subscription)
  }
  const leave = (): void => {
    type(plainGuid(typed()))
    if (typed().trim() !== '') judgement.ask(field())
  }
  const error = () => errorText(judgement, field())
  return (
    <>
      <Field
        id={field()}
        label={claims_subscription_label()}
        hint={hintOf(props.item)}
        error={error()}
        confirmation={isFilledIn() && !error() && claims_subscription_filled({ product: props.item.name })}
        class="mt-2 mb-2 max-w-108"
      >
        <TextInput
          mono
          value={typed()}
          onInput={type}
          onBlur={leave}
          maxLength={80}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
        />
      </Field>
      <Show when={judgement.errorAt(field())?.code === 'SUBSCRIPTION_TOO_NEW'}>
        <TooNew code={code()} />
      </Show>
    </>
  )
}

const hintOf = ({ name, subscriptionCount, present, prefill }: CatalogueItem): string | undefined => {
  if (prefill !== null) return undefined
  if (subscriptionCount > 1) return claims_subscription_several({ count: subscriptionCount, product: name })
  return subscriptionCount === 0 || !present ? claims_subscription_none() : undefined
}

/** Two days after activation it can be claimed (CLM-V6): wait with the draft, or go on without it. */
const TooNew = (props: { code: string }) => {
  const { keeper, judgement } = useWizard()
  const leaveOut = (): void => {
    const others = keeper.input.items.filter(({ code }) => code !== props.code)
    keeper.change('items', others)
    document.getElementById(itemField(props.code))?.focus()
  }
  const check = async (): Promise<void> => {
    if (await keeper.save('items')) await judgement.judge()
  }
  return (
    <div class="pb-2">
      <p class="hint mb-1">{claims_subscription_until_then()}</p>
      <span class="row wrap">
        <Button onClick={leaveOut}>{claims_subscription_leave_out()}</Button>
        <Button look="quiet" busy={keeper.isSaving()} onClick={() => void check()}>
          {claims_subscription_check()}
        </Button>
      </span>
    </div>
  )
}
