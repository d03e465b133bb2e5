import { sql } from 'kysely'
import { Claim } from '../claims/claim.entity.ts'
import { windowOf } from '../claims/consent.window.ts'
import { lockClaim } from '../claims/deciding.ts'
import type { Reaction } from '../kernel/dispatch.ts'
import { Timer } from '../kernel/timer.entity.ts'
import type { Call } from '../kernel/transaction.ts'
import { isConsentNotice, isLegalNotice } from '../letters/letter.rules.ts'
import { startWindow } from './consent.reactions.ts'
import { ConsentNotice, NoticeRecipient } from './notice.entity.ts'

/**
 * A notice was refused for good, or came back after it was taken: its mailbox was not told, and the window of the claim
 * follows (T19, I3).
 */
export const followReturn: Reaction = async (call, event) => {
  if (!isConsentNotice(String(event.data.template))) return
  const recipient = await call.em.findOneOrFail(NoticeRecipient, { id: String(event.data.subjectId) })
  recipient.acceptedAt = null
  const { claimId } = await call.em.findOneOrFail(ConsentNotice, { id: recipient.noticeId })
  await followDelivery(call, await lockClaim(call, claimId))
}

/** A reader at the customer called a letter spam: for the reviewer to know; what the customer decides is untouched. */
export const noteComplaint: Reaction = async (call, event) => {
  const template = String(event.data.template)
  if (!isLegalNotice(template)) return
  const claim = await call.em.findOne(Claim, { id: String(event.data.aboutId) })
  if (claim) (await lockClaim(call, claim.id)).noteComplaint(template)
}

interface Delivery {
  letters: number
  /** Letters of which it is not known yet whether they arrive. */
  open: number
  /** When the first mailbox took it that has not given it back; null: none has. */
  since: Date | string | null
}

/**
 * Brings a claim's window in line with what became of the letters of its newest notice: it runs from the first that was
 * taken and not given back (CON-R1). With none left it stops, and when none can arrive any more the claim waits for
 * another contact (T19). After the window it is only flagged; a no stands whatever comes back.
 */
export const followDelivery = async (call: Call, claim: Claim): Promise<void> => {
  const [notice] = await call.em.find(ConsentNotice, { claimId: claim.id }, { orderBy: { sequence: 'desc' }, limit: 1 })
  if (!notice || claim.status !== 'approved') return
  const { letters, open, since } = await readDelivery(call, notice)
  if (letters === 0) return
  const isUnreachable = since === null && open === 0
  if (claim.consentState === 'window_open' && isLost(since, notice.windowStartsAt)) {
    notice.windowStartsAt = null
    windowOf(claim).stop(call.now)
    await cancelTimers(call, claim)
    if (since) await startWindow(call, claim, notice, new Date(since))
  }
  if (isUnreachable && claim.consentState === 'awaiting_delivery') windowOf(claim).pause(call.now)
  if (isUnreachable && claim.activatedAt) windowOf(claim).noteLateBounce()
}

/**
 * Whether the letter that a window began with came back. One that was taken a moment before it, and heard of after it,
 * takes nothing back: the customer keeps the later end.
 */
const isLost = (since: Date | string | null, startsAt: Date | null | undefined): boolean =>
  since === null || (startsAt != null && new Date(since) > startsAt)

const readDelivery = async (call: Call, notice: ConsentNotice): Promise<Delivery> => {
  const { rows } = await sql<Delivery>`
    select count(*)::int as letters, min(m.accepted_at) filter (where m.state = 'accepted') as since,
      count(*) filter (where m.state not in ('accepted', 'failed', 'bounced'))::int as open
    from letter m join notice_recipient p on p.id = m.subject_id where p.notice_id = ${notice.id}
  `.execute(call.em.getKysely())
  return rows[0]!
}

/** The end of the window, and the reminders of it. */
const cancelTimers = async (call: Call, claim: Claim): Promise<void> => {
  const waiting = { aggregateId: claim.id, kind: { $like: 'claim.consent%' }, firedAt: null, cancelledAt: null }
  await call.em.nativeUpdate(Timer, waiting, { cancelledAt: call.now })
}
