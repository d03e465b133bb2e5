import { useParams } from '@solidjs/router'
import { Match, Show, Switch } from 'solid-js'
import { may, useMe } from '../lib/session.ts'
import { DeskTicket } from './desk-ticket.tsx'
import { Enquiries } from './enquiries.tsx'
import { NewTicket } from './new-ticket.tsx'
import { OwnTicket } from './own-ticket.tsx'
import { OwnTickets } from './own-tickets.tsx'
import { Queue } from './queue.tsx'

/** All pages of both sides of the desk, as one: the table of addresses is loaded by everybody. */
const SupportPage = () => {
  const me = useMe()
  const params = useParams<{ ticketId?: string }>()
  return (
    <Show
      when={may(me(), 'support.serve')}
      fallback={
        <Switch fallback={<OwnTickets />}>
          <Match when={params.ticketId === 'new'}>
            <NewTicket />
          </Match>
          <Match when={params.ticketId}>{(ticketId) => <OwnTicket ticketId={ticketId()} />}</Match>
        </Switch>
      }
    >
      <Switch fallback={<Queue />}>
        <Match when={params.ticketId === 'enquiries'}>
          <Enquiries />
        </Match>
        <Match when={params.ticketId}>{(ticketId) => <DeskTicket ticketId={ticketId()} />}</Match>
      </Switch>
    </Show>
  )
}

export default SupportPage
