import { nora } from '@ofrecord/core/test/customer'
import { installation } from '@ofrecord/core/test/stage'
import { linkTo, openedWindow } from '@ofrecord/core/test/story'
import { asSite } from '@ofrecord/core/test/site'
import { test } from '@ofrecord/core/test/world'
import { expect } from 'vitest'
import { doorTo } from '../src/caller.ts'

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
  'select * from link_history',
  'delete from link_history',
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

test('L14 the customers’ site knows the link of an older letter, and takes its no', async ({ world }) => {
  await openedWindow(world)
  const link = linkTo(world, nora)
  await world.rows(`update link set epoch = 2, token_hash = repeat('0', 64) where address = $1`, [nora])
  await asSite(world, async (pools) => {
    const door = doorTo(pools, installation)
    const { nonce, onlyNo } = await door.notice({ link })
    expect(onlyNo).toBe(true)
    world.at(new Date(world.now().getTime() + 20_000))
    await door.deny({ link, nonce, reasons: ['data'], shareComment: false })
  })
  expect(await world.rows('select status from claim')).toEqual([{ status: 'consent_denied' }])
})
