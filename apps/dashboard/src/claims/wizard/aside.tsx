import {
  claims_aside_contacts_text,
  claims_aside_contacts_title,
  claims_aside_customer_text,
  claims_aside_customer_title,
  claims_aside_items_text,
  claims_aside_items_title,
  claims_aside_label,
  claims_aside_next_text,
  claims_aside_next_title,
  claims_aside_paste_text,
  claims_aside_paste_title,
  claims_aside_path_billing,
  claims_aside_path_characters,
  claims_aside_path_panel,
  claims_aside_path_product,
  claims_aside_path_title,
  claims_aside_so_far,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { Match, Show, Switch } from 'solid-js'
import { SummaryList } from './review.step.tsx'
import type { Screen } from './screens.ts'
import { isBefore } from './screens.ts'
import { summaryOf } from './summary.ts'
import { areaOf, useWizard } from './wizard-context.ts'

/** What was said on the pages before, and help for this one; nothing here is needed to go on. */
export const Aside = (props: { screen: Screen }) => {
  const wizard = useWizard()
  const before = () =>
    summaryOf(wizard, wizard.keeper.input).filter(
      ({ screen, lines }) => lines.length > 0 && isBefore(screen, props.screen),
    )
  return (
    <aside class="side" aria-label={claims_aside_label()}>
      <Show when={props.screen !== 'review' && before().length > 0}>
        <Help title={claims_aside_so_far()}>
          <SummaryList lines={before()} brief />
        </Help>
      </Show>
      <Switch>
        <Match when={props.screen === 'customer'}>
          <Help title={claims_aside_customer_title()}>
            <p>{claims_aside_customer_text()}</p>
          </Help>
          <PastingIsFine />
        </Match>
        <Match when={props.screen === 'items' && areaOf(wizard)?.level === 'subscription'}>
          <WhereTheIdIs />
          <PastingIsFine />
        </Match>
        <Match when={props.screen === 'items'}>
          <Help title={claims_aside_items_title()}>
            <p>{claims_aside_items_text()}</p>
          </Help>
        </Match>
        <Match when={props.screen === 'contacts'}>
          <Help title={claims_aside_contacts_title()}>
            <p>{claims_aside_contacts_text()}</p>
          </Help>
        </Match>
        <Match when={props.screen === 'review'}>
          <Help title={claims_aside_next_title()}>
            <p>{claims_aside_next_text()}</p>
          </Help>
        </Match>
      </Switch>
    </aside>
  )
}

const Help = (props: { title: string; children: JSX.Element }) => (
  <section class="sm t2">
    <h2 class="text-text">{props.title}</h2>
    {props.children}
  </section>
)

const PastingIsFine = () => (
  <Help title={claims_aside_paste_title()}>
    <p>{claims_aside_paste_text()}</p>
  </Help>
)

const WhereTheIdIs = () => (
  <Help title={claims_aside_path_title()}>
    <ol class="path">
      <li>{claims_aside_path_billing()}</li>
      <li>{claims_aside_path_product()}</li>
      <li>{claims_aside_path_panel()}</li>
      <li>{claims_aside_path_characters()}</li>
    </ol>
  </Help>
)
