import type { Reaction } from '../kernel/dispatch.ts'
import { toPartner } from './claim.mail.ts'
import { Claim } from './claim.entity.ts'

/**
 * No mailbox of the customer takes the notice: the partner's contact is asked for another one (T19). That works once; a
 * second time they are told whom to write to. Nothing is written when it was answered meanwhile.
 */
export const noticeBouncedLetter: Reaction = async (call, event, installation) => {
  const claim = await call.em.findOneOrFail(Claim, { id: event.aggregateId })
  if (claim.consentState !== 'paused_bounced') return
  const letter = toPartner('claim-notice-bounced', () => ({
    bouncedAt: event.at.toISOString(),
    ...(claim.contactCorrectedAt && { again: true }),
  }))
  await letter(call, event, installation)
}
