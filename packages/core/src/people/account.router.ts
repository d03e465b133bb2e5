import { LockMode } from '@mikro-orm/core'
import { sql } from 'kysely'
import { z } from 'zod'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { hoursAfter, isPast } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { bareSession, router } from '../kernel/trpc.ts'
import { happened } from '../kernel/happened.ts'
import { Link } from '../links/link.entity.ts'
import { invited } from '../links/link.door.ts'
import { endSessions, findUserId, readSecurity, readSessions } from './account.queries.ts'
import { NewPassword, resetHours } from './password.rules.ts'
import { hashPassword } from './password.ts'
import { Person } from './person.entity.ts'
import { setPassword, userOf } from './user.ts'

/** The ways into somebody's own account, and the sessions that are open. */
export const accountRouter = router({
  /** Passkeys, second factor, password and sessions of whoever asks. */
  security: bareSession('read', 'orm').query(async ({ ctx: { call, actor } }) => {
    const userId = (await findUserId(call, actor.personId)) ?? refuseAbsent()
    const sessions = await readSessions(call, userId, actor.session?.id ?? null)
    return { ...(await readSecurity(call, userId)), sessions }
  }),

  /** Ends one session of one's own. Refuses with `NOT_FOUND` what is not one. */
  endSession: bareSession('write')
    .input(z.strictObject({ sessionId: z.uuid() }))
    .mutation(async ({ ctx: { call, actor }, input }) => {
      const userId = (await findUserId(call, actor.personId)) ?? refuseAbsent()
      if ((await endSessions(call, userId, { only: input.sessionId })) === 0) refuseAbsent()
      return { ended: 1 }
    }),

  /** Ends every session of one's own but this one. */
  endOtherSessions: bareSession('write').mutation(async ({ ctx: { call, actor } }) => {
    const userId = (await findUserId(call, actor.personId)) ?? refuseAbsent()
    return { ended: await endSessions(call, userId, { but: actor.session?.id ?? null }) }
  }),

  /** Whether a link for a new password is still good, and whose it is. Refuses with `NOT_FOUND`, `LINK_EXPIRED`. */
  resetting: invited('password')
    .input(z.strictObject({ link: z.string().max(200) }))
    .query(async ({ ctx }) => {
      await refuseLate(ctx)
      return { address: ctx.link.address }
    }),

  /**
   * A new password by the link of a letter: good once, for an hour. Ends every session, and signs nobody in. Refuses with
   * `NOT_FOUND`, `LINK_EXPIRED`, `INPUT_SHAPE` (12 to 128 characters).
   */
  setPassword: invited('password', 'write')
    .input(z.strictObject({ link: z.string().max(200), password: NewPassword }))
    .mutation(async ({ ctx, input }) => {
      const { call, link } = ctx
      await refuseLate(ctx)
      await useUp(call, link)
      const person = await call.em.findOneOrFail(Person, { id: link.subjectId })
      await setPassword(call, await userOf(call, person), await hashPassword(input.password))
      person.proveMail(call.now)
      happened(person, 'person.securityChanged', { change: 'password' })
      return { done: true }
    }),
})

/** Two who press at once are in a row: the second finds it used. Every other link for the same thing dies with it. */
const useUp = async (call: Call, { id, subjectId }: { id: string; subjectId: string }): Promise<void> => {
  const link = await call.em.findOneOrFail(Link, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE })
  if (link.revokedAt) refuseAbsent()
  await sql`
    update link set revoked_at = ${call.now} where purpose = 'password' and subject_id = ${subjectId} and revoked_at is null
  `.execute(call.em.getKysely())
}

const refuseLate = async ({ call, link }: { call: Call; link: { id: string } }): Promise<void> => {
  const { rows } = await sql<{ createdAt: string | Date }>`
    select created_at as "createdAt" from link where id = ${link.id}
  `.execute(call.em.getKysely())
  if (isPast(hoursAfter(new Date(rows[0]!.createdAt), resetHours), call.now)) refuse('conflict', 'LINK_EXPIRED')
}
