import {
  memberships_tab_invoices,
  memberships_tab_payments,
  memberships_tab_standing,
  memberships_tab_tax,
  memberships_tabs,
  memberships_title,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { For } from 'solid-js'
import { createPage } from '../lib/page.ts'
import { paths } from '../paths.ts'
import { programmePaths } from '../paths.programme.ts'
import { showCurrent } from '../ui/current-tab.ts'
import '../people/people.css'
import './memberships.css'

const tabs = {
  standing: { href: paths.membership, label: memberships_tab_standing },
  payments: { href: programmePaths.payments, label: memberships_tab_payments },
  invoices: { href: programmePaths.invoices, label: memberships_tab_invoices },
  tax: { href: programmePaths.taxExemption, label: memberships_tab_tax },
} as const

/** The head that the pages of the membership share. */
export const MembershipFrame = (props: {
  current: keyof typeof tabs
  actions?: JSX.Element
  children: JSX.Element
}) => {
  createPage(() => ({
    title: props.current === 'standing' ? memberships_title() : tabs[props.current].label(),
    above: props.current === 'standing' ? [] : [{ label: memberships_title(), href: paths.membership }],
  }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{memberships_title()}</h1>
        </div>
        <div class="row wrap">{props.actions}</div>
      </div>
      <nav class="tabs" ref={showCurrent} aria-label={memberships_tabs()}>
        <For each={Object.entries(tabs)}>
          {([key, { href, label }]) => (
            <a href={href} aria-current={key === props.current ? 'page' : undefined}>
              {label()}
            </a>
          )}
        </For>
      </nav>
      {props.children}
    </>
  )
}
