import type { ChangedField } from '@ofrecord/core/claims/changes.rules'
import {
  answers_change_customerContact,
  answers_change_documents,
  answers_change_itemsAdded,
  answers_change_itemsRemoved,
  answers_change_location,
  answers_change_name,
  answers_change_partnerContact,
  answers_change_revenueDetails,
  answers_change_technicalContact,
  answers_change_was,
  answers_changes,
  answers_changes_none,
  answers_review_dispute,
  answers_review_dispute_own,
} from '@ofrecord/messages/messages'
import { createUniqueId, For, Show } from 'solid-js'
import type { ClaimPage } from '../claims/page/claim.ts'
import { shownWords } from '../lib/erased.ts'
import { Note } from '../ui/note.tsx'

const words: Record<ChangedField, () => string> = {
  name: answers_change_name,
  location: answers_change_location,
  customerContact: answers_change_customerContact,
  technicalContact: answers_change_technicalContact,
  partnerContact: answers_change_partnerContact,
  revenueDetails: answers_change_revenueDetails,
  itemsAdded: answers_change_itemsAdded,
  itemsRemoved: answers_change_itemsRemoved,
}

/** What is new since a reviewer last judged it: the partner's objection, changed fields, new documents (B.1.6). */
export const RoundChanges = (props: { claim: ClaimPage }) => {
  const id = createUniqueId()
  return (
    <>
      <Show when={props.claim.dispute}>
        {(dispute) => (
          <Note tone="act" icon="scale">
            <b>{answers_review_dispute()}</b>
            <p class="said" dir="auto">
              {dispute().justification}
            </p>
            <Show when={dispute().ownVerdict && !dispute().outcome}>
              <p>{answers_review_dispute_own()}</p>
            </Show>
          </Note>
        )}
      </Show>
      <Show when={props.claim.changes}>
        {(changes) => (
          <section aria-labelledby={id}>
            <h2 id={id}>{answers_changes()}</h2>
            <ul class="sm">
              <For each={changes().fields} fallback={<li class="t3">{answers_changes_none()}</li>}>
                {({ field, before, after }) => (
                  <li>
                    <span class="b">{words[field]()}</span> <span dir="auto">{shownWords(after || before)}</span>
                    <Show when={after && before}>
                      <span class="t3 below" dir="auto">
                        {answers_change_was({ before: shownWords(before) })}
                      </span>
                    </Show>
                  </li>
                )}
              </For>
              <Show when={changes().evidenceAdded.length > 0}>
                <li>{answers_change_documents({ count: changes().evidenceAdded.length })}</li>
              </Show>
            </ul>
          </section>
        )}
      </Show>
    </>
  )
}
