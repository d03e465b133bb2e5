import { clarify_section_claim } from '@ofrecord/messages/messages'
import { createUniqueId, For, Show } from 'solid-js'
import type { ClaimPage } from '../../claims/page/claim.ts'
import { api } from '../../lib/api.ts'
import { answerOf, createTrpcQuery } from '../../lib/query.ts'
import { paths } from '../../paths.ts'
import { QuestionFacts } from './customer-question.tsx'

/** On a claim's page: what its customer was asked about items that two partners claim; nothing before it was asked. */
export const ClaimQuestions = (props: { claim: ClaimPage }) => {
  const id = createUniqueId()
  // Only a claim that once stood beside another one can have a question; the others spare the request.
  const questions = createTrpcQuery(
    api.clarifications.ofClaim,
    () => ({ claimId: props.claim.id }),
    () => ({ enabled: props.claim.history.some(({ type }) => type === 'claim.competing') }),
  )
  return (
    <Show when={answerOf(questions)?.length}>
      <section aria-labelledby={id}>
        <h2 id={id}>{clarify_section_claim()}</h2>
        <For each={answerOf(questions)}>
          {(question) => (
            <div class="customer-answer">
              <Show when={question.conflictId}>
                {(conflictId) => (
                  <p class="sm">
                    <a class="u" href={paths.conflict(conflictId())}>
                      {question.itemName}
                    </a>
                  </p>
                )}
              </Show>
              <QuestionFacts question={question} />
            </div>
          )}
        </For>
      </section>
    </Show>
  )
}
