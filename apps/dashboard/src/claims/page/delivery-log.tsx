import type { LetterState } from '@ofrecord/core/letters/letter.rules'
import {
  delivery_accepted,
  delivery_bounced,
  delivery_complained,
  delivery_failed,
  delivery_letter,
  delivery_queued,
  delivery_retry,
  delivery_sending,
  delivery_state,
  delivery_title,
  delivery_to,
  delivery_unknown,
  delivery_when,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { shownPerson } from '../../lib/erased.ts'
import { Section } from '../../ui/record.tsx'
import type { Look } from '../../ui/status.tsx'
import { looks, Status } from '../../ui/status.tsx'
import { Time } from '../../ui/time.tsx'
import type { ClaimPage, Delivery } from './claim.ts'
import { letterKind } from './letter.words.ts'

const states: Record<LetterState, { look: Look; word: () => string }> = {
  queued: { look: looks.dashed, word: delivery_queued },
  sending: { look: looks.quarter, word: delivery_sending },
  retry: { look: looks.half, word: delivery_retry },
  accepted: { look: looks.inForce, word: delivery_accepted },
  failed: { look: looks.refused, word: delivery_failed },
  unknown: { look: looks.threeQuarters, word: delivery_unknown },
  bounced: { look: looks.refused, word: delivery_bounced },
}

const ofCustomer = ({ deliveries }: ClaimPage): readonly Delivery[] =>
  deliveries.filter(({ recipientKind }) => recipientKind !== 'partner').toReversed()

/** Which letters went to the customer and how far each got, newest first; nothing while none was written. */
export const DeliveryLog = (props: { claim: ClaimPage }) => {
  const letters = () => ofCustomer(props.claim)
  return (
    <Show when={letters().length > 0}>
      <Section title={delivery_title()} detail={letters().length}>
        <table class="tbl still mt-2" role="table" aria-label={delivery_title()} data-narrow="labels">
          <thead role="rowgroup">
            <tr role="row">
              <For each={[delivery_letter(), delivery_to(), delivery_state(), delivery_when()]}>
                {(head) => (
                  <th role="columnheader" scope="col">
                    {head}
                  </th>
                )}
              </For>
            </tr>
          </thead>
          <tbody role="rowgroup">
            <For each={letters()}>{(letter) => <LetterRow letter={letter} />}</For>
          </tbody>
        </table>
      </Section>
    </Show>
  )
}

/** What the servers said is there for the vendor's staff alone. */
const LetterRow = (props: { letter: Delivery }) => {
  const state = () => states[props.letter.state]
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        {letterKind(props.letter)}
      </th>
      <td role="cell" data-h={delivery_to()}>
        <span class="domain">{shownPerson(props.letter.recipient)}</span>
      </td>
      <td role="cell" data-h={delivery_state()}>
        <Status look={state().look}>{state().word()}</Status>
        <Show when={props.letter.complainedAt}>
          <div class="sm you">{delivery_complained()}</div>
        </Show>
        <Show when={props.letter.response}>
          {(response) => <div class="mono cap t3 whitespace-pre-line">{response()}</div>}
        </Show>
      </td>
      <td role="cell" data-h={delivery_when()}>
        <Time at={props.letter.bouncedAt ?? props.letter.acceptedAt ?? props.letter.queuedAt} form="stamp" />
      </td>
    </tr>
  )
}
