import {
  claims_page_by_system,
  lists_exclusions_history,
  lists_exclusions_history_added,
  lists_exclusions_history_none,
  lists_exclusions_history_removed,
} from '@ofrecord/messages/messages'
import type { inferRouterOutputs } from '@trpc/server'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import type { TimelineEntry } from '../ui/timeline.tsx'
import { Timeline } from '../ui/timeline.tsx'

type Change = inferRouterOutputs<AppRouter>['review']['exclusions']['history'][number]

/** Who excluded whom and took it back, newest first. */
export const ExclusionChanges = () => {
  const history = createTrpcQuery(api.review.exclusions.history)
  return (
    <Section title={lists_exclusions_history()}>
      <Loaded query={history} what={lists_exclusions_history()} rows={3}>
        {(changes) => (
          <Show when={changes().length > 0} fallback={<p class="t2">{lists_exclusions_history_none()}</p>}>
            <Timeline label={lists_exclusions_history()} entries={changes().map(entryOf)} />
          </Show>
        )}
      </Loaded>
    </Section>
  )
}

const words = { added: lists_exclusions_history_added, removed: lists_exclusions_history_removed }

const entryOf = ({ id, at, by, change, reviewerName, organizationName, reason }: Change): TimelineEntry => ({
  id,
  at,
  icon: change === 'added' ? 'plus' : 'x',
  who: by ?? claims_page_by_system(),
  did: words[change]({ reviewer: reviewerName, partner: organizationName }),
  more: reason === '' || change === 'removed' ? undefined : <p class="t3 sm">{reason}</p>,
})
