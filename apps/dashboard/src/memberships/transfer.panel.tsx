import {
  memberships_transfer_account,
  memberships_transfer_amount,
  memberships_transfer_announced,
  memberships_transfer_copied,
  memberships_transfer_copy,
  memberships_transfer_due,
  memberships_transfer_in_force,
  memberships_transfer_lead,
  memberships_transfer_no_account,
  memberships_transfer_reference,
  memberships_transfer_reference_note,
  memberships_transfer_short,
  memberships_transfer_title,
  memberships_transfer_unmatched,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { formatDate } from '../lib/format.ts'
import { useMe } from '../lib/session.ts'
import { dayText } from '../people/days.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import type { FeeOrder } from './answers.ts'
import { formatMoney } from './money.ts'
import { missingOf } from './order.standing.ts'
import { TransferForm } from './transfer.form.tsx'

/** What the transfer has to say and where it goes; then what the partner says of it, and its proof (MEM-R5). */
export const TransferPanel = (props: { order: FeeOrder }) => {
  const me = useMe()
  const money = (minor: number): string => formatMoney(minor, props.order.currency)
  const due = () => props.order.topUpDueAt ?? props.order.dueAt
  return (
    <Section title={memberships_transfer_title()} first>
      <div class="mt-3 mb-6 max-w-160">
        <div class="notes">
          <Show when={props.order.paymentState === 'short'}>
            <Note tone="act">
              {memberships_transfer_short({
                arrived: money(props.order.receivedMinor),
                missing: money(missingOf(props.order)),
                date: due() ? formatDate(due() ?? '') : '',
              })}
            </Note>
          </Show>
          <Show when={props.order.paymentState === 'unmatched'}>
            <Note tone="act">{memberships_transfer_unmatched({ vendor: me().vendor.name })}</Note>
          </Show>
        </div>
        <p class="t2 mb-3">{memberships_transfer_lead()}</p>
        <dl class="pay-to">
          <dt>{memberships_transfer_amount()}</dt>
          <dd class="b num">{money(missingOf(props.order))}</dd>
          <dt>{memberships_transfer_reference()}</dt>
          <dd>
            <span class="mono b">{props.order.reference}</span>{' '}
            <CopyButton
              look="quiet"
              text={props.order.reference}
              label={memberships_transfer_copy()}
              copied={memberships_transfer_copied()}
            />
            <span class="t3 sm">{memberships_transfer_reference_note()}</span>
          </dd>
          <dt>{memberships_transfer_account()}</dt>
          <dd class="lines">
            {props.order.bankAccount ?? memberships_transfer_no_account({ vendor: me().vendor.name })}
          </dd>
          <Show when={due()}>
            {(at) => (
              <>
                <dt>{memberships_transfer_due()}</dt>
                <dd>{formatDate(at())}</dd>
              </>
            )}
          </Show>
        </dl>
        <p class="t3 sm mb-6">{memberships_transfer_in_force()}</p>
        <Show when={props.order.announced}>
          {(said) => (
            <p class="t2 sm mb-3">
              {memberships_transfer_announced({
                amount: money(said().amountMinor),
                date: dayText(said().sentOn),
                reference: said().reference,
              })}
            </p>
          )}
        </Show>
        <TransferForm order={props.order} />
      </div>
    </Section>
  )
}
