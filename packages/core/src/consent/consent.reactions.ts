import type { Reaction, Told } from '../kernel/dispatch.ts'
import { setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { isConsentNotice } from '../letters/letter.rules.ts'
import type { Claim } from '../claims/claim.entity.ts'
import { windowOf } from '../claims/consent.window.ts'
import { lockClaim } from '../claims/deciding.ts'
import { setConsentReminders } from './reminding.ts'
import { ConsentNotice, NoticeRecipient } from './notice.entity.ts'

/**
 * A receiving server took a notice (SMTP 250): the window starts with the first of them (CON-R1, I3), and never before.
 */
export const openWindow: Reaction = async (call: Call, event: Told): Promise<void> => {
  if (!isConsentNotice(String(event.data.template))) return
  const acceptedAt = new Date(String(event.data.acceptedAt))
  const recipient = await call.em.findOneOrFail(NoticeRecipient, { id: String(event.data.subjectId) })
  recipient.acceptedAt = acceptedAt
  const notice = await call.em.findOneOrFail(ConsentNotice, { id: recipient.noticeId })
  const claim = await lockClaim(call, notice.claimId)
  // Two notices accepted within the same second: the second reads what the first wrote while it waited for the lock.
  await call.em.refresh(notice)
  if (!notice.windowStartsAt) await startWindow(call, claim, notice, acceptedAt)
}

/** The customer's days begin, with their end and the reminders before it. */
export const startWindow = async (call: Call, claim: Claim, notice: ConsentNotice, acceptedAt: Date): Promise<void> => {
  notice.windowStartsAt = acceptedAt
  windowOf(claim).open(acceptedAt, notice.snapshot.windowDays)
  if (claim.consentState !== 'window_open') return
  await setTimer(call, claim.id, 'claim.consentWindow', claim.consentDueAt!)
  await setConsentReminders(call, claim)
}
