import type { Reaction } from '../kernel/dispatch.ts'
import type { Call } from '../kernel/transaction.ts'
import { Letter } from '../letters/letter.entity.ts'
import { isOptional } from '../letters/letter.rules.ts'
import { Digest } from './digest.entity.ts'
import type { DigestChoiceWay } from './digest.rules.ts'

/** None comes any more, and what waits is held. */
export const stopDigests = async (call: Call, digest: Digest, by: DigestChoiceWay): Promise<void> => {
  digest.choose('off', null, call.now, by)
  await withdrawDigests(call, digest)
}

/** Holds the digests of somebody that have not left yet. */
const withdrawDigests = async (call: Call, digest: Digest): Promise<void> => {
  const waiting = await call.em.find(Letter, { aggregateId: digest.id, state: { $in: ['queued', 'retry'] } })
  for (const letter of waiting) letter.withdraw()
}

/** A role ended: what a digest that still waits says may not be for its reader any more. The next one is read anew. */
const withdrawOnEnd: Reaction = async (call, event) => {
  const digest = await call.em.findOne(Digest, { personId: String(event.data.personId) })
  if (digest) await withdrawDigests(call, digest)
}

/** Who calls a digest spam wants none. */
const stopOnComplaint: Reaction = async (call, event) => {
  if (!isOptional(String(event.data.template))) return
  const digest = await call.em.findOne(Digest, { id: String(event.data.aboutId) })
  if (digest) await stopDigests(call, digest, 'complaint')
}

export const digestReactions: Readonly<Record<string, Reaction>> = {
  'affiliation.ended': withdrawOnEnd,
  'affiliation.roleRevoked': withdrawOnEnd,
  'letter.complained': stopOnComplaint,
}
