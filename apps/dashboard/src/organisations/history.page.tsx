import * as m from '@ofrecord/messages/messages'
import { createPage } from '../lib/page.ts'
import { paths } from '../paths.ts'
import { ChangeTimeline } from './change-timeline.tsx'
import { OrganisationTabs } from './organisation-tabs.tsx'
import './organisations.css'

/** Every change of the tree that was made. */
const HistoryPage = () => {
  createPage(() => ({
    title: m.hierarchy_history_title(),
    above: [{ label: m.organisations_title(), href: paths.organisation }],
  }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{m.hierarchy_history_title()}</h1>
        </div>
      </div>
      <OrganisationTabs at={paths.treeHistory} />
      <ChangeTimeline locationId={null} />
    </>
  )
}

export default HistoryPage
