import { system } from '@ofrecord/core/kernel/actor'
import { happened } from '@ofrecord/core/kernel/happened'
import { connect } from '@ofrecord/core/kernel/orm'
import { EventSchema } from '@ofrecord/core/kernel/event.entity'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { inTransaction } from '@ofrecord/core/kernel/transaction'
import { Vendor, VendorSchema } from '@ofrecord/core/kernel/vendor.entity'

/**
 * How far the load of a database came: `none` has no vendor, `half` was ended in the middle, `whole` was finished,
 * `foreign` has a vendor that no demo made.
 */
export type LoadState = 'none' | 'half' | 'whole' | 'foreign'

/** The database as its owner, who alone may empty tables. */
export type Owner = Awaited<ReturnType<typeof openOwner>>

export const openOwner = (url: string) =>
  connect({ url, role: null, entities: [VendorSchema, EventSchema], poolSize: 2 })

export const loadState = async (owner: Owner): Promise<LoadState> => {
  const [found] = await owner.em.fork().execute<{ vendors: number; laid: number; built: number }[]>(`
    select (select count(*)::int from vendor) as vendors,
      (select count(*)::int from event where type = 'vendor.worldLaid') as laid,
      (select count(*)::int from event where type = 'vendor.worldBuilt') as built`)
  const { vendors, laid, built } = found!
  if (vendors === 0) return 'none'
  if (laid === 0 || vendors > laid) return 'foreign'
  return built > 0 ? 'whole' : 'half'
}

/** Says that the load is finished; what has no such event is thrown away by the next start. */
export const finishLoad = (orm: Pools['orm'], vendorId: string, claims: number): Promise<void> =>
  inTransaction(orm, system('world'), async ({ em }) => {
    const vendor = await em.findOneOrFail(Vendor, { id: vendorId })
    happened(vendor, 'vendor.worldBuilt', { claims })
  })

/** Empties every table of a load that was ended half way. Answers where its documents were kept. */
export const emptyTables = async (owner: Owner): Promise<string[]> => {
  const em = owner.em.fork()
  const documents = await em.execute<{ key: string }[]>('select storage_key as key from evidence')
  const tables = await em.execute<{ name: string }[]>(
    `select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename <> 'migration'`,
  )
  await em.execute(`truncate ${tables.map(({ name }) => name).join(', ')} restart identity`)
  return documents.map(({ key }) => key)
}
