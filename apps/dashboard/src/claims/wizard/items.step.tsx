import {
  claims_items_active_use,
  claims_items_customer_first,
  claims_items_customer_open,
  claims_items_held,
  claims_items_held_claim,
  claims_items_held_place,
  claims_items_designation,
  claims_items_designation_how,
  claims_items_designation_text,
  claims_items_legend,
  claims_items_missing,
  claims_items_missing_product,
  claims_items_missing_workload,
  claims_items_what,
} from '@ofrecord/messages/messages'
import { For, Match, Show, Switch } from 'solid-js'
import { answerOf } from '../../lib/query.ts'
import { paths } from '../../paths.ts'
import { CheckBox } from '../../ui/choices.tsx'
import { FieldNotes } from '../../ui/field.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { itemField } from './judgement.ts'
import { SubscriptionField } from './subscription-field.tsx'
import type { Catalogue, CatalogueItem } from './wizard-context.ts'
import { areaOf, errorText, useWizard } from './wizard-context.ts'

/** What the claim is about (CLM-R8…R13); what cannot be chosen says why on itself. */
export const ItemsStep = () => {
  const { catalogue } = useWizard()
  return (
    <Loaded query={catalogue} what={claims_items_what()} rows={8}>
      {(answer) => (
        <Show when={answer().problems.length === 0} fallback={<CustomerFirst />}>
          <Items catalogue={answer()} />
        </Show>
      )}
    </Loaded>
  )
}

/** Items belong to a tenant: without one there is nothing to choose from. */
const CustomerFirst = () => {
  const { keeper } = useWizard()
  return (
    <Note tone="stop" icon="alert">
      {claims_items_customer_first()}{' '}
      <a href={paths.unfinishedClaim(keeper.place()?.draftId ?? '', 'customer')}>{claims_items_customer_open()}</a>
    </Note>
  )
}

/** What the customer has comes first; the rest can still be chosen, since a feed may be a day late. */
const Items = (props: { catalogue: Catalogue }) => {
  const wizard = useWizard()
  const { keeper, judgement } = wizard
  const isProduct = () => areaOf(wizard)?.level === 'subscription'
  const found = () => props.catalogue.items.filter(({ present, block }) => present || block !== null)
  const missing = () => props.catalogue.items.filter((item) => !found().includes(item))
  return (
    <fieldset id="items" tabindex="-1" aria-describedby={errorText(judgement, 'items') ? 'items-error' : undefined}>
      <legend class="vh">{claims_items_legend({ domain: keeper.input.domain })}</legend>
      <FieldNotes id="items" error={errorText(judgement, 'items')} />
      <ItemList items={found()} />
      <Show when={missing().length > 0}>
        <h2 class="mt-6">{claims_items_missing()}</h2>
        <p class="hint mb-2">{isProduct() ? claims_items_missing_product() : claims_items_missing_workload()}</p>
        <ItemList items={missing()} />
      </Show>
    </fieldset>
  )
}

const ItemList = (props: { items: readonly CatalogueItem[] }) => (
  <ul class="items">
    <For each={props.items}>
      {(item) => (
        <li>
          <Item item={item} />
        </li>
      )}
    </For>
  </ul>
)

const Item = (props: { item: CatalogueItem }) => {
  const wizard = useWizard()
  const { keeper, judgement, catalogue } = wizard
  const code = () => props.item.code
  const isChosen = () => keeper.input.items.some((each) => each.code === code())
  const isProduct = () => areaOf(wizard)?.level === 'subscription'
  const choose = (chosen: boolean): void => {
    // What the catalogue no longer holds has no box, so it goes with the next choice.
    const isKnown = (other: string): boolean => answerOf(catalogue)?.items.some((each) => each.code === other) ?? true
    const others = keeper.input.items.filter((each) => each.code !== code() && isKnown(each.code))
    keeper.change('items', chosen ? [...others, { code: code(), subscription: props.item.prefill ?? '' }] : others)
  }
  return (
    <CheckBox
      id={itemField(code())}
      name="item"
      label={<b>{props.item.name}</b>}
      hint={props.item.help && claims_items_active_use({ help: props.item.help })}
      checked={isChosen()}
      onChange={choose}
      error={errorText(judgement, itemField(code()))}
      reason={reasonOf(props.item, isChosen())}
    >
      <Show when={isChosen() && isProduct()}>
        <SubscriptionField item={props.item} />
      </Show>
    </CheckBox>
  )
}

/** A box that was ticked before it was blocked can still be emptied; only the tick is refused then, by its error. */
const reasonOf = (item: CatalogueItem, isChosen: boolean) =>
  item.block !== null && !isChosen ? <BlockedReason item={item} /> : undefined

const BlockedReason = (props: { item: CatalogueItem }) => (
  <Switch>
    <Match when={props.item.block === 'designation'}>
      {claims_items_designation()}
      <details class="how">
        <summary>{claims_items_designation_how()}</summary>
        {claims_items_designation_text({ product: props.item.name })}
      </details>
    </Match>
    <Match when={props.item.heldBy}>{(held) => <HeldReason held={held()} />}</Match>
  </Switch>
)

const HeldReason = (props: { held: NonNullable<CatalogueItem['heldBy']> }) => (
  <>
    {claims_items_held()}{' '}
    <Show when={props.held.claimNumber} fallback={claims_items_held_place({ location: props.held.locationName })}>
      {(number) => (
        <a class="u" href={paths.claim(String(number()))}>
          {claims_items_held_claim({ location: props.held.locationName, number: number() })}
        </a>
      )}
    </Show>
  </>
)
