import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { claimRow, decisions, nora, read, tess } from '../../test/customer.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { installation } from '../../test/stage.ts'
import { linkTo } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import { daysAfter, secondsAfter } from '../kernel/time.ts'
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
  'of an epoch that is still to come': async (world) => mintToken(installation.keys.link, await linkOf(world, 2)),
  'of an older letter, and revoked since': async (world) => {
    const { older } = await renew(world)
    await world.rows(`update link set revoked_at = now() where address = $1`, [nora])
    return older
  },
}

const linkOf = async (world: TestWorld, epoch: number) => {
  const [link] = await world.rows<{ id: string }>('select id from link where address = $1', [nora])
  return { purpose: 'consent', id: link!.id, epoch }
}

/** Gives the contact's link a new epoch, as a newer letter with it would. */
const renew = async (world: TestWorld): Promise<{ older: string; newer: string }> => {
  const older = linkTo(world, nora)
  const link = await linkOf(world, 2)
  const newer = mintToken(installation.keys.link, link)
  await world.rows('update link set epoch = 2, token_hash = $1 where id = $2', [hashToken(newer), link.id])
  return { older, newer }
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
  const { newer } = await renew(world)
  const { notice } = await read(world, { link: newer })
  expect([notice.recipient.address, notice.newer, notice.onlyNo]).toEqual([nora, null, false])
  expect((await read(world, { of: tess })).notice.recipient.address).toBe(tess)
})

test('L14 the link of an older letter says that a newer one was sent, and is good for a no alone', async ({
  opened: { world },
}) => {
  const { older, newer } = await renew(world)
  const { link, nonce, notice } = await read(world, { link: older })
  expect(notice).toMatchObject({ newer: { address: 'n••@orchardfoods.example' }, onlyNo: true })
  const { consent } = world.visitor()
  const others = [consent.confirm({ link, nonce, agree: true }), consent.ask({ link, nonce, text: 'Who is this?' })]
  expect(await Promise.all(others.map(refusalOf))).toEqual([unknown, unknown])
  await consent.deny({ link, nonce, reasons: ['data'] })
  expect((await claimRow(world)).status).toBe('consent_denied')
  expect((await read(world, { link: older })).notice.denial).toBeNull()
  expect(await refusalOf(consent.undo({ link, nonce }))).toEqual(unknown)
  expect((await read(world, { link: newer })).notice.denial).not.toBeNull()
})

test('C54 ninety days after the end an older letter’s link is as absent as one that nobody was ever sent', async ({
  opened: { world },
}) => {
  const { older } = await renew(world)
  await world.rows(`update claim set status = 'ended', closed_at = $1`, [world.now()])
  expect((await read(world, { link: older })).notice.newer).not.toBeNull()
  world.at(daysAfter(world.now(), 91))
  expect(await refusalOf(world.visitor().consent.notice({ link: older }))).toEqual(unknown)
})

test('L14 what a link was is kept in the same commit, and neither changed, deleted nor overtaken', async ({
  opened: { world },
}) => {
  const { older } = await renew(world)
  expect(await world.rows('select token_hash as hash, epoch from link_history')).toEqual([
    { hash: hashToken(older), epoch: 1 },
  ])
  for (const statement of [
    'delete from link_history',
    'update link_history set epoch = 3',
    'update link set epoch = 1',
  ])
    await expect(world.rows(statement), statement).rejects.toThrow(/append-only|only grows/)
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
