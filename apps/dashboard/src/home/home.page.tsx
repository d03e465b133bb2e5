import { account_home_title } from '@ofrecord/messages/messages'
import { Match, Switch } from 'solid-js'
import { createPage } from '../lib/page.ts'
import { may, useMe } from '../lib/session.ts'
import { ClaimsHome } from './claims-home.tsx'
import { OrganisationHome } from './organisation-home.tsx'
import { ReviewHome } from './review-home.tsx'
import { RolesHome } from './roles-home.tsx'
import './home.css'

/** What waits on the reader, the most urgent first; and where the rest stands. */
const HomePage = () => {
  const me = useMe()
  createPage(() => ({ title: account_home_title() }))
  return (
    <Switch fallback={<RolesHome />}>
      <Match when={may(me(), 'claims.see')}>
        <ClaimsHome />
      </Match>
      <Match when={may(me(), 'claims.review')}>
        <ReviewHome />
      </Match>
      <Match when={may(me(), 'organisations.see')}>
        <OrganisationHome />
      </Match>
    </Switch>
  )
}

export default HomePage
