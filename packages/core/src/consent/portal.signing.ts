import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { texts } from '../kernel/conditions.ts'
import { CustomerTenant, TenantAdmin } from '../customers/customer.entity.ts'
import { system } from '../kernel/actor.ts'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import { truncateIp } from '../kernel/ip.ts'
import { recordEvents } from '../kernel/record.ts'
import { hoursAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { inTransaction } from '../kernel/transaction.ts'
import type { CallContext } from '../kernel/trpc.ts'
import { hashCode } from '../links/code.ts'
import { hashToken } from '../links/link.entity.ts'
import { codesAnHour, codeTries, sessionHours } from './portal.rules.ts'

/**
 * Locks a customer until the transaction ends, so that its events are chained one after the other. Not against rows
 * that only point to it: claims go on being written meanwhile.
 */
export const lockTenant = async (call: Call, tenantId: string): Promise<CustomerTenant> => {
  await sql`select from customer_tenant where id = ${tenantId} for no key update`.execute(call.em.getKysely())
  return call.em.findOneOrFail(CustomerTenant, { id: tenantId })
}

/** Mails a code, if the mailbox may act for a customer and has not had five within the hour. Says neither. */
export const requestCode = (ctx: CallContext, address: string): Promise<void> =>
  inTransaction(ctx.orm, system('portal'), async (call) => {
    const { rows } = await sql<{ id: string; vendorId: string }>`
      select id, vendor_id as "vendorId" from tenant_to_enter(${address}, ${hoursAfter(call.now, -1)}, ${codesAnHour})
    `.execute(call.em.getKysely())
    const [aggregate] = rows
    if (!aggregate) return
    // The customer's own row is not to be read yet, so this is told of it without its entity.
    const personal = { address, ip: ctx.ip && truncateIp(ctx.ip) }
    const data = { codeId: newId(call.now) }
    await recordEvents(call, [{ aggregate, type: 'customer.codeRequested', data, personal, order: 0 }])
  })

/**
 * Trades a code for a session. Refuses with `PORTAL_CODE_WRONG`, alike for a code that is wrong, used, too old, tried
 * too often, or that nobody asked for.
 */
export const signIn = async (
  ctx: CallContext,
  typed: { address: string; code: string },
): Promise<{ session: string; expiresAt: string }> => {
  // The tries are counted also where the code was wrong, so the refusal comes after the commit.
  const opened = await inTransaction(ctx.orm, system('portal'), async (call) =>
    openSession(call, ctx, typed.address, await tryCode(call, ctx, typed)),
  )
  return opened ?? refuse('unauthenticated', 'PORTAL_CODE_WRONG', { field: 'code', rule: 'B.2.7' })
}

/**
 * One try at every code that is out: counted under the rows' locks before it is compared, so that a hundred tries at
 * once are five. Answers what is kept of what was typed, for each of them.
 */
const tryCode = async (
  call: Call,
  ctx: CallContext,
  { address, code }: { address: string; code: string },
): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select id from try_code(${address}, ${call.now}, ${codeTries})
  `.execute(call.em.getKysely())
  return rows.map(({ id }) => hashCode(ctx.keys.code, id, code))
}

/**
 * The database compares the hashes and makes the session, so nothing that gets at it makes one without a code that was
 * mailed. The right code ends them all.
 */
const openSession = async (call: Call, ctx: CallContext, address: string, hashes: readonly string[]) => {
  const session = randomBytes(32).toString('base64url')
  const expiresAt = hoursAfter(call.now, sessionHours)
  const id = newId<'PortalSession'>(call.now)
  const { rows } = await sql<{ tenantId: string }>`
    select tenant_id as "tenantId" from open_session(${address}, ${texts(hashes)}, ${id}, ${hashToken(session)}, ${call.now}, ${expiresAt})
  `.execute(call.em.getKysely())
  if (!rows[0]) return undefined
  await enterTenant(call, rows[0].tenantId, address, { sessionId: id, ip: ctx.ip && truncateIp(ctx.ip) })
  return { session, expiresAt: expiresAt.toISOString() }
}

/** Begins to act for a customer; whoever does it the first time is verified by it (B.16.8). */
const enterTenant = async (
  call: Call,
  tenantId: string,
  address: string,
  { sessionId, ip }: { sessionId: string; ip: string | null },
): Promise<void> => {
  const tenant = await lockTenant(call, tenantId)
  const [administrator] = (await call.em.find(TenantAdmin, { customerTenantId: tenantId })).filter(
    ({ email }) => email.toLowerCase() === address,
  )
  if (administrator?.state === 'imported') administrator.state = 'verified'
  happened(tenant, 'customer.signedIn', { sessionId }, { address, ip })
}

/** To another customer of the same mailbox; absent when it may not act for it. */
export const switchTenant = async (
  call: Call,
  sessionId: string,
  address: string,
  tenantId: string,
): Promise<boolean> => {
  const { rows } = await sql<{ entered: boolean }>`
    select enter_tenant(${tenantId}) as entered
  `.execute(call.em.getKysely())
  if (!rows[0]?.entered) return false
  await enterTenant(call, tenantId, address, { sessionId, ip: null })
  return true
}

/** Ends a session; one that is unknown or over changes nothing. */
export const signOut = (ctx: CallContext, session: string): Promise<void> =>
  inTransaction(ctx.orm, system('portal', { session: hashToken(session) }), async ({ em, now }) => {
    await sql`update portal_session set ended_at = ${now} where id = (select site_session())`.execute(em.getKysely())
  })
