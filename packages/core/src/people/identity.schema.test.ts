import { getMigrations } from 'better-auth/db/migration'
import { expect } from 'vitest'
import { test } from '../../test/world.ts'
import { installation } from '../../test/stage.ts'
import { identityOptions } from './identity.ts'

test('the tables of sign-in are what the identity library would make of them', async ({ world }) => {
  const options = identityOptions({
    orm: world.orm,
    secret: 'a secret of thirty-two characters.',
    sealing: installation.keys.signIn,
    publicUrl: installation.publicUrl,
    loopback: false,
  })
  const { toBeCreated, toBeAdded } = await getMigrations(options)
  expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] })
})

test('neither the readers nor the customers’ site may look at what people sign in with', async ({ world }) => {
  const rows = await world.rows<{ role: string; table: string }>(
    `select r.role, t.tablename as table from pg_tables t cross join (values ('ofrecord_read'), ('ofrecord_consent')) r (role)
     where t.tablename like 'auth\\_%' and has_any_column_privilege(r.role, quote_ident(t.tablename), 'select, insert, update')`,
  )
  expect(rows).toEqual([])
})
