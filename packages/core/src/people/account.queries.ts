import { sql } from 'kysely'
import { truncateIp } from '../kernel/ip.ts'
import type { Call } from '../kernel/transaction.ts'

export interface OwnPasskey {
  id: string
  name: string | null
  createdAt: string | null
  /** Kept by a service that brings it to the person's other devices. */
  synced: boolean
}

export interface OwnSession {
  id: string
  device: 'phone' | 'tablet' | 'computer' | 'other'
  /** `Firefox`; null for a program that does not say. */
  browser: string | null
  startedAt: string
  usedAt: string
  /** Without its last part (GEN-R4). */
  network: string | null
  isThis: boolean
}

interface SessionRow {
  id: string
  startedAt: string
  usedAt: string
  ip: string | null
  agent: string | null
}

/** The sessions of an identity that could still be used, the last used first. */
export const readSessions = async (call: Call, userId: string, ownId: string | null): Promise<OwnSession[]> => {
  const { rows } = await sql<SessionRow>`
    select id, "createdAt"::text as "startedAt", "updatedAt"::text as "usedAt", "ipAddress" as ip, "userAgent" as agent
    from auth_session where "userId" = ${userId} and "expiresAt" > clock_timestamp()
      and "updatedAt" > clock_timestamp() - interval '12 hours' and "createdAt" > clock_timestamp() - interval '14 days'
    order by "updatedAt" desc, id
  `.execute(call.em.getKysely())
  return rows.map(({ id, startedAt, usedAt, ip, agent }) => ({
    id,
    ...readAgent(agent ?? ''),
    startedAt: new Date(startedAt).toISOString(),
    usedAt: new Date(usedAt).toISOString(),
    network: ip === null ? null : truncateIp(ip),
    isThis: id === ownId,
  }))
}

const browsers: readonly [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

/** What a browser says of itself, as coarse as a person needs to know their own again. */
const readAgent = (agent: string): Pick<OwnSession, 'device' | 'browser'> => ({
  device: /iPad|Tablet|Android(?!.*Mobile)/.test(agent)
    ? 'tablet'
    : /Mobile|iPhone/.test(agent)
      ? 'phone'
      : /Windows|Macintosh|X11|Linux|CrOS/.test(agent)
        ? 'computer'
        : 'other',
  browser: browsers.find(([pattern]) => pattern.test(agent))?.[1] ?? null,
})

export interface OwnSecurity {
  hasPassword: boolean
  secondFactor: boolean
  /** Recovery codes that were not used yet. */
  recoveryCodes: number
  passkeys: OwnPasskey[]
  /** The company's sign-in was used. */
  companySignIn: boolean
}

interface SecurityRow extends Omit<OwnSecurity, 'passkeys' | 'recoveryCodes'> {
  codes: string | null
}

/** The ways into an identity. */
export const readSecurity = async (call: Call, userId: string): Promise<OwnSecurity> => {
  const database = call.em.getKysely()
  const { rows } = await sql<SecurityRow>`
    select coalesce(u."twoFactorEnabled", false) as "secondFactor", f."backupCodes" as codes,
      exists (select from auth_account a where a."userId" = u.id and a.password is not null) as "hasPassword",
      exists (select from auth_account a where a."userId" = u.id and a."providerId" <> 'credential') as "companySignIn"
    from auth_user u left join auth_two_factor f on f."userId" = u.id and f.verified where u.id = ${userId}
  `.execute(database)
  const { rows: passkeys } = await sql<OwnPasskey>`
    select id, name, "createdAt"::text as "createdAt", "backedUp" as synced from auth_passkey where "userId" = ${userId} order by "createdAt", id
  `.execute(database)
  const { codes, ...row } = rows[0]!
  return {
    ...row,
    recoveryCodes: codes === null ? 0 : (JSON.parse(codes) as string[]).length,
    passkeys: passkeys.map((each) => ({
      ...each,
      createdAt: each.createdAt && new Date(each.createdAt).toISOString(),
    })),
  }
}

/** The identity of the person who asks, of a session that has one. */
export const findUserId = async (call: Call, personId: string): Promise<string | null> => {
  const { rows } = await sql<{ userId: string | null }>`
    select user_id as "userId" from person where id = ${personId}
  `.execute(call.em.getKysely())
  return rows[0]?.userId ?? null
}

/** Ends sessions of an identity: one of them, or all but one. Answers how many there were. */
export const endSessions = async (
  call: Call,
  userId: string,
  which: { only: string } | { but: string | null },
): Promise<number> => {
  const condition = 'only' in which ? sql`id = ${which.only}` : sql`id is distinct from ${which.but}::uuid`
  const { rows } = await sql`
    delete from auth_session where "userId" = ${userId} and ${condition} returning id
  `.execute(call.em.getKysely())
  return rows.length
}
