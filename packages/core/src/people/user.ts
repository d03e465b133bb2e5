import { sql } from 'kysely'
import type { Call } from '../kernel/transaction.ts'
import type { Person } from './person.entity.ts'

/** The sign-in identity of a person, made where there is none yet. Only for whoever showed that the mailbox is theirs. */
export const userOf = async (call: Call, person: Person): Promise<string> => {
  if (person.userId) return person.userId
  const { rows } = await sql<{ id: string }>`
    insert into auth_user (name, email, "emailVerified", "updatedAt") values (${person.name}, ${person.emailNormalised}, true, now())
    on conflict (email) do update set "updatedAt" = now() returning id
  `.execute(call.em.getKysely())
  person.userId = rows[0]!.id
  return person.userId
}

/** Sets the password of an identity and ends every session it has. `hash` comes from `hashPassword`. */
export const setPassword = async (call: Call, userId: string, hash: string): Promise<void> => {
  const database = call.em.getKysely()
  const { rows } = await sql`
    update auth_account set password = ${hash}, "updatedAt" = now() where "userId" = ${userId} and "providerId" = 'credential' returning id
  `.execute(database)
  if (rows.length === 0)
    await sql`
      insert into auth_account ("accountId", "providerId", "userId", password, "updatedAt")
      values (${userId}, 'credential', ${userId}::uuid, ${hash}, now())
    `.execute(database)
  await sql`delete from auth_session where "userId" = ${userId}`.execute(database)
}
