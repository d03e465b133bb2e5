import {
  conflicts_happens,
  conflicts_happens_continues,
  conflicts_happens_replaced,
  conflicts_happens_stays,
  conflicts_reads,
} from '@ofrecord/messages/messages'
import { For } from 'solid-js'
import { outcomeWords } from '../../claims/page/competing.words.ts'
import type { ConflictPage } from './conflict.ts'
import { incumbentOf, outcomesFor } from './conflict.ts'

/** What follows from a choice, and the sentence that each partner gets. */
export const Consequences = (props: { conflict: ConflictPage; winnerId: string }) => (
  <div class="follows" aria-live="polite">
    <div>
      <h3>{conflicts_happens()}</h3>
      <p class="t2">{happens(props.conflict, props.winnerId)}</p>
    </div>
    <For each={outcomesFor(props.conflict, props.winnerId)}>
      {({ party, outcome }) => (
        <div>
          <h3>{conflicts_reads({ partner: party.claim.organizationName })}</h3>
          <p class="t2">{outcomeWords[outcome]()}</p>
        </div>
      )}
    </For>
  </div>
)

const happens = (conflict: ConflictPage, winnerId: string): string => {
  const incumbent = incumbentOf(conflict)
  const winner = conflict.parties.find(({ claimId }) => claimId === winnerId)?.claim.organizationName ?? ''
  if (!incumbent) return conflicts_happens_continues({ winner })
  if (incumbent.claimId === winnerId) return conflicts_happens_stays({ winner })
  return conflicts_happens_replaced({ winner, incumbent: incumbent.claim.organizationName })
}
