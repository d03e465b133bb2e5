import { categoryOf } from '@ofrecord/core/support/ticket.rules'
import {
  support_attached,
  support_attached_as,
  support_column_about,
  support_column_agent,
  support_column_category,
  support_column_location,
  support_column_opened,
  support_column_organisation,
  support_column_priority,
  support_column_requester,
  support_column_topic,
  support_facts,
  support_rated,
  support_rated_title,
  support_unassigned,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { Show } from 'solid-js'
import { shownPerson } from '../lib/erased.ts'
import { formatMoment } from '../lib/format.ts'
import { useMe } from '../lib/session.ts'
import { DefinitionList, Section, StandingBox } from '../ui/record.tsx'
import { Status } from '../ui/status.tsx'
import { Time } from '../ui/time.tsx'
import type { Ticket } from './answers.ts'
import { AttachedReport } from './attached-report.tsx'
import { Conversation } from './conversation.tsx'
import { ticketStanding } from './standing.ts'
import type { stateWords } from './words.ts'
import { aboutWords, categoryWords, priorityWords, topicWords } from './words.ts'

interface TicketViewProps {
  ticket: Ticket
  words: typeof stateWords
  actions?: JSX.Element
  /** What the reader can do or say, above what was said. */
  children: JSX.Element
}

/** One ticket, on either side of the desk: where it stands, what was said, the report that came with it. */
export const TicketView = (props: TicketViewProps) => {
  const me = useMe()
  const state = () => props.words[props.ticket.state]
  return (
    <>
      <div class="head">
        <div>
          <h1 dir="auto">
            {props.ticket.subject} <span class="t3 num">{props.ticket.number}</span>
          </h1>
          <div class="row wrap sm mt-1">
            <Status look={state().look}>{state().word()}</Status>
          </div>
        </div>
        {props.actions}
      </div>
      <StandingBox {...ticketStanding(props.ticket, me().vendor.name, me().person.id)} />
      <div class="cols record mt-4">
        <div>
          {props.children}
          <Conversation ticket={props.ticket} />
          <Show when={props.ticket.attached}>
            {(report) => (
              <Section title={support_attached()}>
                <p class="t2 sm mt-2">{support_attached_as({ name: shownPerson(props.ticket.createdByName) })}</p>
                <AttachedReport report={report()} />
              </Section>
            )}
          </Show>
        </div>
        <Facts ticket={props.ticket} />
      </div>
    </>
  )
}

const Facts = (props: { ticket: Ticket }) => (
  <aside class="side" aria-label={support_facts()}>
    <section>
      <h2>{support_facts()}</h2>
      <DefinitionList
        facts={[
          { term: support_column_category(), detail: categoryWords[categoryOf(props.ticket.path)]() },
          { term: support_column_topic(), detail: topicWords[props.ticket.path]() },
          { term: support_column_priority(), detail: priorityWords[props.ticket.priority].word() },
          {
            term: support_column_about(),
            detail:
              props.ticket.aboutKind && `${aboutWords[props.ticket.aboutKind]()}: ${props.ticket.aboutLabel ?? ''}`,
          },
          { term: support_column_organisation(), detail: props.ticket.organizationName },
          {
            term: support_column_location(),
            detail: `${props.ticket.locationName} ${props.ticket.locationNumber}`,
          },
          { term: support_column_requester(), detail: shownPerson(props.ticket.createdByName) },
          { term: support_column_opened(), detail: <Time at={props.ticket.createdAt} /> },
          {
            term: support_column_agent(),
            detail: props.ticket.agentName ? shownPerson(props.ticket.agentName) : support_unassigned(),
          },
        ]}
      />
    </section>
    <Show when={props.ticket.ratedAt}>
      {(at) => (
        <section>
          <h2>{support_rated_title()}</h2>
          <p class="sm">{support_rated({ at: formatMoment(at()), rating: props.ticket.rating ?? 0 })}</p>
          <Show when={props.ticket.ratingWords}>
            {(words) => (
              <p class="sm">
                <q dir="auto">{words()}</q>
              </p>
            )}
          </Show>
        </section>
      )}
    </Show>
  </aside>
)
