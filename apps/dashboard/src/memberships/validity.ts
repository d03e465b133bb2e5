import { memberships_tax_valid_from, memberships_tax_valid_span } from '@ofrecord/messages/messages'
import { dayText } from '../people/days.ts'

/** From when to when a certificate holds. */
export const validityOf = ({ validFrom, validUntil }: { validFrom: string; validUntil: string | null }): string =>
  validUntil === null
    ? memberships_tax_valid_from({ from: dayText(validFrom) })
    : memberships_tax_valid_span({ from: dayText(validFrom), until: dayText(validUntil) })
