import type { MikroORM } from '@mikro-orm/postgresql'
import { system } from '../kernel/actor.ts'
import { happened } from '../kernel/happened.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { Person } from './person.entity.ts'

/** A change to the ways into somebody's account, of which a letter tells them. */
export type SecurityChange =
  | 'password'
  | 'passkey_added'
  | 'passkey_removed'
  | 'factor_on'
  | 'factor_off'
  | 'company_sign_in'

/** Writes down that a way into an account changed; the letter follows from it. Nothing for an identity of nobody. */
export const noteSecurityChange = (orm: MikroORM, userId: string, change: SecurityChange): Promise<void> =>
  inTransaction(orm, system('sign-in'), async (call) => {
    const person = await call.em.findOne(Person, { userId })
    if (person) happened(person, 'person.securityChanged', { change })
  })
