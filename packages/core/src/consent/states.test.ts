import { expect } from 'vitest'
import { claimRow, decisions, falconer, nora, read, sayNo, tess } from '../../test/customer.ts'
import { refusalOf } from '../../test/refusals.ts'
import { installation } from '../../test/stage.ts'
import { openedWindow } from '../../test/story.ts'
import type { MadeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter, hoursAfter } from '../kernel/time.ts'
import { mintToken } from '../links/link.entity.ts'

const otto = 'otto.new@orchardfoods.example'

/** Every mailbox refuses the first letter; then the partner names another contact. */
const corrected = async (world: TestWorld): Promise<MadeClaim> => {
  world.relay.answer = ({ text }) =>
    text.includes('/n/') ? { kind: 'refused', code: 550, response: '550 no' } : { kind: 'accepted', response: '250' }
  const claim = await openedWindow(world)
  world.relay.answer = () => ({ kind: 'accepted', response: '250' })
  world.at(hoursAfter(world.now(), 2))
  const { claims } = await world.as('ines')
  const { version } = await claims.get({ claimId: claim.claimId })
  const contact = { name: 'Otto New', title: 'Head of IT', email: otto, language: 'en', phone: '' }
  await claims.correctContact({ claimId: claim.claimId, version, contact })
  await world.work()
  return claim
}

/** The link of the first notice: a letter that was refused after it was read is not unheard of. */
const firstLink = async (world: TestWorld, address: string): Promise<string> => {
  const [link] = await world.rows<{ id: string; epoch: number }>(
    `select l.id, l.epoch from link l join notice_recipient p on p.link_id = l.id join consent_notice n on n.id = p.notice_id
     where l.address = $1 and n.sequence = 1`,
    [address],
  )
  return mintToken(installation.keys.link, { purpose: 'consent', ...link! })
}

test('L14 T19 the link of an older letter says that a newer one was sent, to which masked mailbox and when', async ({
  world,
}) => {
  await corrected(world)
  const link = await firstLink(world, nora)
  expect((await read(world, { link })).notice.newer).toEqual({
    address: 'o••@orchardfoods.example',
    at: '2026-11-02T11:00:00.000Z',
  })
  expect((await read(world, { of: otto })).notice.newer).toBeNull()
})

test('L14 a no through the older link counts like any other: nobody is locked out of it', async ({ world }) => {
  await corrected(world)
  await sayNo(world, { link: await firstLink(world, nora) })
  expect(await claimRow(world)).toMatchObject({ status: 'consent_denied', live: [] })
  expect((await decisions(world)).map(({ kind }) => kind)).toEqual(['deny'])
  expect((await read(world, { of: otto })).notice.decision).toMatchObject({ kind: 'deny', address: nora, mine: false })
})

test('MIC-R5 whoever comes later is told which mailbox said no', async ({ opened: { world } }) => {
  await sayNo(world, { of: tess })
  const { notice } = await read(world, { of: falconer })
  expect(notice).toMatchObject({
    state: 'denied',
    decision: { kind: 'deny', address: tess, mine: false },
    denial: null,
  })
})

test('MIC-R9 CNF-R6 what ended names its category and never a rival', async ({ opened: { world, claim } }) => {
  await end(world, claim, 'superseded')
  const { notice } = await read(world)
  expect(notice).toMatchObject({ state: 'ended', endReason: 'superseded' })
  expect(JSON.stringify(notice)).not.toMatch(/tidewater|pinecone/i)
})

test('MIC-R4 an ended one is read for ninety days, takes no answer, and then is like any unknown link', async ({
  opened: { world, claim },
}) => {
  await end(world, claim, 'vendor_revoked')
  const ended = world.now()
  world.at(daysAfter(ended, 89))
  const { link, nonce } = await read(world)
  const visitor = world.visitor()
  expect(await refusalOf(visitor.consent.deny({ link, nonce, reasons: ['data'] }))).toMatchObject({
    code: 'NOTICE_READ_ONLY',
  })
  world.at(daysAfter(ended, 91))
  const unknown = await refusalOf(visitor.consent.notice({ link: 'A'.repeat(43) }))
  expect(await refusalOf(visitor.consent.notice({ link }))).toEqual(unknown)
})

const end = (world: TestWorld, { claimId }: MadeClaim, reason: string): Promise<object[]> =>
  world.rows(`update claim set status = 'ended', close_reason = $2, closed_at = $3 where id = $1`, [
    claimId,
    reason,
    world.now(),
  ])
