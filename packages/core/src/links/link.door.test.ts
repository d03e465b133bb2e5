import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { claimRow, decisions, nora, read, tess } from '../../test/customer.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { installation } from '../../test/stage.ts'
import { linkTo } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import { secondsAfter } from '../kernel/time.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { hashToken, issueLink, mintToken } from './link.entity.ts'

/** What each verb of the room answers to a link; the same for all, or the answer says something about it. */
const answers = async (world: TestWorld, link: string) => {
  const { consent } = world.visitor()
  const nonce = 'x.y'
  return [
    await refusalOf(consent.notice({ link })),
    await refusalOf(consent.deny({ link, nonce, reasons: ['data'] })),
    await refusalOf(consent.confirm({ link, nonce, agree: true })),
    await refusalOf(consent.undo({ link, nonce })),
  ]
}

const unknown = { transport: 'NOT_FOUND', code: 'NOT_FOUND', field: null, rule: 'PRI-R1', params: {} }

const strange: Record<string, (world: TestWorld) => Promise<string> | string> = {
  random: () => 'A'.repeat(43),
  empty: () => '',
  'one character short': (world) => linkTo(world, nora).slice(1),
  'one character long': (world) => `${linkTo(world, nora)}A`,
  'base64 padded': (world) => `${linkTo(world, nora)}=`,
  'in capitals': (world) => linkTo(world, nora).toUpperCase(),
  'one bit off': (world) => {
    const token = linkTo(world, nora)
    return `${token[0] === 'A' ? 'B' : 'A'}${token.slice(1)}`
  },
  'with a NUL': (world) => `${linkTo(world, nora).slice(0, 42)}\0`,
  'the stored hash itself': (world) => hashToken(linkTo(world, nora)),
  'of another purpose': (world) => issued(world, 'reference'),
  revoked: async (world) => {
    await world.rows(`update link set revoked_at = now() where address = $1`, [nora])
    return linkTo(world, nora)
  },
  'of an older epoch': async (world) => {
    const old = linkTo(world, nora)
    const [link] = await world.rows<{ id: string }>('select id from link where address = $1', [nora])
    const token = mintToken(installation.keys.link, { purpose: 'consent', id: link!.id, epoch: 2 })
    await world.rows('update link set epoch = 2, token_hash = $1 where id = $2', [hashToken(token), link!.id])
    return old
  },
}

/** A link of another purpose that points at the very same recipient. */
const issued = (world: TestWorld, purpose: 'reference') =>
  inTransaction(world.orm, system('test'), async (call) => {
    const [recipient] = await world.rows<{ id: string; vendorId: string }>(
      `select id, vendor_id as "vendorId" from notice_recipient where address = $1`,
      [nora],
    )
    const { id: subjectId, vendorId } = recipient!
    const link = issueLink(call, installation.keys.link, { vendorId, purpose, subjectId, address: nora })
    return mintToken(installation.keys.link, link)
  })

test.for(Object.entries(strange))(
  'C54 L1 a link that is %s is absent for every verb, and all answer alike',
  async ([, make], { opened: { world } }) => {
    const link = await make(world)
    expect(await answers(world, link)).toEqual([unknown, unknown, unknown, unknown])
    expect(await decisions(world)).toEqual([])
  },
)

test('a new epoch opens with the new link, and the other mailboxes keep theirs', async ({ opened: { world } }) => {
  await strange['of an older epoch']!(world)
  const [link] = await world.rows<{ id: string }>('select id from link where address = $1', [nora])
  const token = mintToken(installation.keys.link, { purpose: 'consent', id: link!.id, epoch: 2 })
  expect((await read(world, { link: token })).notice.recipient.address).toBe(nora)
  expect((await read(world, { of: tess })).notice.recipient.address).toBe(tess)
})

test('C43 I5 fifty looks at once change no row of any table, and the link still works', async ({
  opened: { world },
}) => {
  const link = linkTo(world, nora)
  const before = await fingerprint(world)
  await Promise.all(Array.from({ length: 50 }, () => world.visitor().consent.notice({ link })))
  expect(await fingerprint(world)).toEqual(before)
  const { nonce } = await read(world, { link })
  await world.visitor().consent.deny({ link, nonce, reasons: ['data'] })
  expect((await claimRow(world)).status).toBe('consent_denied')
})

/** Every row of every table, in one hash each: the row's version counts, so a change to the same value shows. */
const fingerprint = async (world: TestWorld): Promise<Record<string, string>> => {
  const tables = await world.rows<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public'`,
  )
  const prints: Record<string, string> = {}
  for (const { name } of tables) {
    const [row] = await world.rows<{ print: string }>(
      `select coalesce(md5(string_agg(xmin::text || ctid::text || t::text, ',' order by ctid)), '') as print from "${name}" t`,
    )
    prints[name] = row!.print
  }
  return prints
}

test.for(['notice of another link', 'a day old', 'altered', 'empty'] as const)(
  'L5 FORM_NONCE_INVALID: a form with the nonce %s decides nothing',
  async (which, { opened: { world } }) => {
    const mine = await read(world)
    const other = await read(world, { of: tess })
    if (which === 'a day old') world.at(secondsAfter(world.now(), 86_400))
    const nonces = {
      'notice of another link': other.nonce,
      'a day old': mine.nonce,
      altered: `${mine.nonce}x`,
      empty: '',
    }
    const nonce = nonces[which]
    const { consent } = world.visitor()
    const calls = [
      consent.deny({ link: mine.link, nonce, reasons: ['data'] }),
      consent.confirm({ link: mine.link, nonce, agree: true }),
      consent.undo({ link: mine.link, nonce }),
    ]
    expect(new Set(await codesOf(calls))).toEqual(new Set(['FORM_NONCE_INVALID']))
    expect(await decisions(world)).toEqual([])
  },
)

test('L5 FORM_TOO_SOON within two seconds, with a nonce whose button always works', async ({ opened: { world } }) => {
  const { link, nonce } = await read(world, { seconds: 1.9 })
  const { consent } = world.visitor()
  const told = await refusalOf(consent.deny({ link, nonce, reasons: ['data'] }))
  expect(told.code).toBe('FORM_TOO_SOON')
  expect(await decisions(world)).toEqual([])
  await consent.deny({ link, nonce: String(told.params.nonce), reasons: ['data'] })
  expect((await claimRow(world)).status).toBe('consent_denied')
})

test('NOT_FOUND: a receipt code nobody issued', async ({ world }) => {
  for (const receipt of ['R7KD-42QM-XW9F', '', '%', randomUUID(), 'x\0'])
    expect((await refusalOf(world.visitor().consent.receipt({ receipt }))).code).toBe('NOT_FOUND')
})
