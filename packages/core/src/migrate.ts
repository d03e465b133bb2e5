import { runMigrations } from 'graphile-worker'
import { entities } from './entities.ts'
import { connect } from './kernel/orm.ts'

/** Brings a database to this version: our tables and those of the job queue. Needs the owner's address. */
export const migrate = async (url: string): Promise<void> => {
  const orm = await connect({ url, role: null, entities, poolSize: 2 })
  try {
    await orm.migrator.up()
  } finally {
    await orm.close(true)
  }
  await runMigrations({ connectionString: url })
}

if (import.meta.main) {
  const { readSettings } = await import('./kernel/settings.ts')
  await migrate(readSettings().databaseUrl)
}
