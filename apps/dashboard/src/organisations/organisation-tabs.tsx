import {
  hierarchy_tab_history,
  hierarchy_tab_merges,
  hierarchy_tab_overview,
  hierarchy_tab_rehearsals,
  organisations_locations,
  organisations_title,
  security_company_title,
} from '@ofrecord/messages/messages'
import { For } from 'solid-js'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { showCurrent } from '../ui/current-tab.ts'
import { organisationPaths } from '../paths.organisations.ts'

const tabs = [
  { href: paths.organisation, word: hierarchy_tab_overview },
  { href: paths.locations, word: organisations_locations },
  { href: paths.rehearsals, word: hierarchy_tab_rehearsals, privilege: 'organisations.propose' },
  { href: organisationPaths.treeHistory, word: hierarchy_tab_history, privilege: 'organisations.propose' },
  { href: paths.merges, word: hierarchy_tab_merges, privilege: 'organisations.change' },
  { href: organisationPaths.companySignIn, word: security_company_title, privilege: 'organisations.change' },
] as const

/** The pages of the organisation; what a role may not use is absent. */
export const OrganisationTabs = (props: { at: (typeof tabs)[number]['href'] }) => {
  const me = useMe()
  return (
    <nav class="tabs" ref={showCurrent} aria-label={organisations_title()}>
      <For each={tabs.filter((tab) => !('privilege' in tab) || may(me(), tab.privilege))}>
        {(tab) => (
          <a href={tab.href} aria-current={tab.href === props.at ? 'page' : undefined}>
            {tab.word()}
          </a>
        )}
      </For>
    </nav>
  )
}
