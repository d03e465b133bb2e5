import { ticketMoves } from '@ofrecord/core/support/ticket.rules'
import {
  support_sending,
  support_write_as,
  support_write_ask,
  support_write_label,
  support_write_note,
  support_write_reply,
  support_write_resolve,
  support_write_send,
  support_written_ask,
  support_written_note,
  support_written_reply,
  support_written_resolve,
} from '@ofrecord/messages/messages'
import { createSignal } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { RadioGroup } from '../ui/choices.tsx'
import { toast } from '../ui/toast.tsx'
import type { Ticket } from './answers.ts'
import { WordsForm } from './words.form.tsx'

const kinds = {
  reply: { label: support_write_reply, done: support_written_reply },
  ask: { label: support_write_ask, done: support_written_ask },
  resolve: { label: support_write_resolve, done: support_written_resolve },
  note: { label: support_write_note, done: support_written_note },
} as const
type Kind = keyof typeof kinds

/** What the desk may write now: whoever has the ticket as the table allows, everybody a note. */
const allowed = ({ state }: Ticket, isMine: boolean): Kind[] => [
  ...(['reply', 'ask', 'resolve'] as const).filter((verb) => isMine && verb in ticketMoves[state]),
  'note',
]

export const DeskWords = (props: { ticket: Ticket; isMine: boolean }) => {
  const [chosen, setChosen] = createSignal<Kind>()
  const deeds = {
    reply: createTrpcMutation(api.supportDesk.reply),
    ask: createTrpcMutation(api.supportDesk.ask),
    resolve: createTrpcMutation(api.supportDesk.resolve),
    note: createTrpcMutation(api.supportDesk.note),
  }
  const offered = () => allowed(props.ticket, props.isMine)
  const kind = (): Kind => offered().find((one) => one === chosen()) ?? offered()[0] ?? 'note'
  const send = async (body: string): Promise<boolean> => {
    const { ticketId, version } = props.ticket
    const said = kind()
    const isSent = await deeds[said].mutateAsync({ ticketId, version, body }).then(
      () => true,
      () => false,
    )
    if (isSent) toast(kinds[said].done())
    return isSent
  }
  return (
    <WordsForm
      label={support_write_label()}
      button={support_write_send()}
      busyWord={support_sending()}
      isBusy={deeds[kind()].isPending}
      error={deeds[kind()].error}
      onSend={send}
      second={!props.isMine}
    >
      <RadioGroup
        label={support_write_as()}
        value={kind()}
        onChange={(value) => setChosen(value as Kind)}
        choices={offered().map((one) => ({ value: one, label: kinds[one].label() }))}
      />
    </WordsForm>
  )
}
