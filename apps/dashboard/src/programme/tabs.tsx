import {
  programme_fees_tab_competencies,
  programme_fees_tab_fees,
  programme_fees_tabs,
} from '@ofrecord/messages/messages'
import { paths } from '../paths.ts'
import { programmePaths } from '../paths.programme.ts'

/** The pages of whoever keeps the programme. */
export const ProgrammeTabs = (props: { now: 'competencies' | 'fees' }) => (
  <nav class="tabs" aria-label={programme_fees_tabs()}>
    <a href={paths.programme} aria-current={props.now === 'competencies' ? 'page' : undefined}>
      {programme_fees_tab_competencies()}
    </a>
    <a href={programmePaths.fees} aria-current={props.now === 'fees' ? 'page' : undefined}>
      {programme_fees_tab_fees()}
    </a>
  </nav>
)
