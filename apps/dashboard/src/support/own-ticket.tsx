import { isOver } from '@ofrecord/core/support/ticket.rules'
import {
  support_answer_label,
  support_answer_send,
  support_answer_sent,
  support_one_what,
  support_over,
  support_reopen_label,
  support_reopen_send,
  support_reopened,
  support_sending,
  support_ticket,
  support_title,
} from '@ofrecord/messages/messages'
import { Match, Show, Switch } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { Loaded } from '../ui/loaded.tsx'
import { toast } from '../ui/toast.tsx'
import type { Ticket } from './answers.ts'
import { RatingForm } from './rating.form.tsx'
import { canReopen } from './standing.ts'
import { TicketView } from './ticket-view.tsx'
import { stateWords } from './words.ts'
import { WordsForm } from './words.form.tsx'

/** One of one's own tickets, or of a location one administers. */
export const OwnTicket = (props: { ticketId: string }) => {
  const ticket = createTrpcQuery(api.support.get, () => ({ ticketId: props.ticketId }))
  createPage(() => ({
    title: answerOf(ticket)?.subject ?? support_ticket(),
    above: [{ label: support_title(), href: paths.support }],
  }))
  return (
    <Loaded query={ticket} whole what={support_one_what()} rows={8}>
      {(known) => (
        <TicketView ticket={known()} words={stateWords}>
          <Switch fallback={<p class="t2">{support_over()}</p>}>
            <Match when={!isOver(known().state)}>
              <Answer ticket={known()} />
            </Match>
            <Match when={canReopen(known())}>
              <Reopening ticket={known()} />
            </Match>
          </Switch>
          <Show when={isOver(known().state) && known().isRequester && !known().ratedAt}>
            <RatingForm ticket={known()} />
          </Show>
        </TicketView>
      )}
    </Loaded>
  )
}

const Answer = (props: { ticket: Ticket }) => {
  const reply = createTrpcMutation(api.support.reply)
  const send = async (body: string): Promise<boolean> => {
    const { ticketId, version } = props.ticket
    const isSent = await reply.mutateAsync({ ticketId, version, body }).then(
      () => true,
      () => false,
    )
    if (isSent) toast(support_answer_sent())
    return isSent
  }
  return (
    <WordsForm
      label={support_answer_label()}
      button={support_answer_send()}
      busyWord={support_sending()}
      isBusy={reply.isPending}
      error={reply.error}
      onSend={send}
    />
  )
}

const Reopening = (props: { ticket: Ticket }) => {
  const reopen = createTrpcMutation(api.support.reopen)
  const send = async (body: string): Promise<boolean> => {
    const { ticketId, version } = props.ticket
    const isSent = await reopen.mutateAsync({ ticketId, version, body }).then(
      () => true,
      () => false,
    )
    if (isSent) toast(support_reopened())
    return isSent
  }
  return (
    <WordsForm
      label={support_reopen_label()}
      button={support_reopen_send()}
      busyWord={support_sending()}
      isBusy={reopen.isPending}
      error={reopen.error}
      onSend={send}
    />
  )
}
