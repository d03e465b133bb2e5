import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import { erased } from '../kernel/erased.rules.ts'
import { refuse } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import type { Installation } from '../kernel/installation.ts'
import { currentSigner, signDocument } from '../kernel/signing.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Places } from './erasure.entity.ts'
import { Erasure } from './erasure.entity.ts'
import { findClaimsNaming, findReceipts, isOfPartnerOrVendor, readEarlier } from './erasure.queries.ts'
import { blankReceipt } from './receipt.ts'

export interface Wanted {
  vendorId: string
  address: string
  reason: string
  /** The person who does it; null: the command line. */
  by: string | null
}

/** What was taken out, or would be. */
export interface Taken {
  tables: Places
  /** Rows in all. */
  places: number
  /** When the same address was erased before. */
  earlier: string | null
}

export interface Done extends Taken {
  erasureId: string | null
  /** Canonical JSON, signed; null where there was nothing to take out. */
  certificate: string | null
}

/**
 * Takes the name and the address of a customer's contact or administrator out of everything that is kept (GEN-R7, I19):
 * erasure marks stand in history, chains and receipts still verify (REC-R3), links are dead, letters that wait are not
 * sent. Where nothing is known of the address nothing is done. Refuses as {@link lookForContact}.
 */
export const eraseContact = async (call: Call, installation: Installation, wanted: Wanted): Promise<Done> => {
  const taken = await takeOut(call, installation, wanted)
  if (taken.places === 0) return { ...taken, erasureId: null, certificate: null }
  const id = newId<'Erasure'>(call.now)
  const addressHash = hashAddress(installation, wanted.address)
  const reason = withoutAddresses(wanted.reason)
  const certificate = signDocument(await currentSigner(call, installation), {
    schema: 'ofrecord-erasure/1',
    erasure: id,
    issuer: await readVendorName(call, wanted.vendorId),
    erasedAt: call.now.toISOString(),
    reason,
    addressHash,
    tables: taken.tables,
    places: taken.places,
  })
  const { vendorId, by } = wanted
  const erasure = call.em.create(Erasure, {
    id,
    vendorId,
    by,
    addressHash,
    reason,
    at: call.now,
    places: taken.places,
    certificate,
  })
  call.em.persist(erasure)
  erasure.tell(taken.tables, taken.earlier !== null)
  return { ...taken, erasureId: id, certificate }
}

/**
 * What {@link eraseContact} would take out; changes nothing. Refuses with `ERASURE_ACCOUNT` an address of somebody with
 * an account or of a partner, with `ERASURE_HELD` while a claim of theirs is on legal hold, and with `ERASURE_OPEN` while
 * they have a window or a claim that names them is before the vendor: they could not be told any more.
 */
export const lookForContact = async (
  call: Call,
  installation: Installation,
  wanted: Pick<Wanted, 'vendorId' | 'address'>,
): Promise<Taken> => {
  const db = call.em.getKysely()
  await sql`savepoint looking`.execute(db)
  const taken = await takeOut(call, installation, wanted)
  await sql`rollback to savepoint looking`.execute(db)
  return taken
}

const takeOut = async (
  call: Call,
  installation: Installation,
  { vendorId, address }: Pick<Wanted, 'vendorId' | 'address'>,
): Promise<Taken> => {
  const who = normalised(address)
  if (await isOfPartnerOrVendor(call, vendorId, who)) refuse('conflict', 'ERASURE_ACCOUNT', { rule: 'GEN-R7' })
  await refuseWhileNeeded(call, vendorId, who)
  const receipts = (await findReceipts(call, vendorId, who)).map(({ id, document }) => ({
    id,
    document: blankReceipt(document),
  }))
  const enquiries = await eraseEnquiries(call, vendorId, who)
  const { rows } = await sql<{ tables: Places }>`
    select erase_contact(${vendorId}, ${who}, ${JSON.stringify(receipts)}::jsonb) as tables
  `.execute(call.em.getKysely())
  const tables = { ...rows[0]!.tables, ...(enquiries > 0 && { enquiry: enquiries }) }
  const places = Object.values(tables).reduce((sum, count) => sum + count, 0)
  return { tables, places, earlier: await readEarlier(call, vendorId, hashAddress(installation, address)) }
}

/** What they wrote without a link goes as a whole, words and remark included (L15). */
const eraseEnquiries = async (call: Call, vendorId: string, who: string): Promise<number> => {
  const { numAffectedRows = 0n } = await sql`
    update enquiry set address = ${erased}, name = ${erased}, words = '', note = case when note = '' then '' else ${erased} end
    where vendor_id = ${vendorId} and lower(address) = ${who}
  `.execute(call.em.getKysely())
  return Number(numAffectedRows)
}

/** A legal hold goes before a request (B.17); whoever has something to answer is told of it first. */
const refuseWhileNeeded = async (call: Call, vendorId: string, who: string): Promise<void> => {
  const claims = await findClaimsNaming(call, vendorId, who)
  const held = claims.filter(({ isHeld }) => isHeld)
  if (held.length > 0) refuse('conflict', 'ERASURE_HELD', { rule: 'B.17', params: numbersOf(held) })
  const open = claims.filter(({ isOpen }) => isOpen)
  if (open.length > 0) refuse('conflict', 'ERASURE_OPEN', { rule: 'GEN-R7', params: numbersOf(open) })
}

const numbersOf = (claims: readonly { number: number; id: string }[]) => ({
  claims: claims.map(({ number }) => number).join(', '),
  claimIds: claims.map(({ id }) => id),
})

const normalised = (address: string): string => address.trim().toLowerCase()

/** Keyed, so that nobody who has the table alone can try addresses out. Another OFRECORD_SECRET gives other hashes. */
export const hashAddress = ({ keys }: Installation, address: string): string =>
  createHmac('sha256', keys.erasure).update(normalised(address)).digest('hex')

/** The reason stands in a certificate for good, so it names nobody. */
const withoutAddresses = (reason: string): string => reason.replaceAll(/[^\s@<>(),;]+@[^\s@<>(),;]+/g, erased)

const readVendorName = async (call: Call, vendorId: string): Promise<string> => {
  const { rows } = await sql<{ name: string }>`
    select name from vendor where id = ${vendorId}
  `.execute(call.em.getKysely())
  return rows[0]!.name
}
