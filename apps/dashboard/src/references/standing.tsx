import {
  references_else_approved,
  references_else_assigned,
  references_else_awaiting,
  references_else_draft,
  references_else_final,
  references_else_lapsed,
  references_else_rejected,
  references_else_returned,
  references_until_none,
  references_who_approved,
  references_who_assigned,
  references_who_awaiting,
  references_who_draft,
  references_who_lapsed,
  references_who_nobody,
  references_who_returned,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { shownPerson } from '../lib/erased.ts'
import { StandingBox } from '../ui/record.tsx'
import { Time } from '../ui/time.tsx'
import type { ReferenceDetail } from './answers.ts'

interface Words {
  who: string
  until: string | null
  otherwise: string
}

/** Who acts, until when, and what happens on silence. */
const wordsOf = ({ state, fields, dueAt, expiresAt, returnedAt }: ReferenceDetail): Words => {
  const { company } = fields
  if (state === 'awaiting_customer' && returnedAt)
    return { who: references_who_returned(), until: dueAt, otherwise: references_else_returned({ company }) }
  switch (state) {
    case 'draft':
      return { who: references_who_draft(), until: null, otherwise: references_else_draft() }
    case 'awaiting_customer':
      return {
        who: references_who_awaiting({ contact: shownPerson(fields.contactName), company: fields.company }),
        until: dueAt,
        otherwise: references_else_awaiting(),
      }
    case 'approved':
      return { who: references_who_approved(), until: expiresAt, otherwise: references_else_approved() }
    case 'assigned':
      return { who: references_who_assigned(), until: expiresAt, otherwise: references_else_assigned() }
    case 'lapsed':
      return { who: references_who_lapsed(), until: null, otherwise: references_else_lapsed() }
    case 'rejected':
      return { who: references_who_nobody(), until: null, otherwise: references_else_rejected() }
    case 'cancelled':
    case 'expired':
    case 'revoked':
      return { who: references_who_nobody(), until: null, otherwise: references_else_final() }
  }
}

/** Every state is a sentence (B.5.2). */
export const ReferenceStanding = (props: { reference: ReferenceDetail }) => {
  const words = () => wordsOf(props.reference)
  return (
    <StandingBox
      who={words().who}
      until={
        <Show when={words().until} fallback={references_until_none()}>
          {(at) => (
            <>
              <Time at={at()} />{' '}
              <span class="t3">
                <Time at={at()} form="left" />
              </span>
            </>
          )}
        </Show>
      }
      otherwise={words().otherwise}
    />
  )
}
