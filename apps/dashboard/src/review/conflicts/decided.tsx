import {
  conflicts_decided_by,
  conflicts_decided_for,
  conflicts_decided_why,
  conflicts_dissolved,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { formatMoment } from '../../lib/format.ts'
import { Note } from '../../ui/note.tsx'
import type { ConflictPage } from './conflict.ts'

/** For whom it was decided, by whom and why; or that one side only was left. */
export const Decided = (props: { conflict: ConflictPage }) => {
  const winner = () =>
    props.conflict.parties.find(({ claimId }) => claimId === props.conflict.winnerClaimId)?.claim.organizationName ?? ''
  return (
    <Note tone="rest" icon="scale">
      <Show when={props.conflict.rationale !== ''} fallback={conflicts_dissolved({ partner: winner() })}>
        <b>{conflicts_decided_for({ partner: winner() })}</b>{' '}
        {conflicts_decided_by({
          who: props.conflict.decidedByName ?? '',
          when: formatMoment(props.conflict.decidedAt ?? props.conflict.openedAt),
        })}
        <p dir="auto">{conflicts_decided_why({ rationale: props.conflict.rationale })}</p>
      </Show>
    </Note>
  )
}
