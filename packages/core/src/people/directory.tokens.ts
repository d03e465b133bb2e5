import { randomBytes } from 'node:crypto'
import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import type { DirectoryActor, PersonActor } from '../kernel/actor.ts'
import { system } from '../kernel/actor.ts'
import { sha256 } from '../kernel/canonical.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { newId } from '../kernel/id.ts'
import { isoOf, isoOrNull } from '../kernel/instants.ts'
import { inTransaction } from '../kernel/transaction.ts'
import type { Call } from '../kernel/transaction.ts'
import { Organization } from '../organisations/organization.entity.ts'
import { findPlace } from './contact.door.ts'
import { DirectoryToken } from './directory.entity.ts'
import { directoryTokenMark } from './directory.rules.ts'

interface TokenRow {
  tokenId: string
  name: string
  locationName: string
  /** null: whoever made it is gone. */
  madeBy: string | null
  madeAt: string
  lastUsedAt: string | null
}

/** The organisation's tokens that are good, and the address at which its directory shows them. */
export const listDirectoryTokens = async (call: Call, publicUrl: string) => {
  const { rows } = await sql<TokenRow>`
    select t.id as "tokenId", t.name, l.name as "locationName", p.name as "madeBy", t.made_at::text as "madeAt", t.last_used_at::text as "lastUsedAt"
    from directory_token t join location l on l.id = t.location_id left join person p on p.id = t.made_by
    where t.organization_id = ${(call.actor as PersonActor).organizationId} and t.revoked_at is null order by t.made_at, t.id
  `.execute(call.em.getKysely())
  const tokens = rows.map((row) => ({ ...row, madeAt: isoOf(row.madeAt), lastUsedAt: isoOrNull(row.lastUsedAt) }))
  return { baseUrl: `${publicUrl}/scim/v2`, tokens }
}

/** Makes one. Its text is answered this once and can never be read again. A location that has left is absent. */
export const makeDirectoryToken = async (
  call: Call,
  { name, locationId }: { name: string; locationId: string },
): Promise<{ tokenId: string; token: string }> => {
  const { organizationId, vendorId, personId } = call.actor as PersonActor
  await findPlace(call, null, locationId)
  const organization = await call.em.findOneOrFail(Organization, { id: organizationId! })
  const token = `${directoryTokenMark}${randomBytes(32).toString('base64url')}`
  const made = call.em.create(DirectoryToken, {
    id: newId(call.now),
    vendorId,
    organizationId: organization.id,
    name,
    tokenHash: sha256(token),
    locationId,
    madeBy: personId,
    madeAt: call.now,
  })
  call.em.persist(made)
  happened(organization, 'organization.directoryTokenMade', { tokenId: made.id, locationId }, { name })
  return { tokenId: made.id, token }
}

/** From the next request on it opens nothing. One that was revoked before is absent. */
export const revokeDirectoryToken = async (call: Call, tokenId: string): Promise<void> => {
  const { organizationId } = call.actor as PersonActor
  const token = await call.em.findOne(DirectoryToken, { id: tokenId, organizationId: organizationId!, revokedAt: null })
  if (!token) return refuseAbsent()
  token.revokedAt = call.now
  const organization = await call.em.findOneOrFail(Organization, { id: organizationId! })
  happened(organization, 'organization.directoryTokenRevoked', { tokenId })
}

const form = new RegExp(`^${directoryTokenMark}[\\w-]{43}$`)

/** Whose directory shows this token; undefined: nobody's any more, or the organisation went into another one. */
export const findDirectory = async (orm: MikroORM, token: string): Promise<DirectoryActor | undefined> =>
  form.test(token) ? inTransaction(orm, system('directory'), (call) => useToken(call, sha256(token))) : undefined

const useToken = async (call: Call, hash: string): Promise<DirectoryActor | undefined> => {
  const { rows } = await sql<{ tokenId: string; vendorId: string; organizationId: string; stale: boolean }>`
    select t.id as "tokenId", t.vendor_id as "vendorId", t.organization_id as "organizationId",
      t.last_used_at is null or t.last_used_at < ${call.now}::timestamptz - interval '1 minute' as stale
    from directory_token t join organization o on o.id = t.organization_id
    where t.token_hash = ${hash} and t.revoked_at is null and o.status = 'active'
  `.execute(call.em.getKysely())
  if (!rows[0]) return undefined
  const { stale, ...found } = rows[0]
  // Each use would write the row anew, and all of a directory's requests would wait for each other.
  if (stale)
    await sql`update directory_token set last_used_at = ${call.now} where id = ${found.tokenId}`.execute(
      call.em.getKysely(),
    )
  return { side: 'directory', ...found }
}
