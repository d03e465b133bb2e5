import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import { Person } from '../people/person.entity.ts'
import type { Claim } from './claim.entity.ts'
import { listFellows } from './colleague.queries.ts'
import { addComment } from './deciding.ts'
import type { Comment } from './parts.entity.ts'
import { paragraph } from '../kernel/text.rules.ts'

/** What is said of a claim; each side adds the audiences that it may speak to. */
export const Said = z.strictObject({
  claimId: z.uuid(),
  body: paragraph(4000).min(1),
  /** Whom the comment names with an @, by id. */
  mentions: z.array(z.uuid()).max(20).default([]),
})

/**
 * Says something about a claim and tells those who are mentioned (B.1.2). One mentions one's own side only, in a shared
 * comment too: neither side reads the other's list of people, and whoever answers for the other side reads it anyway.
 * Refuses with `MENTION_NOT_READER` when somebody of them may not open the claim.
 */
export const comment = async (
  call: Call,
  claim: Claim,
  said: { audience: Comment['audience']; body: string; mentions: readonly string[] },
): Promise<void> => {
  const mentions = [...new Set(said.mentions)]
  const fellows = mentions.length > 0 ? await listFellows(call, claim) : []
  if (!mentions.every((id) => fellows.some(({ personId }) => personId === id)))
    refuse('invalid', 'MENTION_NOT_READER', { field: 'mentions', rule: 'B.1.2' })
  const written = addComment(call, claim, said.audience, said.body)
  written.mentions = mentions
  if (mentions.length > 0) await tellMentions(call, written)
}

/**
 * An organisation may read the events of its claims, so that a remark among the vendor's staff was made is told of the
 * people it names instead: those events belong to the vendor alone.
 */
const tellMentions = async (call: Call, comment: Comment): Promise<void> => {
  if (comment.audience !== 'vendor_internal')
    return happened(comment, 'comment.mentioned', { people: [...comment.mentions] })
  // The rows are locked so that two events about one person take their places one after the other.
  const people = await call.em.find(
    Person,
    { id: { $in: comment.mentions } },
    { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } },
  )
  for (const person of people) happened(person, 'person.mentioned', { commentId: comment.id })
}
