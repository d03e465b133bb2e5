import type { AboutKind } from '@ofrecord/core/support/ticket.rules'
import { support_request_assistance } from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { may, useMe } from '../lib/session.ts'
import { Icon } from '../ui/icon.tsx'
import { askAbout } from './paths.ts'

/** Leads to a ticket about this record, with its report attached (B.7.5, DIS-R4). */
export const RequestAssistance = (props: { kind: AboutKind; id: string }) => {
  const me = useMe()
  return (
    <Show when={may(me(), 'support.ask')}>
      <a class="btn" href={askAbout(props.kind, props.id)}>
        <Icon name="help" />
        {support_request_assistance()}
      </a>
    </Show>
  )
}
