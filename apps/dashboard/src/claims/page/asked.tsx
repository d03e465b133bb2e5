import {
  claims_page_asked,
  claims_page_asked_answer,
  claims_page_asked_by,
  claims_page_closed_no_response,
  claims_page_rejected,
} from '@ofrecord/messages/messages'
import { Match, Show, Switch } from 'solid-js'
import { formatLongDate } from '../../lib/format.ts'
import { Section } from '../../ui/record.tsx'
import type { ClaimEvent, ClaimPage } from './claim.ts'
import { lastEvent, textsIn } from './claim.ts'
import { reasonList } from './reason.words.ts'

/** What the reviewer wrote with the verdict that stands now: what is asked for, or why it was refused. */
export const Verdict = (props: { claim: ClaimPage; vendor: string }) => (
  <Switch>
    <Match when={props.claim.status === 'action_required' && lastEvent(props.claim, 'claim.returned')}>
      {(event) => (
        <Section title={claims_page_asked({ vendor: props.vendor })} first>
          <Said claim={props.claim} event={event()} vendor={props.vendor} tone="act" />
          <p class="mt-3">
            <button type="button" class="link" onClick={() => document.getElementById('comment')?.focus()}>
              {claims_page_asked_answer()}
            </button>
          </p>
        </Section>
      )}
    </Match>
    <Match when={props.claim.status === 'rejected' && lastEvent(props.claim, 'claim.rejected')}>
      {(event) => (
        <Section title={claims_page_rejected()} first>
          <Show
            when={event().data['noResponse'] !== true}
            fallback={<p class="mt-4">{claims_page_closed_no_response()}</p>}
          >
            <Said claim={props.claim} event={event()} vendor={props.vendor} tone="stop" />
          </Show>
        </Section>
      )}
    </Match>
  </Switch>
)

const Said = (props: { claim: ClaimPage; event: ClaimEvent; vendor: string; tone: 'act' | 'stop' }) => {
  // A verdict and its comment are written in one commit, so they carry one instant.
  const comment = () => props.claim.comments.find(({ at, audience }) => at === props.event.at && audience === 'shared')
  return (
    <div class={`ask ${props.tone}`}>
      <Show when={comment()}>
        {(said) => (
          <p class="said" dir="auto">
            {said().body}
          </p>
        )}
      </Show>
      <p class="sm t3 mt-1">
        {claims_page_asked_by({
          who: props.event.actorName ?? props.vendor,
          when: formatLongDate(props.event.at),
          reasons: reasonList(textsIn(props.event.data['reasons'])),
        })}
      </p>
    </div>
  )
}
