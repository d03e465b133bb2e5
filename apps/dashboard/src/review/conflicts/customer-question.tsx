import {
  clarify_asked_by,
  clarify_asked_of,
  clarify_automation,
  clarify_comment,
  clarify_due,
  clarify_escalated_nobody,
  clarify_escalated_note,
  clarify_reminded,
  clarify_said_by,
  clarify_section,
  clarify_section_detail,
  clarify_status_writing,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { shownPerson, shownWords } from '../../lib/erased.ts'
import { formatDate, formatList, formatMoment } from '../../lib/format.ts'
import { Icon } from '../../ui/icon.tsx'
import { Note } from '../../ui/note.tsx'
import { Section } from '../../ui/record.tsx'
import { Status } from '../../ui/status.tsx'
import './conflicts.css'
import type { Question } from './question.ts'
import { answerText, questionStatus } from './question.ts'

/** In the workbench: the customer's word beside the documents. It advises; whoever decides still says why. */
export const CustomerQuestion = (props: { question: Question | undefined }) => (
  <Section title={clarify_section()} detail={clarify_section_detail()}>
    <Show when={props.question} fallback={<p class="sm t2 mt-2">{clarify_status_writing()}</p>}>
      {(question) => <QuestionFacts question={question()} />}
    </Show>
  </Section>
)

/** Who was asked what and when; who answered what and when, with the comment; or that nobody did in time. */
export const QuestionFacts = (props: { question: Question }) => {
  const status = () => questionStatus(props.question)
  return (
    <div class="question">
      <Status look={status().look}>{status().word}</Status>
      <Show when={props.question.status === 'escalated'}>
        <Note tone="act">{escalatedText(props.question)}</Note>
      </Show>
      <Show when={props.question.answeredAt}>{(at) => <Answer question={props.question} at={at()} />}</Show>
      <p class="sm t2">{askedText(props.question)}</p>
      <Show when={props.question.recipients.length > 0}>
        <p class="sm t3">
          {clarify_asked_of({
            addresses: formatList(props.question.recipients.map(({ address }) => shownPerson(address))),
          })}{' '}
          <Show when={props.question.remindedAt.length > 0}>
            {clarify_reminded({ when: formatList(props.question.remindedAt.map((at) => formatDate(at))) })}
          </Show>
        </p>
      </Show>
    </div>
  )
}

const Answer = (props: { question: Question; at: string }) => (
  <>
    <p>
      <b>{answerText(props.question)}</b>{' '}
      <span class="sm t3">
        {clarify_said_by({ address: shownPerson(props.question.answeredBy ?? ''), when: formatMoment(props.at) })}
      </span>
    </p>
    <Show when={props.question.comment}>
      {(comment) => (
        <div>
          <p class="sm b">{clarify_comment()}</p>
          <p class="sm said" dir="auto">
            {shownWords(comment())}
          </p>
        </div>
      )}
    </Show>
    <Show when={props.question.automationSuspected}>
      <p class="sm warn">
        <Icon name="alert" />
        <span>{clarify_automation()}</span>
      </p>
    </Show>
  </>
)

const askedText = ({ status, askedAt, askedByName, partners, dueAt }: Question): string => {
  const [first, second] = partners.map(({ name }) => name)
  const asked = clarify_asked_by({
    who: askedByName ?? '',
    when: formatDate(askedAt),
    first: first ?? '',
    second: second ?? '',
  })
  return status === 'open' ? `${asked} ${clarify_due({ when: formatDate(dueAt) })}` : asked
}

const escalatedText = ({ recipients, customerName, dueAt }: Question): string =>
  recipients.length === 0
    ? clarify_escalated_nobody()
    : clarify_escalated_note({ customer: customerName, when: formatDate(dueAt) })
