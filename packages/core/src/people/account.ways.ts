import type { MikroORM } from '@mikro-orm/postgresql'
import type { HeldSession, PersonActor } from '../kernel/actor.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { inReading } from '../kernel/transaction.ts'
import { findUserId, readSecurity } from './account.queries.ts'

/**
 * Whoever has a place at the vendor's desk, for whichever of their places they act, changes the ways into their account
 * only in a session that a second factor opened, once there is one: else their password alone, or their mailbox, would
 * add a passkey of somebody else's and be let in with that. Refuses with `SECOND_FACTOR_REQUIRED`.
 */
export const refuseWeakSession = async (orm: MikroORM, actor: PersonActor): Promise<void> => {
  const { places, session, personId } = actor
  if (!session || !isWeak(session) || places.every(({ id }) => id !== null)) return
  const { secondFactor, passkeys } = await inReading(orm, actor, async (call) =>
    readSecurity(call, (await findUserId(call, personId)) ?? refuseAbsent()),
  )
  if (secondFactor || passkeys.length > 0) refuse('forbidden', 'SECOND_FACTOR_REQUIRED')
}

const isWeak = ({ method, needsFactor }: HeldSession): boolean =>
  needsFactor || method === 'password' || method === 'sso'
