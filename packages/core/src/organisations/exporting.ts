import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import type { PersonActor } from '../kernel/actor.ts'
import type { Json } from '../kernel/canonical.ts'
import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { Organization } from './organization.entity.ts'

interface Taken {
  /** `listExported` or `historyExported`. */
  what: 'listExported' | 'historyExported'
  data: { [key: string]: Json }
  /** What was typed: it may name people. */
  personal?: { [key: string]: Json } | null
}

/**
 * Writes down who took data away, what and how much (GEN-R6): of a partner's person on their organisation, of the
 * vendor's staff on the vendor. No other organisation reads either.
 */
export const noteExport = (orm: MikroORM, actor: PersonActor, { what, data, personal = null }: Taken): Promise<void> =>
  inTransaction(orm, actor, async (call) => {
    const id = actor.organizationId ?? actor.vendorId
    await takeTurn(call, id)
    const owner = actor.organizationId
      ? await call.em.findOneOrFail(Organization, { id })
      : await call.em.findOneOrFail(Vendor, { id })
    happened(owner, `${actor.organizationId ? 'organization' : 'vendor'}.${what}`, data, personal)
  })

/**
 * Two colleagues may export in the same moment, and their events have one place each in the chain. Not by a lock on the
 * row: every claim that is created refers to it.
 */
const takeTurn = async (call: Call, id: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${id}, 0))`.execute(call.em.getKysely())
}
