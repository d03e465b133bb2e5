import { sql } from 'kysely'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import { maskedAddress } from '../kernel/masked.rules.ts'
import type { Call } from '../kernel/transaction.ts'
import type { LetterState } from './letter.rules.ts'

interface DeliveryRow {
  id: string
  template: string
  state: LetterState
  recipient: string
  recipientKind: 'customer' | 'tenant_admin' | 'partner'
  queuedAt: string
  acceptedAt: string | null
  bouncedAt: string | null
  /** When its reader called it spam; never told to a partner. */
  complainedAt: string | null
  /** What the servers said, the newest line first; never told to a partner. */
  response: string | null
}

/** The receipts of an answer go to whoever gave it: a partner who saw them would learn who it was. */
const toldToPartner: ReadonlySet<string> = new Set([
  'association-notice',
  'association-reminder',
  'association-ended',
  'contact-correction',
])

/**
 * What was mailed about one claim and how far each letter got, oldest first. The vendor's staff read all of it. A partner
 * reads where letters to the customer went by their domain alone, `n••@orchardfoods.example`, without what a server said.
 */
export const readDeliveries = async (call: Call, side: 'partner' | 'vendor', claimId: string) => {
  const { rows } = await sql<DeliveryRow>`
    select m.id, m.template, m.state, m.recipient, coalesce(m.params ->> 'recipientKind', 'partner') as "recipientKind",
      m.created_at::text as "queuedAt", m.accepted_at::text as "acceptedAt", m.bounced_at::text as "bouncedAt",
      m.complained_at::text as "complainedAt", m.response
    from letter m where m.aggregate_id = ${claimId} order by m.created_at, m.recipient, m.id
  `.execute(call.em.getKysely())
  const shown = side === 'vendor' ? rows : rows.flatMap(shownToPartner)
  return shown.map((row) => ({
    ...row,
    queuedAt: isoOf(row.queuedAt),
    acceptedAt: isoOrNull(row.acceptedAt),
    bouncedAt: isoOrNull(row.bouncedAt),
    complainedAt: isoOrNull(row.complainedAt),
  }))
}

const shownToPartner = (row: DeliveryRow): DeliveryRow[] => {
  const shown = { ...row, complainedAt: null, response: null }
  if (row.recipientKind === 'partner') return [shown]
  return toldToPartner.has(row.template) ? [{ ...shown, recipient: maskedAddress(row.recipient) }] : []
}
