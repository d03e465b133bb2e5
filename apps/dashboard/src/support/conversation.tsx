import {
  support_conversation,
  support_note_verb,
  support_verb_answer,
  support_verb_ask,
  support_verb_open,
  support_verb_reopen,
  support_verb_reply,
  support_verb_resolve,
} from '@ofrecord/messages/messages'
import { shownPerson } from '../lib/erased.ts'
import type { IconName } from '../ui/icon.tsx'
import { Section } from '../ui/record.tsx'
import type { TimelineEntry } from '../ui/timeline.tsx'
import { Timeline } from '../ui/timeline.tsx'
import type { Ticket } from './answers.ts'
import './support.css'

const verbs: Record<Ticket['messages'][number]['verb'], { did: () => string; icon: IconName }> = {
  open: { did: support_verb_open, icon: 'submitted' },
  answer: { did: support_verb_answer, icon: 'quote' },
  reply: { did: support_verb_reply, icon: 'quote' },
  ask: { did: support_verb_ask, icon: 'help' },
  resolve: { did: support_verb_resolve, icon: 'check' },
  reopen: { did: support_verb_reopen, icon: 'undo' },
}

type Said = { id: string; authorName: string; body: string; at: string }

const entryOf = ({ id, at, authorName, body }: Said, did: string, icon: IconName): TimelineEntry => ({
  id,
  at,
  icon,
  who: <span dir="auto">{shownPerson(authorName)}</span>,
  did,
  more: (
    <p class="ticket-words" dir="auto">
      {body}
    </p>
  ),
})

/** What was said, the latest first; the desk reads its own notes among it. */
export const Conversation = (props: { ticket: Ticket }) => {
  const entries = () =>
    [
      ...props.ticket.messages.map((said) => entryOf(said, verbs[said.verb].did(), verbs[said.verb].icon)),
      ...props.ticket.notes.map((note) => entryOf(note, support_note_verb(), 'lock')),
    ].toSorted((one, other) => other.at.localeCompare(one.at) || other.id.localeCompare(one.id))
  return (
    <Section title={support_conversation()}>
      <Timeline label={support_conversation()} entries={entries()} />
    </Section>
  )
}
