import { openedWindow } from '@ofrecord/core/test/story'
import { asSite } from '@ofrecord/core/test/site'
import { test } from '@ofrecord/core/test/world'
import { expect } from 'vitest'

const closed = [
  'select * from evidence',
  'select file_name from evidence',
  'select storage_key from evidence',
  'select * from comment',
  'select * from claim_draft',
  'select * from person',
  'select * from affiliation',
  'select * from role_assignment',
  'select * from auth_user',
  'select * from auth_session',
  'select * from auth_account',
  'select * from usage_fact',
  'select * from review_decision',
  'select * from reviewer_exclusion',
  'select * from erasure',
  'delete from event',
  `update event set data = '{}'`,
  'delete from consent_decision',
  `update consent_decision set kind = 'confirm'`,
  `update consent_receipt set document = ''`,
  `update consent_notice set snapshot = '{}'`,
  `update claim set name = 'x'`,
  `update claim set customer_tenant_id = gen_random_uuid()`,
  `update notice_recipient set address = 'x@example.com'`,
  `update link set revoked_at = null`,
  'delete from link',
  `update letter set recipient = 'x@example.com'`,
  'update signing_key set public_key = id',
  'delete from checkpoint',
  'truncate claim',
  'create table mine ()',
]

test('the customers’ site cannot read documents, remarks or accounts, and cannot change what was recorded, whatever it is made to say', async ({
  world,
}) => {
  await openedWindow(world)
  await asSite(world, async ({ orm }) => {
    for (const statement of closed) {
      const said = orm.em.fork().execute(statement)
      await expect(said, statement).rejects.toThrow(/permission denied|append-only/)
    }
    expect(await orm.em.fork().execute('select current_user as role')).toEqual([{ role: 'ofrecord_consent' }])
  })
})

test('the pools that show pages write nothing, also of what the role may write', async ({ world }) => {
  await asSite(world, async ({ reader, links }) => {
    for (const pool of [reader, links])
      await expect(pool.em.fork().execute(`update claim set flags = '{}'`)).rejects.toThrow(/read-only transaction/)
  })
})
