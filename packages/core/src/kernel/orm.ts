import { createHash } from 'node:crypto'
import { MikroORM } from '@mikro-orm/postgresql'
import type { Options } from '@mikro-orm/postgresql'
import { Migrator } from '@mikro-orm/migrations'
import type { EntitySchema } from '@mikro-orm/core'
import type { Pool, PoolClient } from 'pg'

/** The roles the programs log in as. None owns a table, so row-level security holds for all. */
export type DatabaseRole = 'ofrecord_app' | 'ofrecord_read' | 'ofrecord_consent' | null

/** `links`: a reading pool for pages that a mail link opens; the link, looked up in the same statement, is the fence. */
type Side = 'links' | undefined

interface Connect {
  url: string
  /** null is the owner: migrations only. */
  role: DatabaseRole
  entities: readonly EntitySchema[]
  poolSize?: number
  side?: Side
  /** Nobody waits for the disk at a commit: for loads that are thrown away whole when they are cut off. */
  hurried?: boolean
  /** Reads only, whatever its role may write. */
  readOnly?: boolean
}

/** Opens a pool and its object-relational mapping under one database role. */
export const connect = (place: Connect): Promise<MikroORM> => MikroORM.init(ormOptions(place))

const ormOptions = ({ url, role, entities, poolSize = 10, side, hurried, readOnly }: Connect): Options => ({
  clientUrl: url,
  entities: [...entities],
  forceUtcTimezone: true,
  pool: { min: 0, max: poolSize },
  driverOptions: {
    options: startOptions(role, side, readOnly || role === 'ofrecord_read', hurried),
    application_name: `ofrecord${role ? `/${role}` : ''}`,
    onPoolCreated: nameStatements,
  },
  extensions: [Migrator],
  migrations: {
    path: new URL('../../migrations', import.meta.url).pathname,
    snapshotName: 'snapshot',
    tableName: 'migration',
    fileName: (timestamp, name) => `${timestamp.slice(0, 8)}T${timestamp.slice(8, 12)}_${name ?? 'change'}`,
    snapshotOnMigrate: false,
    allOrNothing: true,
    silent: true,
  },
  schemaGenerator: {
    skipTables: [/^auth_/, 'migration'],
    ignoreSchema: ['graphile_worker', 'information_schema'],
    ignoreTriggers: true,
  },
  debug: false,
})

const startOptions = (role: DatabaseRole, side: Side, readOnly: boolean, hurried = false): string =>
  [
    '-c timezone=UTC',
    ...(role ? [`-c role=${role}`] : []),
    ...(readOnly ? ['-c default_transaction_read_only=on'] : []),
    ...(side === 'links' ? ['-c ofrecord.side=system'] : []),
    ...(hurried ? ['-c synchronous_commit=off'] : []),
  ].join(' ')

/**
 * Names each parametrised statement, so that PostgreSQL keeps its plan: unnamed, a list costs 1.2 to 1.7 times as much
 * CPU and a five-table lookup five times. At most 300 names a connection, for texts that vary with their arguments.
 */
const nameStatements = (pool: Pool): void => {
  pool.on('connect', (client: PoolClient) => {
    const names = new Map<string, string>()
    const query = client.query.bind(client) as (...given: unknown[]) => unknown
    client.query = ((given: unknown, values: unknown, ...rest: unknown[]) => {
      if (typeof given !== 'string' || !Array.isArray(values) || values.length === 0)
        return query(given, values, ...rest)
      const name = names.get(given) ?? (names.size < 300 ? remember(names, given) : undefined)
      return name ? query({ name, text: given, values }, ...rest) : query(given, values, ...rest)
    }) as typeof client.query
  })
}

const remember = (names: Map<string, string>, statement: string): string => {
  const name = createHash('sha1').update(statement).digest('base64url')
  names.set(statement, name)
  return name
}
