import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { entities } from '../packages/core/src/entities.ts'
import { connect } from '../packages/core/src/kernel/orm.ts'
import { createScratch } from '../packages/core/test/scratch.ts'
import { startPostgres } from './postgres.ts'

/**
 * `--create NAME` writes the migration that leads from the committed snapshot to the entities. `--check` migrates an
 * empty database and fails when the entities want anything else than what it then holds.
 */
const { values } = parseArgs({ options: { create: { type: 'string' }, check: { type: 'boolean' } } })
const folder = mkdtempSync(join(tmpdir(), 'ofrecord-migration-'))
const given = process.env.OFRECORD_TEST_DATABASE_URL
const server = given ? undefined : await startPostgres({ dataDir: folder, purpose: 'tests' })
const scratch = await createScratch(given ?? server!.url)
const orm = await connect({ url: scratch.url, role: null, entities })

/**
 * PostgreSQL prints a policy's expression its own way, so policies are compared with the snapshot and the rest with the
 * migrated database, but for the exclusion constraint and functions, which entities cannot say.
 */
const findDifference = async (): Promise<string> => {
  if (await orm.migrator.checkSchema()) return 'the snapshot'
  const statements = (await orm.schema.getUpdateSchemaSQL({ wrap: false })).split('\n')
  return statements
    .filter(
      (line) =>
        line.trim() !== '' &&
        !/^(drop|create) policy |^drop function |"association_one_partner"|"location_one_headquarters"|"location_parent_foreign"|_own_foreign"/.test(
          line,
        ),
    )
    .join('\n')
}

try {
  if (values.create) {
    const { fileName } = await orm.migrator.create(undefined, false, false, values.create)
    console.log(fileName || 'nothing to write')
  } else {
    await orm.migrator.up()
    const difference = await findDifference()
    console.log(difference ? `Entities and migrations differ:\n${difference}` : 'Entities and migrations agree')
    process.exitCode = difference ? 1 : 0
  }
} finally {
  await orm.close(true)
  await scratch.drop()
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
}
