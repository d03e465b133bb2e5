import type { About } from '@ofrecord/core/support/ticket.input.rules'
import type { AboutKind, TicketPath, TicketPriority } from '@ofrecord/core/support/ticket.rules'
import { aboutKinds } from '@ofrecord/core/support/ticket.rules'
import {
  support_field_body_error,
  support_field_path_error,
  support_field_subject_error,
} from '@ofrecord/messages/messages'

export interface Fields {
  path: TicketPath | ''
  priority: TicketPriority
  subject: string
  body: string
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What the address says the ticket is about: `merge:0190…`; anybody can write one, so it may be nothing. */
export const aboutIn = (typed: string | undefined): About | null => {
  const [kind, id] = (typed ?? '').split(':')
  const known = aboutKinds.find((one) => one === kind)
  return known && id !== undefined && uuid.test(id) ? { kind: known, id } : null
}

/** Where a ticket about a record most likely belongs. */
export const usualPath: Record<AboutKind, TicketPath> = {
  claim: 'incentives/claim',
  merge: 'membership/merger',
  rehearsal: 'membership/closing',
  location: 'membership/locations',
  order: 'orders/payment',
  reference: 'membership/references',
}

export const problemsOf = ({ path, subject, body }: Fields): Partial<Record<keyof Fields, string>> => ({
  ...(path === '' && { path: support_field_path_error() }),
  ...(subject.trim() === '' && { subject: support_field_subject_error() }),
  ...(body.trim() === '' && { body: support_field_body_error() }),
})
