import { isOver } from '@ofrecord/core/support/ticket.rules'
import {
  support_desk_title,
  support_one_what,
  support_take,
  support_take_first,
  support_taken,
  support_taking,
  support_ticket,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { toast } from '../ui/toast.tsx'
import type { Ticket } from './answers.ts'
import { Assigning } from './assigning.tsx'
import { DeskWords } from './desk-words.tsx'
import { TicketView } from './ticket-view.tsx'
import { deskWords } from './words.ts'

/** One ticket at the desk: taken first, then answered by whoever has it. */
export const DeskTicket = (props: { ticketId: string }) => {
  const me = useMe()
  const ticket = createTrpcQuery(api.supportDesk.get, () => ({ ticketId: props.ticketId }))
  const isMine = (known: Ticket) => known.agentId === me().person.id
  createPage(() => ({
    title: answerOf(ticket)?.subject ?? support_ticket(),
    above: [{ label: support_desk_title(), href: paths.ticketDesk }],
  }))
  return (
    <Loaded query={ticket} whole what={support_one_what()} rows={8}>
      {(known) => (
        <TicketView ticket={known()} words={deskWords}>
          <Show when={!isOver(known().state) && !isMine(known())}>
            <Taking ticket={known()} />
          </Show>
          <Show when={!isOver(known().state) && may(me(), 'support.lead')}>
            <Assigning ticket={known()} />
          </Show>
          <DeskWords ticket={known()} isMine={isMine(known())} />
        </TicketView>
      )}
    </Loaded>
  )
}

const Taking = (props: { ticket: Ticket }) => {
  const take = createTrpcMutation(api.supportDesk.take, { onSuccess: () => toast(support_taken()) })
  return (
    <div class="mb-4">
      <Failure error={take.error} />
      <p class="row wrap">
        <Button
          look="primary"
          busy={take.isPending}
          busyWord={support_taking()}
          onClick={() => take.mutate({ ticketId: props.ticket.ticketId, version: props.ticket.version })}
        >
          {support_take()}
        </Button>
        <span class="t2">{support_take_first()}</span>
      </p>
    </div>
  )
}
