import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { CustomerTenant, TenantAdmin } from '../customers/customer.entity.ts'
import { system } from '../kernel/actor.ts'
import { refuse } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import { truncateIp } from '../kernel/ip.ts'
import { hoursAfter, secondsAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { inTransaction } from '../kernel/transaction.ts'
import type { CallContext } from '../kernel/trpc.ts'
import { hashCode, isCode, mintCode } from '../links/code.ts'
import { hashToken } from '../links/link.entity.ts'
import { isOnOwnDomain } from './portal.door.ts'
import { PortalCode, PortalSession } from './portal.entity.ts'
import { codeMinutes, codesAnHour, codeTries, sessionHours } from './portal.rules.ts'

/**
 * Locks a customer until the transaction ends, so that its events are chained one after the other. Not against rows
 * that only point to it: claims go on being written meanwhile.
 */
export const lockTenant = async (call: Call, tenantId: string): Promise<CustomerTenant> => {
  await sql`select from customer_tenant where id = ${tenantId} for no key update`.execute(call.em.getKysely())
  return call.em.findOneOrFail(CustomerTenant, { id: tenantId })
}

/** The customers that a mailbox may act for, by name. */
const administeredBy = async (call: Call, address: string): Promise<string[]> => {
  const { rows } = await sql<{ id: string }>`
    select t.id from tenant_admin a join customer_tenant t on t.id = a.customer_tenant_id
    where lower(a.email) = ${address} and a.state <> 'removed' and ${isOnOwnDomain} order by t.name, t.id
  `.execute(call.em.getKysely())
  return rows.map(({ id }) => id)
}

/** Mails a code, if the mailbox may act for a customer and has not had five within the hour. Says neither. */
export const requestCode = (ctx: CallContext, address: string): Promise<void> =>
  inTransaction(ctx.orm, system('portal'), async (call) => {
    const [tenantId] = await administeredBy(call, address)
    if (!tenantId) return
    const tenant = await lockTenant(call, tenantId)
    const since = hoursAfter(call.now, -1)
    if ((await call.em.count(PortalCode, { address, createdAt: { $gt: since } })) >= codesAnHour) return
    const id = newId<'PortalCode'>(call.now)
    call.em.persist(
      call.em.create(PortalCode, {
        id,
        vendorId: tenant.vendorId,
        customerTenantId: tenant.id,
        address,
        codeHash: hashCode(ctx.keys.code, id, mintCode(ctx.keys.code, id)),
        createdAt: call.now,
        expiresAt: secondsAfter(call.now, codeMinutes * 60),
      }),
    )
    happened(tenant, 'customer.codeRequested', { codeId: id }, { address, ip: ctx.ip && truncateIp(ctx.ip) })
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
  const opened = await inTransaction(ctx.orm, system('portal'), async (call) => {
    const [tenantId] = (await isTheirs(call, ctx, typed)) ? await administeredBy(call, typed.address) : []
    return tenantId ? openSession(call, ctx, tenantId, typed.address) : undefined
  })
  return opened ?? refuse('unauthenticated', 'PORTAL_CODE_WRONG', { field: 'code', rule: 'B.2.7' })
}

/**
 * One try at every code that is out: counted under the rows' locks before it is compared, so that a hundred tries at
 * once are five. The right one ends them all.
 */
const isTheirs = async (
  call: Call,
  ctx: CallContext,
  { address, code }: { address: string; code: string },
): Promise<boolean> => {
  const { rows } = await sql<{ id: string; hash: string }>`
    update portal_code set tries = tries + 1
    where address = ${address} and used_at is null and expires_at >= ${call.now} and tries < ${codeTries}
    returning id, code_hash as hash
  `.execute(call.em.getKysely())
  const right = rows.filter(({ id, hash }) => isCode(ctx.keys.code, id, hash, code))
  if (right.length === 0) return false
  await sql`
    update portal_code set used_at = ${call.now} where address = ${address} and used_at is null
  `.execute(call.em.getKysely())
  return true
}

const openSession = async (call: Call, ctx: CallContext, tenantId: string, address: string) => {
  const session = randomBytes(32).toString('base64url')
  const expiresAt = hoursAfter(call.now, sessionHours)
  const id = newId<'PortalSession'>(call.now)
  const tenant = await enterTenant(call, tenantId, address, { sessionId: id, ip: ctx.ip && truncateIp(ctx.ip) })
  call.em.persist(
    call.em.create(PortalSession, {
      id,
      vendorId: tenant.vendorId,
      customerTenantId: tenant.id,
      address,
      tokenHash: hashToken(session),
      createdAt: call.now,
      expiresAt,
    }),
  )
  return { session, expiresAt: expiresAt.toISOString() }
}

/** Begins to act for a customer; whoever does it the first time is verified by it (B.16.8). */
const enterTenant = async (
  call: Call,
  tenantId: string,
  address: string,
  { sessionId, ip }: { sessionId: string; ip: string | null },
): Promise<CustomerTenant> => {
  const tenant = await lockTenant(call, tenantId)
  const [administrator] = (await call.em.find(TenantAdmin, { customerTenantId: tenantId })).filter(
    ({ email }) => email.toLowerCase() === address,
  )
  if (administrator?.state === 'imported') administrator.state = 'verified'
  happened(tenant, 'customer.signedIn', { sessionId }, { address, ip })
  return tenant
}

/** To another customer of the same mailbox; absent when it may not act for it. */
export const switchTenant = async (
  call: Call,
  sessionId: string,
  address: string,
  tenantId: string,
): Promise<boolean> => {
  if (!(await administeredBy(call, address)).includes(tenantId)) return false
  const session = await call.em.findOneOrFail(PortalSession, { id: sessionId })
  const tenant = await enterTenant(call, tenantId, address, { sessionId, ip: null })
  session.customerTenantId = tenant.id
  session.vendorId = tenant.vendorId
  return true
}

/** Ends a session; one that is unknown or over changes nothing. */
export const signOut = (ctx: CallContext, session: string): Promise<void> =>
  inTransaction(ctx.orm, system('portal'), async ({ em, now }) => {
    await sql`
      update portal_session set ended_at = ${now} where token_hash = ${hashToken(session)} and ended_at is null
    `.execute(em.getKysely())
  })
