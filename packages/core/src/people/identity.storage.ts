import type { Kysely, KyselyPlugin } from 'kysely'
import { unseal } from '../kernel/sealing.ts'

type Row = Record<string, unknown>

/** Sees each row that the library reads. */
const reading = (change: (row: Row) => Row): KyselyPlugin => ({
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => ({ ...result, rows: result.rows.map((row) => change(row)) }),
})

/**
 * The mapper has its connections answer instants as text. The library compares them with a Date, and text is neither
 * before nor after a Date: without this no session of it would ever end.
 */
const readingInstants = reading((row) =>
  Object.fromEntries(Object.entries(row).map(([column, value]) => [column, instantIn(column, value)])),
)

const instantIn = (column: string, value: unknown): unknown =>
  (column.endsWith('At') || column === 'lockedUntil') && typeof value === 'string' ? new Date(value) : value

/** The secret of a company's sign-in server is sealed in its row (I13); the library gets it opened. */
const openingSecrets = (key: Uint8Array): KyselyPlugin =>
  reading((row) =>
    typeof row.oidcConfig === 'string' && typeof row.providerId === 'string'
      ? { ...row, oidcConfig: openConfig(key, row.oidcConfig, row.providerId) }
      : row,
  )

const openConfig = (key: Uint8Array, config: string, providerId: string): string => {
  const { clientSecret, ...rest } = JSON.parse(config) as { clientSecret: string }
  return JSON.stringify({ ...rest, clientSecret: unseal(key, clientSecret, providerId) })
}

/** The database as the identity library sees it. */
export const identityStorage = (database: Kysely<unknown>, key: Uint8Array): Kysely<unknown> =>
  database.withPlugin(readingInstants).withPlugin(openingSecrets(key))
