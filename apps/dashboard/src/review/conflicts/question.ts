import type { inferRouterOutputs } from '@trpc/server'
import {
  clarify_says,
  clarify_says_neither,
  clarify_status_answered,
  clarify_status_escalated,
  clarify_status_moot,
  clarify_status_nobody,
  clarify_status_open,
  clarify_status_vendor,
} from '@ofrecord/messages/messages'
import { createEffect, createSignal } from 'solid-js'
import { api } from '../../lib/api.ts'
import type { AppRouter } from '../../lib/app-router.ts'
import { answerOf, createTrpcQuery } from '../../lib/query.ts'
import type { Look } from '../../ui/status.tsx'
import { looks } from '../../ui/status.tsx'
import type { ConflictPage } from './conflict.ts'

/** What a customer was asked about two partners, and what it answered (CNF-R4). */
export type Question = NonNullable<inferRouterOutputs<AppRouter>['clarifications']['ofConflict']>

const lookAgain = 2000

/** The question of a conflict. Its letters are written a moment after the button, so it is looked for until it is there. */
export const createQuestion = (conflict: () => ConflictPage): (() => Question | undefined) => {
  const [isThere, setThere] = createSignal(false)
  const found = createTrpcQuery(
    api.clarifications.ofConflict,
    () => ({ conflictId: conflict().id }),
    () => ({ enabled: conflict().customerAskedAt !== null, every: isThere() ? false : lookAgain }),
  )
  const question = () => answerOf(found) ?? undefined
  createEffect(() => setThere(question() !== undefined || conflict().status === 'decided'))
  return question
}

/** How it stands: look and words. */
export const questionStatus = ({ status, recipients }: Question): { look: Look; word: string } => {
  switch (status) {
    case 'open':
      return { look: looks.threeQuarters, word: clarify_status_open() }
    case 'answered':
      return { look: looks.inForce, word: clarify_status_answered() }
    case 'escalated':
      return { look: looks.yours, word: recipients.length > 0 ? clarify_status_escalated() : clarify_status_nobody() }
    case 'decided_by_vendor':
      return { look: looks.ended, word: clarify_status_vendor() }
    case 'moot':
      return { look: looks.ended, word: clarify_status_moot() }
  }
}

/** What the customer said, in a sentence. */
export const answerText = ({ answerName }: Question): string =>
  answerName === null ? clarify_says_neither() : clarify_says({ partner: answerName })
