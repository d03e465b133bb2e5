import type { Reaction } from '../kernel/dispatch.ts'
import { refuse, refuseProblems } from '../kernel/errors.ts'
import { asApplication } from '../kernel/fence.ts'
import type { Installation } from '../kernel/installation.ts'
import { Letter } from '../letters/letter.entity.ts'
import { Link } from '../links/link.entity.ts'
import { problemsNow } from './drafting.ts'
import type { Asking } from './finding.ts'
import { lockReference, ownReference } from './finding.ts'
import { issueLinks, post } from './sending.ts'

/** Letters without which nobody at the customer was asked. */
const requests: ReadonlySet<string> = new Set(['reference-confirmation', 'reference-reminder'])

/** A request was refused for good, or came back: the partner is told once, unless it was answered or sent again since. */
const noteReturn: Reaction = async (call, event) => {
  if (!requests.has(String(event.data.template))) return
  const letter = await call.em.findOneOrFail(Letter, { id: event.aggregateId })
  const reference = await lockReference(call, letter.aggregateId)
  if (reference?.state !== 'awaiting_customer' || reference.returnedAt) return
  if (letter.createdAt >= reference.lastSentAt! && isSame(letter.recipient, reference.contactEmail))
    reference.noteReturn(event.at)
}

const isSame = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase()

/**
 * Asks at another address, with links of its own and the whole time anew: the letter before reached nobody, so there is
 * nothing to wait for (REF-R6). Refuses with `ILLEGAL_TRANSITION` while no letter came back, and with what is wrong with
 * the address: `REFERENCE_OWN_DOMAIN` (REF-R3), `REFERENCE_REJECTED_RECENTLY` (REF-R8).
 */
export const correctAddress = async (
  asking: Asking,
  { keys }: Installation,
  { referenceId, contactEmail, version }: { referenceId: string; contactEmail: string; version: number },
): Promise<void> => {
  const { call } = asking
  const { reference } = await ownReference(asking, referenceId, version)
  if (reference.state !== 'awaiting_customer' || !reference.returnedAt)
    refuse('conflict', 'ILLEGAL_TRANSITION', {
      rule: 'STM-R1',
      params: { from: reference.state, verb: 'correctAddress' },
    })
  reference.correctAddress(contactEmail)
  refuseProblems((await problemsNow(call, reference)).filter(({ field }) => field === 'contactEmail'))
  await asApplication(call, 'references', async (inner) => {
    for (const link of await inner.em.find(Link, { subjectId: reference.id, revokedAt: null }))
      link.revokedAt = inner.now
    issueLinks(inner, keys.link, reference)
  })
  await post(call, reference)
}

/** What this room does when a letter came back. */
export const returns: Readonly<Record<string, Reaction>> = {
  'letter.failed': noteReturn,
  'letter.bounced': noteReturn,
}
