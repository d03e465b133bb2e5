import { sql } from 'kysely'
import { readPolicy } from '../catalogue/policy.queries.ts'
import type { Claim } from '../claims/claim.entity.ts'
import { lockClaim } from '../claims/deciding.ts'
import type { AskMode } from '../customers/customer.rules.ts'
import type { Reaction } from '../kernel/dispatch.ts'
import { happened } from '../kernel/happened.ts'
import { daysAfter, isPast } from '../kernel/time.ts'
import { setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { writeLetter } from '../letters/letter.entity.ts'
import { linkPlaceholder } from '../links/placeholder.ts'
import { reminderDays } from './consent.rules.ts'
import type { NoticeSnapshot } from './consent.rules.ts'
import { customerParams } from './notifying.ts'

/** On which days of its window the contact of a claim is reminded; by silence only where the vendor switched it on. */
const daysOf = ({ consentMode }: { consentMode: AskMode }): readonly number[] => reminderDays[consentMode]

/** With the window its reminders begin to count (B.2.1, C57); of a window that is shorter only those that lie in it. */
export const setConsentReminders = async (call: Call, claim: Claim): Promise<void> => {
  const { consentReminder } = await readPolicy(call, claim.vendorId)
  if (claim.consentMode !== 'opt_in' && !consentReminder) return
  for (const day of daysOf(claim)) {
    const at = daysAfter(claim.consentStartsAt!, day)
    if (at < claim.consentDueAt!) await setTimer(call, claim.id, `claim.consentReminder${day}`, at)
  }
}

/**
 * One reminder, unless it is of no use: somebody answered, or the run is so late that the next one is due already or the
 * time is over. After an absence the contact gets one letter, not two (GEN-R3).
 */
export const remindContact = async (call: Call, claimId: string, day: number): Promise<void> => {
  const claim = await lockClaim(call, claimId)
  const { status, consentState, consentStartsAt, consentDueAt } = claim
  if (status !== 'approved' || consentState !== 'window_open' || !consentStartsAt || !consentDueAt) return
  const next = daysOf(claim).find((each) => each > day)
  if (isPast(next === undefined ? consentDueAt : daysAfter(consentStartsAt, next), call.now)) return
  happened(claim, 'claim.contactReminded', { day, dueAt: consentDueAt.toISOString() })
}

interface Contact {
  kind: 'customer'
  address: string
  name: string
  locale: string
  linkId: string
  snapshot: NoticeSnapshot
  codePhrase: string | null
  noticedAt: string
}

/** To the contact alone, with the link it has already (B.2.1). */
export const sendReminder: Reaction = async (call, event, installation) => {
  const { rows } = await sql<Contact>`
    select p.kind, p.address, p.name, p.locale, p.link_id as "linkId", n.snapshot, t.code_phrase as "codePhrase",
      n.created_at::text as "noticedAt"
    from consent_notice n join notice_recipient p on p.notice_id = n.id and p.kind = 'customer' and p.accepted_at is not null
      and not exists (select from letter m where m.subject_id = p.id and m.complained_at is not null)
      join claim c on c.id = n.claim_id join customer_tenant t on t.id = c.customer_tenant_id
    where n.claim_id = ${event.aggregateId} and c.status = 'approved' and c.consent_state = 'window_open'
    order by n.sequence desc limit 1
  `.execute(call.em.getKysely())
  // Answered while the letter waited to be written, or only administrators could be reached, or the notice was called spam.
  const [contact] = rows
  if (!contact) return
  const { snapshot } = contact
  writeLetter(call, {
    vendorId: event.vendorId,
    organizationId: event.organizationId,
    eventId: event.id,
    aggregateId: event.aggregateId,
    template: 'association-reminder',
    recipient: contact.address,
    recipientName: contact.name,
    locale: contact.locale,
    params: {
      ...customerParams(installation, snapshot, contact, contact.codePhrase),
      sentAt: call.now.toISOString(),
      noticedAt: new Date(contact.noticedAt).toISOString(),
      dueAt: String(event.data.dueAt),
      ...(snapshot.consentMode === 'opt_in' && { onlyYes: true }),
      noticeUrl: `${installation.consentUrl}/n/${linkPlaceholder(contact.linkId)}`,
      askUrl: `${installation.consentUrl}/ask`,
    },
  })
}
