import { checklistPoints } from '@ofrecord/core/claims/evidence.rules'
import { claims_page_points, claims_page_points_lead } from '@ofrecord/messages/messages'
import { createUniqueId, For } from 'solid-js'
import { pointWords } from './evidence.words.ts'

/** The reviewer's six questions, for the partner to ask first (B.1.8). */
export const SelfCheck = () => {
  const id = createUniqueId()
  return (
    <section class="points" aria-labelledby={id}>
      <h3 id={id}>{claims_page_points()}</h3>
      <p class="t3 sm">{claims_page_points_lead()}</p>
      <ol>
        <For each={checklistPoints}>
          {(point, index) => (
            <li>
              <span class="t3 num" aria-hidden="true">
                {index() + 1}
              </span>
              <span>
                {pointWords[point].name()}
                <span class="t3 sm">{pointWords[point].more()}</span>
              </span>
            </li>
          )}
        </For>
      </ol>
    </section>
  )
}
