import { useSearchParams } from '@solidjs/router'
import {
  memberships_desk,
  memberships_desk_tab_exemptions,
  memberships_desk_tab_owed,
  memberships_desk_tab_refunds,
  memberships_desk_tab_transfers,
  memberships_desk_tab_years,
  memberships_desk_tabs,
} from '@ofrecord/messages/messages'
import { For, Match, Switch } from 'solid-js'
import { createPage } from '../lib/page.ts'
import { paths } from '../paths.ts'
import { DeskExemptions } from './desk/exemptions.tsx'
import { DeskOwed } from './desk/owed.tsx'
import { DeskRefunds } from './desk/refunds.tsx'
import { DeskTransfers } from './desk/transfers.tsx'
import { DeskYears } from './desk/years.tsx'
import '../people/people.css'
import './memberships.css'

const views = {
  transfers: memberships_desk_tab_transfers,
  owed: memberships_desk_tab_owed,
  refunds: memberships_desk_tab_refunds,
  exemptions: memberships_desk_tab_exemptions,
  years: memberships_desk_tab_years,
} as const
type View = keyof typeof views
const viewNames = Object.keys(views) as View[]

/** The service desk's side of fees: transfers to match, refunds and exemptions to decide, anniversaries to move. */
const PaymentDeskPage = () => {
  const [params] = useSearchParams<{ view?: string }>()
  const view = (): View => viewNames.find((each) => each === params.view) ?? 'transfers'
  createPage(() => ({ title: memberships_desk() }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{memberships_desk()}</h1>
        </div>
      </div>
      <nav class="tabs" aria-label={memberships_desk_tabs()}>
        <For each={viewNames}>
          {(name) => (
            <a href={`${paths.paymentDesk}?view=${name}`} aria-current={name === view() ? 'page' : undefined}>
              {views[name]()}
            </a>
          )}
        </For>
      </nav>
      <Switch>
        <Match when={view() === 'transfers'}>
          <DeskTransfers />
        </Match>
        <Match when={view() === 'owed'}>
          <DeskOwed />
        </Match>
        <Match when={view() === 'refunds'}>
          <DeskRefunds />
        </Match>
        <Match when={view() === 'exemptions'}>
          <DeskExemptions />
        </Match>
        <Match when={view() === 'years'}>
          <DeskYears />
        </Match>
      </Switch>
    </>
  )
}

export default PaymentDeskPage
