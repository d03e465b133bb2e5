import { account_home_empty_text, account_home_empty_title, account_home_title } from '@ofrecord/messages/messages'
import { createPage } from '../lib/page.ts'
import { EmptyState } from '../ui/states.tsx'

/** What waits on the reader, the most urgent first. */
const HomePage = () => {
  createPage(() => ({ title: account_home_title() }))
  return (
    <>
      <div class="head"><div><h1>{account_home_title()}</h1></div></div>
      <EmptyState title={account_home_empty_title()}>{account_home_empty_text()}</EmptyState>
    </>
  )
}

export default HomePage
