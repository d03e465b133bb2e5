import { readPolicy } from '../catalogue/policy.queries.ts'
import { refuse, refuseProblems } from '../kernel/errors.ts'
import { asApplication } from '../kernel/fence.ts'
import type { Installation } from '../kernel/installation.ts'
import { next } from '../kernel/moves.ts'
import { daysAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { issueLink, Link, renewLink } from '../links/link.entity.ts'
import { Location } from '../organisations/location.entity.ts'
import { problemsNow } from './drafting.ts'
import type { Asking } from './finding.ts'
import { ownReference } from './finding.ts'
import type { CustomerReference } from './reference.entity.ts'
import type { ReferenceState, ReferenceVerb } from './reference.rules.ts'
import { decideResend, referenceMoves } from './reference.rules.ts'
import { cancelAnswerTimers, setAnswerTimers } from './reference.timers.ts'

/**
 * Asks the contact to confirm (B.5.2). Refuses with the first thing that is wrong with the draft: `REFERENCE_INCOMPLETE`,
 * `REFERENCE_OWN_DOMAIN`, `REFERENCE_PROJECT_TOO_OLD`, `REFERENCE_PROJECT_NOT_ENDED`, `REFERENCE_REJECTED_RECENTLY` and
 * the others; warnings, such as a duplicate, block nothing (REF-R3).
 */
export const sendReference = async (
  asking: Asking,
  installation: Installation,
  referenceId: string,
  version: number,
): Promise<void> => {
  const { call } = asking
  const { reference } = await ownReference(asking, referenceId, version)
  refuseUnlessMoves(reference, 'send')
  refuseProblems(await problemsNow(call, reference))
  await refuseClosedLocation(call, reference)
  await asApplication(call, 'references', async (inner) => issueLinks(inner, installation.keys.link, reference))
  await post(call, reference)
}

/** The contact's two: to answer, and to take a yes back. */
export const issueLinks = (call: Call, key: Uint8Array, reference: CustomerReference): void => {
  const { id: subjectId, vendorId, contactEmail: address } = reference
  for (const purpose of ['reference', 'reference_withdraw'] as const)
    issueLink(call, key, { vendorId, purpose, subjectId, address })
}

/**
 * Sends the request once more, with a link of its own: the one before opens nothing any more (REF-R6). Refuses with
 * `REFERENCE_RESEND_TOO_SOON` within seven days, and with `ILLEGAL_TRANSITION` what was answered or cancelled.
 */
export const resendReference = async (
  asking: Asking,
  installation: Installation,
  referenceId: string,
): Promise<void> => {
  const { call } = asking
  const { reference } = await ownReference(asking, referenceId)
  refuseUnlessMoves(reference, 'resend')
  const { referenceResendAfterDays } = await readPolicy(call, reference.vendorId)
  decideResend(reference.lastSentAt!, referenceResendAfterDays, call.now)
  await asApplication(call, 'references', async ({ em }) => {
    const link = await em.findOneOrFail(Link, { subjectId: reference.id, purpose: 'reference', revokedAt: null })
    renewLink(installation.keys.link, link)
  })
  await post(call, reference)
}

/** Stops asking: the link is dead. Refuses with `ILLEGAL_TRANSITION` what was answered. */
export const cancelReference = async (asking: Asking, referenceId: string): Promise<void> => {
  const { call } = asking
  const { reference } = await ownReference(asking, referenceId)
  reference.cancel(call.now)
  await cancelAnswerTimers(call, reference.id)
  await asApplication(call, 'references', async ({ em, now }) => {
    for (const link of await em.find(Link, { subjectId: reference.id, revokedAt: null })) link.revokedAt = now
  })
}

/** The letter goes out, and there is as much time to answer as at first. */
export const post = async (call: Call, reference: CustomerReference): Promise<void> => {
  const { referenceRequestDays } = await readPolicy(call, reference.vendorId)
  reference.send(call.now, daysAfter(call.now, referenceRequestDays))
  await setAnswerTimers(call, reference)
}

const refuseUnlessMoves = ({ state }: CustomerReference, verb: ReferenceVerb): void => {
  next<ReferenceState, ReferenceVerb>(referenceMoves, state, verb)
}

const refuseClosedLocation = async (call: Call, { locationId }: CustomerReference): Promise<void> => {
  const location = await call.em.findOneOrFail(Location, { id: locationId })
  if (location.leftAt) refuse('invalid', 'REFERENCE_LOCATION_LEFT', { field: 'locationId', rule: 'REF-R2' })
}
