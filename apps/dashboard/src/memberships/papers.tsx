import {
  memberships_invoice_of,
  memberships_invoice_soon,
  memberships_item_for,
  memberships_item_renewal,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { locale } from '../lib/locale.ts'
import { Icon } from '../ui/icon.tsx'
import type { OrderRow } from './answers.ts'
import { offerWords } from './words.ts'

/** Where the paper of an issued invoice or credit note is. */
export const paperAddress = (invoiceId: string): string => `/invoices/${invoiceId}.pdf?language=${locale()}`

/** What was bought: `Silver membership for Data Platform, renewal`. */
export const itemName = (of: Pick<OrderRow, 'offer' | 'competencyName' | 'renewal'>): string => {
  const offer = offerWords[of.offer].word()
  const item = of.competencyName ? memberships_item_for({ offer, competency: of.competencyName }) : offer
  return of.renewal ? memberships_item_renewal({ item }) : item
}

/** The invoice of an order: its paper, or that it comes; nothing where there is none. */
export const InvoiceLink = (props: { of: Pick<OrderRow, 'invoiceId' | 'invoiceNumber' | 'number'> }) => (
  <Show when={props.of.invoiceId}>
    {(id) => (
      <Show when={props.of.invoiceNumber} fallback={<span class="t3">{memberships_invoice_soon()}</span>}>
        {(number) => (
          <a class="paper" href={paperAddress(id())} download="">
            <Icon name="download" />
            <span class="num">{number()}</span>{' '}
            <span class="vh">{memberships_invoice_of({ order: props.of.number })}</span>
          </a>
        )}
      </Show>
    )}
  </Show>
)
