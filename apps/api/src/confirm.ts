import type { PersonActor } from '@ofrecord/core/kernel/actor'
import { refuse } from '@ofrecord/core/kernel/errors'
import { inReading } from '@ofrecord/core/kernel/transaction'
import { findUserId, readSecurity } from '@ofrecord/core/people/account.queries'
import type { Identity } from '@ofrecord/core/people/identity'
import { stampSession, useOnce } from '@ofrecord/core/people/session.marks'
import type { Visit } from './relay.ts'

/**
 * Somebody who is signed in shows once more who they are, with the password and, where there is a second step, its code.
 * With a passkey or the company's server they sign in anew instead. Refuses with `CONFIRMATION_WRONG`, whichever was.
 */
export const confirm = async (
  identity: Identity,
  c: Visit,
  { personId, session }: PersonActor,
  { password, code = '' }: { password: string; code?: string | undefined },
): Promise<Response> => {
  const { orm, actor } = c.var.call
  if (!session) return refuse('unauthenticated', 'SIGN_IN_REQUIRED')
  const known = await inReading(orm, actor, async (call) => {
    const userId = await findUserId(call, personId)
    return userId ? { userId, ...(await readSecurity(call, userId)) } : undefined
  })
  const { headers } = c.req.raw
  try {
    await identity.api.verifyPassword({ body: { password }, headers })
    if (known?.secondFactor) {
      await identity.api.verifyTOTP({ body: { code }, headers })
      await useOnce(orm, known.userId, code)
    }
  } catch {
    return refuse('invalid', 'CONFIRMATION_WRONG', { field: 'password' })
  }
  await stampSession(orm, session.id)
  return c.json({ confirmed: true })
}
