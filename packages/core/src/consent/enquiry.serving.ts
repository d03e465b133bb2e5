import { LockMode } from '@mikro-orm/core'
import type { Claim } from '../claims/claim.entity.ts'
import { lockClaim } from '../claims/deciding.ts'
import { refuseExcludedReviewer } from '../claims/exclusion.queries.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'
import { deny } from './answering.ts'
import { Enquiry } from './enquiry.entity.ts'
import { ConsentNotice, NoticeRecipient } from './notice.entity.ts'
import { renewClaim } from './renewing.ts'

interface Noted {
  enquiryId: string
  note: string
}

/**
 * Sends whoever the notice went to a new letter with a new link: never to the address that was typed. The older links say
 * so and still take a no (L14). Refuses with `ENQUIRY_CLOSED`, and with `ENQUIRY_UNMATCHED` where no letter has the number.
 */
export const sendLetterAgain = async (call: Call, installation: Installation, enquiryId: string): Promise<void> => {
  const enquiry = await lockEnquiry(call, enquiryId)
  const { claim } = await lockMatched(call, enquiry)
  enquiry.close(call.actor as PersonActor, 'letter_sent', '', call.now)
  await renewClaim(call, installation, claim, { sendAt: call.now, rotation: null })
}

/**
 * Records the no of somebody who wrote without a link: the same verb as their own, with the desk as its way. `note` says
 * how they were checked. Everybody who was told gets the receipt. Refuses as {@link sendLetterAgain}, and with
 * `NOTICE_READ_ONLY` when nothing can be denied any more. Answers the receipt's code.
 */
export const recordNo = async (
  call: Call,
  installation: Installation,
  { enquiryId, note }: Noted,
): Promise<{ receipt: string }> => {
  const enquiry = await lockEnquiry(call, enquiryId)
  const { claim, notice } = await lockMatched(call, enquiry)
  const told = await call.em.find(NoticeRecipient, { noticeId: notice.id })
  const recipient = told.find(({ address }) => address.toLowerCase() === enquiry.address.toLowerCase()) ?? null
  enquiry.close(call.actor as PersonActor, 'no_recorded', note, call.now)
  const receipt = await deny(
    call,
    installation,
    { claim, notice, recipient, asker: enquiry.address },
    { reasons: ['other'], itemIds: undefined, comment: '', shareComment: false },
    { trap: enquiry.automationSuspected, ip: null, userAgent: null },
  )
  return { receipt }
}

/** Does nothing but say why. Refuses with `ENQUIRY_CLOSED`. */
export const dismissEnquiry = async (call: Call, { enquiryId, note }: Noted): Promise<void> => {
  const enquiry = await lockEnquiry(call, enquiryId)
  enquiry.close(call.actor as PersonActor, 'dismissed', note, call.now)
}

const lockEnquiry = async (call: Call, id: string): Promise<Enquiry> => {
  const enquiry = await call.em.findOne(Enquiry, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (!enquiry) return refuseAbsent()
  if (enquiry.closedAt) refuse('conflict', 'ENQUIRY_CLOSED', { rule: 'L15' })
  return enquiry
}

/** The claim of the letter whose number was typed, locked, with what its customer was told last. */
const lockMatched = async (call: Call, enquiry: Enquiry): Promise<{ claim: Claim; notice: ConsentNotice }> => {
  if (!enquiry.claimId) return refuse('conflict', 'ENQUIRY_UNMATCHED', { rule: 'L15' })
  const claim = await lockClaim(call, enquiry.claimId)
  await refuseExcludedReviewer(call, claim.organizationId)
  const [notice] = await call.em.find(ConsentNotice, { claimId: claim.id }, { orderBy: { sequence: 'desc' }, limit: 1 })
  return { claim, notice: notice! }
}
