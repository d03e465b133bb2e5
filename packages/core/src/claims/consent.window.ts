import type { AskMode } from '../customers/customer.rules.ts'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { daysAfter, isPast } from '../kernel/time.ts'
import type { Claim } from './claim.entity.ts'
import { close, flag, move } from './claim.moving.ts'

/** The customer's window of a claim: the days in which its answer, or its silence, decides (CON-R1). */
export const windowOf = (claim: Claim): ConsentWindow => new ConsentWindow(claim)

/** Its verbs; what it stands at is kept on the claim's row, so that lists read one table. */
class ConsentWindow {
  readonly #claim: Claim

  constructor(claim: Claim) {
    this.#claim = claim
  }

  /** Told: what silence will mean stays as the customer had set it then, also when it changes its mind later (C57). */
  tell(mode: AskMode): void {
    this.#claim.consentMode = mode
  }

  /** The notice was accepted by the receiving server: the customer's window runs from here (CON-R1). */
  open(acceptedAt: Date, windowDays: number): void {
    if (this.#claim.status !== 'approved' || this.#claim.consentState !== 'awaiting_delivery') return
    this.#claim.consentState = 'window_open'
    this.#claim.consentStartsAt = acceptedAt
    const dueAt = daysAfter(acceptedAt, windowDays)
    this.#claim.consentDueAt = dueAt
    this.#claim.changedAt = acceptedAt
    happened(this.#claim, 'claim.windowOpened', { consentDueAt: dueAt.toISOString() })
  }

  /** The letter that the window began with came back: no day of it counts (I3). */
  stop(now: Date): void {
    if (this.#claim.status !== 'approved' || this.#claim.consentState !== 'window_open') return
    this.#claim.consentState = 'awaiting_delivery'
    this.#claim.consentStartsAt = null
    this.#claim.consentDueAt = null
    this.#claim.changedAt = now
    happened(this.#claim, 'claim.windowStopped')
  }

  /** No mailbox of the customer takes the notice (T19): the window waits for another contact. */
  pause(now: Date): void {
    if (this.#claim.status !== 'approved' || this.#claim.consentState !== 'awaiting_delivery') return
    this.#claim.consentState = 'paused_bounced'
    flag(this.#claim, 'notice_bounced')
    this.#claim.changedAt = now
    happened(this.#claim, 'claim.noticeBounced')
  }

  /** Whether the customer's days are over: strictly after the due instant (CON-R2). */
  isOver(now: Date): boolean {
    return (
      this.#claim.consentState === 'window_open' &&
      this.#claim.consentDueAt != null &&
      isPast(this.#claim.consentDueAt, now)
    )
  }

  /**
   * Nobody said yes to a customer's question that only a yes answers (C57): it never starts. The effective time is the
   * due instant, whenever the job ran.
   */
  lapse(dueAt: Date): void {
    move(this.#claim, 'end', dueAt)
    this.#claim.consentState = 'lapsed_unanswered'
    close(this.#claim, dueAt, 'no_consent')
    happened(this.#claim, 'claim.ended', { reason: 'no_consent', why: null, effectiveAt: dueAt.toISOString() })
  }

  /** Every letter came back after the customer's days were over: what is in force stays, and a reviewer can see it. */
  noteLateBounce(): void {
    if (this.#claim.status !== 'approved' || this.#claim.flags.includes('notice_bounced')) return
    flag(this.#claim, 'notice_bounced')
    happened(this.#claim, 'claim.noticeBouncedLate')
  }

  /**
   * Names another contact after every notice came back (T19): once, without a new review. A new notice follows and with
   * it a whole new window.
   */
  correctContact(now: Date, personal: { email: string }): void {
    if (this.#claim.status !== 'approved' || this.#claim.consentState !== 'paused_bounced')
      refuse('conflict', 'CLAIM_NOT_EDITABLE', { rule: 'T19', params: { status: this.#claim.status } })
    if (this.#claim.contactCorrectedAt) refuse('conflict', 'CONTACT_CORRECTED_BEFORE', { rule: 'T19' })
    this.#claim.contactCorrectedAt = now
    this.#claim.consentState = 'awaiting_delivery'
    this.#claim.flags = this.#claim.flags.filter((flag) => flag !== 'notice_bounced')
    this.#claim.changedAt = now
    happened(this.#claim, 'claim.contactCorrected', { notice: true }, personal)
  }
}
