import {
  people_invite_one,
  people_invite_several,
  people_tab_active,
  people_tab_awaiting,
  people_tab_certified,
  people_tab_contacts,
  people_tab_privileges,
  people_tab_requests,
  people_tab_roles,
  people_tab_to_approve,
  people_tab_trainings,
  people_tabs,
  people_title,
} from '@ofrecord/messages/messages'
import { useLocation } from '@solidjs/router'
import type { JSX } from 'solid-js'
import { createEffect, For, on, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatNumber } from '../lib/format.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { showCurrent } from '../ui/current-tab.ts'
import { Icon } from '../ui/icon.tsx'
import './people.css'

const tabs = {
  active: { href: paths.people, label: people_tab_active, needs: 'people.see' },
  toApprove: { href: paths.toApprove, label: people_tab_to_approve, needs: 'people.see' },
  requests: { href: paths.requests, label: people_tab_requests, needs: 'people.see' },
  awaiting: { href: paths.awaiting, label: people_tab_awaiting, needs: 'people.see' },
  certified: { href: paths.certified, label: people_tab_certified, needs: 'people.see' },
  trainings: { href: paths.trainings, label: people_tab_trainings, needs: 'people.see' },
  contacts: { href: paths.contacts, label: people_tab_contacts, needs: 'people.see' },
  privileges: { href: paths.privileges, label: people_tab_privileges, needs: 'people.see' },
  roles: { href: paths.roles, label: people_tab_roles, needs: 'roles.grant' },
} as const

type TabKey = keyof typeof tabs

/** How many stand behind a tab; the others have none that means something. */
const createCounts = () => {
  const me = useMe()
  const seen = () => ({ enabled: may(me(), 'people.see') })
  const waiting = createTrpcQuery(api.people.counts, undefined, seen)
  const active = createTrpcQuery(api.people.exportCount, () => ({}), seen)
  const certified = createTrpcQuery(api.credentials.exportCount, () => ({}), seen)
  return (key: TabKey): number | undefined =>
    ({
      active: answerOf(active),
      toApprove: answerOf(waiting)?.pending,
      requests: answerOf(waiting)?.requests,
      awaiting: answerOf(waiting)?.awaiting,
      certified: answerOf(certified),
    })[key as 'active']
}

/** The head that all pages of people share: what one can do, and the lists beside this one. */
export const PeopleFrame = (props: { current: TabKey; actions?: JSX.Element; children: JSX.Element }) => {
  const me = useMe()
  const counts = createCounts()
  const shown = () => (Object.keys(tabs) as TabKey[]).filter((key) => may(me(), tabs[key].needs))
  const location = useLocation()
  /** Whoever may see only one of the lists came for it: it gives the page its name, and there is nothing beside it. */
  const title = (): string => (shown().length > 1 ? people_title() : tabs[props.current].label())
  // Where "People" leads, the way back would lead to the page itself.
  createPage(() =>
    props.current === shown()[0]
      ? { title: title() }
      : { title: tabs[props.current].label(), above: [{ label: people_title(), href: paths.people }] },
  )
  let strip: HTMLElement | undefined
  // The counts widen the strip and push the open tab out of sight again.
  createEffect(
    on(
      () => [counts('active'), counts('toApprove'), counts('certified')],
      () => strip && showCurrent(strip),
    ),
  )
  return (
    <>
      <div class="head">
        <div>
          <h1>{title()}</h1>
        </div>
        <div class="row wrap">
          {props.actions}
          <Show when={may(me(), 'people.manage')}>
            <a class="btn" href={paths.invite}>
              {people_invite_one()}
            </a>
            <a
              class="btn"
              classList={{ primary: location.pathname !== paths.inviteSeveral }}
              href={paths.inviteSeveral}
            >
              <Icon name="plus" />
              {people_invite_several()}
            </a>
          </Show>
        </div>
      </div>
      <Show when={shown().length > 1}>
        <nav class="tabs" ref={strip} aria-label={people_tabs()}>
          <For each={shown()}>
            {(key) => (
              <a href={tabs[key].href} aria-current={key === props.current ? 'page' : undefined}>
                {tabs[key].label()}
                <Show when={counts(key) !== undefined}>
                  <span>{formatNumber(counts(key) ?? 0)}</span>
                </Show>
              </a>
            )}
          </For>
        </nav>
      </Show>
      {props.children}
    </>
  )
}
