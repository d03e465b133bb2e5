import { entities } from './entities.ts'
import { connect } from './kernel/orm.ts'
import type { Pools } from './kernel/programs.ts'

/** The newest migration of this version: a program is not ready on an older database. */
export const schemaVersion = '20261123T0502_rows_of_own_people'

/** The pools of a program. `poolSize` is the number of connections of each. */
export const openPools = async (url: string, poolSize = 10, hurried = false): Promise<Pools> => {
  const [orm, reader, links] = await Promise.all([
    connect({ url, role: 'ofrecord_app', entities, poolSize, hurried }),
    connect({ url, role: 'ofrecord_read', entities, poolSize }),
    connect({ url, role: 'ofrecord_read', entities, poolSize, side: 'links' }),
  ])
  return { orm, reader, links }
}

/**
 * The pools of the customers' site, all three under a role that knows no document, no remark and no account, and writes
 * only what a customer decides.
 */
export const openCustomerPools = async (url: string, poolSize = 10): Promise<Pools> => {
  const place = { url, role: 'ofrecord_consent', entities, poolSize } as const
  const [orm, reader, links] = await Promise.all([
    connect(place),
    connect({ ...place, readOnly: true }),
    connect({ ...place, readOnly: true, side: 'links' }),
  ])
  return { orm, reader, links }
}

export const closePools = async ({ orm, reader, links }: Pools): Promise<void> => {
  await Promise.all([orm.close(true), reader.close(true), links.close(true)])
}
