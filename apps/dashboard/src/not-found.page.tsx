import { common_absent_text, common_absent_title, common_to_home } from '@ofrecord/messages/messages'
import { createPage } from './lib/page.ts'
import { paths } from './paths.ts'

/** Nothing is here, or nothing this reader may see: both look the same (PRI-R1). */
const NotFoundPage = () => {
  createPage(() => ({ title: common_absent_title() }))
  return (
    <div class="max-w-160">
      <h1>{common_absent_title()}</h1>
      <p class="t2 mt-1 mb-4">{common_absent_text()}</p>
      <a class="btn" href={paths.home}>
        {common_to_home()}
      </a>
    </div>
  )
}

export default NotFoundPage
