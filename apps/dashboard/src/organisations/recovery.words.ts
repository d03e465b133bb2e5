import {
  hierarchy_recovery_asked,
  hierarchy_recovery_asked_own,
  hierarchy_recovery_proven,
  hierarchy_recovery_proven_own,
} from '@ofrecord/messages/messages'
import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '../lib/app-router.ts'
import { formatMoment } from '../lib/format.ts'

export type Recovery = inferRouterOutputs<AppRouter>['people']['recovery']['list']['rows'][number]

export const isRunning = ({ state }: Recovery): boolean => state === 'asked' || state === 'proven'

/** Who becomes the administrator, and when, in a sentence to them or to the others. */
export const recoverySentence = ({ isOwn, askedBy: name, organisationName: organisation, dueAt }: Recovery): string => {
  if (dueAt === null)
    return isOwn ? hierarchy_recovery_asked_own({ organisation }) : hierarchy_recovery_asked({ name, organisation })
  const when = formatMoment(dueAt)
  return isOwn
    ? hierarchy_recovery_proven_own({ organisation, when })
    : hierarchy_recovery_proven({ name, organisation, when })
}
