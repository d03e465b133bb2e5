import {
  claims_question_no_reply,
  claims_question_note,
  claims_question_reply,
  claims_question_title,
} from '@ofrecord/messages/messages'
import { For } from 'solid-js'
import { shownWords } from '../../lib/erased.ts'
import { Section } from '../../ui/record.tsx'
import { Time } from '../../ui/time.tsx'
import type { ClaimPage } from './claim.ts'

/** What people at the customer asked through the system (B.2.3). */
export const Questions = (props: { questions: ClaimPage['questions'] }) => (
  <Section title={claims_question_title()} detail={props.questions.length}>
    <p class="t2">{claims_question_note()}</p>
    <For each={props.questions}>
      {(question) => (
        <div class="mt-4">
          <p class="t3 sm flex flex-wrap gap-x-3">
            <Time at={question.at} form="stamp" />
            <span>
              {question.replyTo ? claims_question_reply({ address: question.replyTo }) : claims_question_no_reply()}
            </span>
          </p>
          <p class="said" dir="auto">
            {shownWords(question.text)}
          </p>
        </div>
      )}
    </For>
  </Section>
)
