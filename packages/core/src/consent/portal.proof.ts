import { createHmac } from 'node:crypto'
import { Resolver } from 'node:dns/promises'
import { sql } from 'kysely'
import { system } from '../kernel/actor.ts'
import { refuse } from '../kernel/errors.ts'
import { recordEvents } from '../kernel/record.ts'
import type { Call } from '../kernel/transaction.ts'
import { inTransaction } from '../kernel/transaction.ts'
import type { CallContext } from '../kernel/trpc.ts'
import { isOnDomain } from './portal.rules.ts'

interface Claimed {
  domain: string
  address: string
}

/**
 * What a TXT record must say, and where. It is made for the mailbox, so that a record which everybody can read makes
 * nobody else an administrator; and from the key alone, so that every domain is answered the same.
 */
export const proofOf = (key: Uint8Array, { domain, address }: Claimed): { name: string; value: string } => {
  if (!isOnDomain(address, domain))
    return refuse('invalid', 'PORTAL_ADDRESS_NOT_ON_DOMAIN', { field: 'address', rule: 'B.2.7' })
  const mark = createHmac('sha256', key).update(`${domain}|${address}`).digest('base64url').slice(0, 32)
  return { name: `_ofrecord.${domain}`, value: `ofrecord-proof=${mark}` }
}

/**
 * Looks the record up, and where the domain is a customer's that nobody has signed in for yet, makes the mailbox its
 * first administrator. Answers whether the record stands, which the asker can see as well, and nothing of customers.
 */
export const checkProof = async (ctx: CallContext, claimed: Claimed): Promise<{ found: boolean }> => {
  const { name, value } = proofOf(ctx.keys.proof, claimed)
  const records = await (ctx.resolveTxt ?? resolveTxt)(name).catch((): string[][] => [])
  const found = records.some((parts) => parts.join('').trim() === value)
  if (found) await inTransaction(ctx.orm, system('portal'), (call) => admit(call, claimed))
  return { found }
}

/** Two tries of two seconds: whoever asks waits for it. */
const resolveTxt = (name: string): Promise<string[][]> => new Resolver({ timeout: 2000, tries: 2 }).resolveTxt(name)

/** The database lets nobody in past those who have signed in: later ones are named by them. */
const admit = async (call: Call, { domain, address }: Claimed): Promise<void> => {
  // Two vendors of one installation may both know the company.
  const { rows } = await sql<{ id: string; vendorId: string }>`
    select id, vendor_id as "vendorId" from admit_first(${domain}, ${address})
  `.execute(call.em.getKysely())
  const told = { type: 'customer.administratorProven', data: { domain }, personal: { address } }
  await recordEvents(
    call,
    rows.map((aggregate, order) => ({ aggregate, ...told, order })),
  )
}
