import { sql } from 'kysely'
import type { Reaction, Told } from '../kernel/dispatch.ts'
import { setTimer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { lockClaim } from '../claims/deciding.ts'
import { ConsentNotice, NoticeRecipient } from './notice.entity.ts'

/**
 * A receiving server took a notice (SMTP 250): the window starts with the first of them (CON-R1, I3), and never before.
 */
export const openWindow: Reaction = async (call: Call, event: Told): Promise<void> => {
  if (event.data.template !== 'association-notice') return
  const acceptedAt = new Date(String(event.data.acceptedAt))
  const recipient = await call.em.findOneOrFail(NoticeRecipient, { id: String(event.data.subjectId) })
  recipient.acceptedAt = acceptedAt
  const notice = await call.em.findOneOrFail(ConsentNotice, { id: recipient.noticeId })
  const claim = await lockClaim(call, notice.claimId)
  // Two notices accepted within the same second: the second reads what the first wrote while it waited for the lock.
  await call.em.refresh(notice)
  if (notice.windowStartsAt) return
  notice.windowStartsAt = acceptedAt
  claim.openWindow(acceptedAt, notice.snapshot.windowDays)
  if (claim.consentState === 'window_open') await setTimer(call, claim.id, 'claim.consentWindow', claim.consentDueAt!)
}

/** No mailbox could be reached: the partner must name another contact (T19). */
export const pauseWindow: Reaction = async (call: Call, event: Told): Promise<void> => {
  if (event.data.template !== 'association-notice') return
  const recipient = await call.em.findOneOrFail(NoticeRecipient, { id: String(event.data.subjectId) })
  const notice = await call.em.findOneOrFail(ConsentNotice, { id: recipient.noticeId })
  const { rows } = await sql<{ open: number }>`
    select count(*)::int as open from letter m join notice_recipient p on p.id = m.subject_id
    where p.notice_id = ${notice.id} and m.state not in ('failed', 'bounced')
  `.execute(call.em.getKysely())
  if (rows[0]!.open === 0) (await lockClaim(call, notice.claimId)).pause(call.now)
}
