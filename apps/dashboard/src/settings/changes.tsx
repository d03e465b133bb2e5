import {
  claims_page_by_system,
  policy_history,
  policy_history_did,
  policy_history_none,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import type { inferRouterOutputs } from '@trpc/server'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import type { TimelineEntry } from '../ui/timeline.tsx'
import { Timeline } from '../ui/timeline.tsx'
import type { Policy } from './setting-form.ts'
import { amountText, wordsOf } from './setting.words.ts'

type Change = inferRouterOutputs<AppRouter>['policy']['history'][number]

/** Who changed what, when and why, newest first. */
export const SettingChanges = (props: { terms: Policy['terms'] }) => {
  const history = createTrpcQuery(api.policy.history)
  return (
    <Section title={policy_history()}>
      <Loaded query={history} what={policy_history()} rows={3}>
        {(changes) => (
          <Show when={changes().length > 0} fallback={<p class="t2">{policy_history_none()}</p>}>
            <Timeline label={policy_history()} entries={changes().map((change) => entryOf(change, props.terms))} />
          </Show>
        )}
      </Loaded>
    </Section>
  )
}

const entryOf = ({ id, at, by, reason, changes }: Change, terms: Policy['terms']): TimelineEntry => ({
  id,
  at,
  icon: 'edit',
  who: by ?? claims_page_by_system(),
  did: policy_history_did({ reason }),
  differences: changes.map(({ setting, before, after }) => ({
    term: wordsOf[setting].label(),
    before: amountText(terms[setting].unit, before),
    after: amountText(terms[setting].unit, after),
  })),
})
