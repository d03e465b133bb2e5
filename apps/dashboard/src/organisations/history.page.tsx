import { hierarchy_history_title, organisations_title } from '@ofrecord/messages/messages'
import { createPage } from '../lib/page.ts'
import { paths } from '../paths.ts'
import { organisationPaths } from '../paths.organisations.ts'
import { ChangeTimeline } from './change-timeline.tsx'
import { OrganisationTabs } from './organisation-tabs.tsx'
import './organisations.css'

/** Every change of the tree that was made. */
const HistoryPage = () => {
  createPage(() => ({
    title: hierarchy_history_title(),
    above: [{ label: organisations_title(), href: paths.organisation }],
  }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{hierarchy_history_title()}</h1>
        </div>
      </div>
      <OrganisationTabs at={organisationPaths.treeHistory} />
      <ChangeTimeline locationId={null} />
    </>
  )
}

export default HistoryPage
