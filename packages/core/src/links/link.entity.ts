import { createHash, createHmac } from 'node:crypto'
import { defineEntity, p } from '@mikro-orm/core'
import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { instant, staffPolicy, text } from '../kernel/columns.ts'
import { newId } from '../kernel/id.ts'
import type { Call } from '../kernel/transaction.ts'
import type { LinkPurpose } from './link.rules.ts'

/**
 * A link in a letter: one purpose, one subject, one recipient. Only the hash of its token is stored; the letter mints
 * the token when it is sent. With a new epoch goes a new letter; the old token is remembered below.
 */
export const LinkSchema = defineEntity({
  name: 'Link',
  tableName: 'link',
  properties: {
    id: () => p.uuid().primary(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    purpose: () => text().$type<LinkPurpose>(),
    subjectId: () => p.uuid().index(),
    /** The mailbox it was issued to: what is done through it is recorded against this address (MIC-R6). */
    address: () => text(),
    epoch: () => p.integer(),
    tokenHash: () => text().unique(),
    createdAt: () => instant(),
    revokedAt: () => instant().nullable(),
  },
  policies: staffPolicy('link_staff'),
})
export class Link extends LinkSchema.class {}
LinkSchema.setClass(Link)

/**
 * The tokens that a link had before: what tells the link of an older letter from one that nobody was ever sent (L14).
 * Append-only, and written by a trigger of the table of links, so that no change of an epoch can forget it.
 */
export const OldTokenSchema = defineEntity({
  name: 'OldToken',
  tableName: 'link_history',
  properties: {
    tokenHash: () => text().primary(),
    linkId: () => p.manyToOne(Link).mapToPk().joinColumn('link_id').deleteRule('restrict').index(),
    vendorId: () => p.manyToOne(Vendor).mapToPk().joinColumn('vendor_id').deleteRule('restrict'),
    epoch: () => p.integer(),
    replacedAt: () => instant(),
  },
  policies: staffPolicy('link_history_staff'),
})

/** `base64url(HMAC-SHA256(key, purpose | link id | epoch))`: 256 bits, minted anew whenever it is needed. */
export const mintToken = (key: Uint8Array, link: { purpose: string; id: string; epoch: number }): string =>
  createHmac('sha256', key).update(`${link.purpose}|${link.id}|${link.epoch}`).digest('base64url')

export const hashToken = (token: string): string => createHash('sha256').update(token).digest('hex')

/** Makes a link for a purpose; the token itself is minted when the letter is rendered. */
export const issueLink = (
  call: Call,
  key: Uint8Array,
  link: { vendorId: string; purpose: LinkPurpose; subjectId: string; address: string },
): Link => {
  const id = newId<'Link'>(call.now)
  const tokenHash = hashToken(mintToken(key, { purpose: link.purpose, id, epoch: 1 }))
  const issued = call.em.create(Link, { ...link, id, epoch: 1, tokenHash, createdAt: call.now })
  call.em.persist(issued)
  return issued
}

/** Gives a link a new epoch: the letter that is sent next brings a new token, and the old one opens nothing any more. */
export const renewLink = (key: Uint8Array, link: Link): void => {
  link.epoch += 1
  link.tokenHash = hashToken(mintToken(key, link))
}

/**
 * As {@link renewLink}, many at once: those of `ids` that are not revoked, in one statement, since the entity manager would
 * write a column that is unique apart from the others, and an epoch and its hash are one. Answers the renewed ids.
 */
export const renewLinks = async (call: Call, key: Uint8Array, ids: readonly string[]): Promise<string[]> => {
  const db = call.em.getKysely()
  const { rows } = await sql<{ id: string; purpose: string; epoch: number }>`
    select id, purpose, epoch from link where id = any(${uuids(ids)}) and revoked_at is null order by id for update
  `.execute(db)
  const renewed = rows.map((link) => {
    const epoch = link.epoch + 1
    return { id: link.id, epoch, token_hash: hashToken(mintToken(key, { ...link, epoch })) }
  })
  await sql`
    update link l set epoch = r.epoch, token_hash = r.token_hash
    from json_to_recordset(${JSON.stringify(renewed)}::json) as r (id uuid, epoch int, token_hash text) where l.id = r.id
  `.execute(db)
  return renewed.map(({ id }) => id)
}
