import { conflicts_banner_text, conflicts_banner_title } from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { Note } from '../../ui/note.tsx'
import type { ClaimPage } from './claim.ts'

/** That there is another partner, and nothing of who: only once the claim is before the vendor (CLM-V8, CLM-R21). */
export const CompetingBanner = (props: { claim: ClaimPage; vendor: string }) => (
  <Show when={props.claim.flags.includes('competing')}>
    <div class="mt-4">
      <Note tone="wait" icon="compete">
        <b>{conflicts_banner_title()}</b> {conflicts_banner_text({ vendor: props.vendor })}
      </Note>
    </div>
  </Show>
)
