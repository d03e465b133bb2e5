import type { MikroORM } from '@mikro-orm/postgresql'
import { APIError } from 'better-auth/api'
import { sql } from 'kysely'

/** Ends a session that another has taken the place of. */
export const endSession = async (orm: MikroORM, sessionId: string): Promise<void> => {
  await sql`delete from auth_session where id = ${sessionId}`.execute(orm.em.fork().getKysely())
}

/** The holder of a session has shown once more who they are, by the database's own clock. */
export const stampSession = async (orm: MikroORM, sessionId: string): Promise<void> => {
  await sql`update auth_session set "authenticatedAt" = clock_timestamp() where id = ${sessionId}`.execute(
    orm.em.fork().getKysely(),
  )
}

/** A session that began with one press in a demonstration; anywhere else it is worth no more than a password. */
export const markDemo = async (orm: MikroORM, token: string): Promise<void> => {
  await sql`update auth_session set method = 'demo' where token = ${token}`.execute(orm.em.fork().getKysely())
}

/**
 * A code is good for the step before and after its own, 90 seconds: whoever looks over a shoulder is too late. Refuses with
 * `CODE_USED`, not as a wrong one: the second step is over with it, and begins anew with the password.
 */
export const useOnce = async (orm: MikroORM, userId: string, code: string): Promise<void> => {
  const identifier = `used-code-${userId}-${code}`
  const isFirst = await orm.em.fork().transactional(async (em) => {
    // In turn: of two who send the same code in the same moment, both would find it unused.
    await sql`select pg_advisory_xact_lock(hashtextextended(${identifier}, 0))`.execute(em.getKysely())
    const { rows } = await sql`
      insert into auth_verification ("identifier", "value", "expiresAt") select ${identifier}, '', clock_timestamp() + interval '3 minutes'
      where not exists (select from auth_verification where "identifier" = ${identifier} and "expiresAt" > clock_timestamp()) returning id
    `.execute(em.getKysely())
    return rows.length > 0
  })
  if (!isFirst) throw new APIError('UNAUTHORIZED', { code: 'CODE_USED', message: 'The code was used' })
}
