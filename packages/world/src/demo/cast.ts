import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { system } from '@ofrecord/core/kernel/actor'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { inTransaction } from '@ofrecord/core/kernel/transaction'
import { hashPassword } from '@ofrecord/core/people/password'
import { vendors } from '../catalogue.ts'
import { organisationOf } from '../organisations.ts'
import { personas } from '../personas.ts'
import type { Persona } from '../personas.ts'

const castFile = (dataDir: string): string => join(dataDir, 'demo-people.json')

/** Whether the sign-in page of this data directory knows whom it may offer. */
export const hasCast = (dataDir: string): boolean => existsSync(castFile(dataDir))

/**
 * Lets everybody of the demo sign in with one new password, partners' people and the vendor's but those who have only been
 * invited, and writes down for the
 * sign-in page whom one can be with one press. Answers the password.
 */
export const openCast = async (orm: Pools['orm'], dataDir: string): Promise<string> => {
  const password = randomBytes(12).toString('base64url')
  const hash = await hashPassword(password)
  await inTransaction(orm, system('world'), async ({ em }) => {
    await em.execute(`insert into auth_user (name, email, "emailVerified")
      select name, email_normalised, true from person p where not exists (select from affiliation a where a.person_id = p.id
        and a.status in ('invited_single', 'awaiting_profile') and a.method <> 'request') on conflict (email) do nothing`)
    await em.execute(`update person p set user_id = u.id from auth_user u where u.email = p.email_normalised`)
    await em.execute(`delete from auth_account where "providerId" = 'credential'`)
    await em.execute(
      `insert into auth_account ("accountId", "providerId", "userId", password, "updatedAt")
       select id::text, 'credential', id, ?, current_timestamp from auth_user`,
      [hash],
    )
  })
  await writeCast(dataDir, { password, people: personas.filter(({ side }) => side !== 'customer').map(memberOf) })
  return password
}

/** As the sign-in page shows somebody. */
const memberOf = (persona: Persona) => ({
  login: persona.login,
  name: persona.name,
  organisation: companyOf(persona),
  roles: persona.roles.map(({ role }) => role),
  scope: persona.scopeText.en,
})

const companyOf = ({ side, organisation }: Persona): string =>
  side === 'vendor' ? vendors.find(({ key }) => key === organisation)!.name : organisationOf(organisation).name

/** Written beside and moved: the sign-in page never reads half of it. Only its owner may, since it holds a password. */
const writeCast = async (dataDir: string, cast: object): Promise<void> => {
  await mkdir(dataDir, { recursive: true })
  const file = castFile(dataDir)
  await writeFile(`${file}.new`, `${JSON.stringify(cast, null, 2)}\n`, { mode: 0o600 })
  await rename(`${file}.new`, file)
}
