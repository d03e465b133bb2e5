import {
  security_session_computer,
  security_session_device,
  security_session_end,
  security_session_end_others,
  security_session_ended,
  security_session_network,
  security_session_of,
  security_session_other,
  security_session_phone,
  security_session_started,
  security_session_tablet,
  security_session_this,
  security_session_used,
  security_sessions,
  security_sessions_ended,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatMoment } from '../lib/format.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { tellFailure } from '../lists/perform.ts'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/record.tsx'
import type { Column } from '../ui/table.tsx'
import { Table } from '../ui/table.tsx'
import { toast } from '../ui/toast.tsx'
import type { Security } from './security.page.tsx'

type Session = Security['sessions'][number]

const devices: Readonly<Record<Session['device'], () => string>> = {
  phone: security_session_phone,
  tablet: security_session_tablet,
  computer: security_session_computer,
  other: security_session_other,
}

const nameOf = ({ device, browser }: Session): string => [devices[device](), browser].filter(Boolean).join(', ')

/** Where somebody is signed in, and a way to end it. */
export const Sessions = (props: { sessions: readonly Session[] }) => {
  const end = createTrpcMutation(api.account.endSession, {
    onSuccess: () => toast(security_session_ended()),
    onError: tellFailure,
  })
  const endOthers = createTrpcMutation(api.account.endOtherSessions, {
    onSuccess: () => toast(security_sessions_ended()),
    onError: tellFailure,
  })
  const columns: Column<Session>[] = [
    {
      key: 'device',
      head: security_session_device(),
      names: true,
      slot: 'title',
      cell: (session) => (
        <>
          <span class="b">{nameOf(session)}</span>
          <Show when={session.isThis}>
            {' '}
            <span class="t3">({security_session_this()})</span>
          </Show>
        </>
      ),
    },
    { key: 'network', head: security_session_network(), slot: 'under', cell: ({ network }) => network ?? '' },
    {
      key: 'started',
      head: security_session_started(),
      cell: ({ startedAt }) => formatMoment(startedAt),
    },
    {
      key: 'used',
      head: security_session_used(),
      slot: 'state',
      says: true,
      cell: ({ usedAt }) => formatMoment(usedAt),
    },
    {
      key: 'end',
      head: security_session_end(),
      slot: 'next',
      cell: (session) => (
        <Show when={!session.isThis}>
          <Button onClick={() => end.mutate({ sessionId: session.id })}>
            {security_session_end()}
            <span class="vh">
              {security_session_of({ device: nameOf(session), date: formatMoment(session.startedAt) })}
            </span>
          </Button>
        </Show>
      ),
    },
  ]
  return (
    <Section
      title={security_sessions()}
      actions={
        <Show when={props.sessions.length > 1}>
          <Button onClick={() => endOthers.mutate(undefined)}>{security_session_end_others()}</Button>
        </Show>
      }
    >
      <div class="still">
        <Table label={security_sessions()} columns={columns} rows={props.sessions} rowKey={({ id }) => id} />
      </div>
    </Section>
  )
}
