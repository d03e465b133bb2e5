import { Readable } from 'node:stream'
import { expect } from 'vitest'
import { pdf } from '../../test/papers.ts'
import { makeClaim, openedWindow } from '../../test/story.ts'
import type { Intake } from '../../test/uploads.ts'
import { test } from '../../test/uploads.ts'
import type { TestWorld } from '../../test/world.ts'
import type { PersonActor } from '../kernel/actor.ts'
import type { SharedUpload } from './sharing.ts'
import { takeInForMany } from './sharing.ts'

const share = async (
  world: TestWorld,
  { place }: Intake,
  claimIds: readonly string[],
  changes: Partial<SharedUpload> & { by?: string; report?: (error: unknown) => void } = {},
) => {
  const { by = 'ines', report = () => {}, ...sent } = changes
  const actor = (await world.actor(by)) as PersonActor
  const content = Readable.from([pdf('amendment')])
  const upload = { fileName: 'amendment.pdf', kind: 'other' as const, note: 'Signed', content, ...sent, claimIds }
  return takeInForMany(world.orm, place, actor, upload, report)
}

const absent = '019a0000-0000-7000-8000-000000000001'

test('B.1.9: one document is on each approved claim, with bytes of its own, and is the newest of its association (C33)', async ({
  world,
  intake,
}) => {
  const first = await openedWindow(world)
  const second = await openedWindow(world, { name: 'Sites', items: [{ code: 'SITE', subscription: '' }] })
  const results = await share(world, intake, [first.claimId, second.claimId])
  const ines = await world.as('ines')
  for (const [at, { claimId }] of [first, second].entries()) {
    const { evidence, history } = await ines.claims.get({ claimId })
    expect(evidence.at(-1)).toMatchObject({ fileName: 'amendment.pdf', kind: 'other', note: 'Signed' })
    expect(results[at]).toEqual({ claimId, evidenceId: evidence.at(-1)!.id })
    expect(history[0]).toMatchObject({ type: 'claim.evidenceAdded', data: { head: true } })
  }
  expect(intake.stored()).toBe(2)
})

test('CLAIM_NOT_APPROVED: what cannot take it is told by its row, and the others keep it', async ({
  world,
  intake,
}) => {
  const draft = await makeClaim(world, { name: 'Draft', items: [{ code: 'SITE', subscription: '' }] })
  const approved = await openedWindow(world)
  const results = await share(world, intake, [draft.claimId, absent, approved.claimId])
  expect(results).toMatchObject([
    { claimId: draft.claimId, code: 'CLAIM_NOT_APPROVED' },
    { claimId: absent, code: 'NOT_FOUND' },
    { claimId: approved.claimId, evidenceId: expect.any(String) },
  ])
  expect((await (await world.as('ines')).claims.get({ claimId: draft.claimId })).evidence).toEqual([])
  expect(intake.stored()).toBe(1)
})

test('a fault at one claim is reported and told, and the others keep the document', async ({ world, intake }) => {
  const first = await openedWindow(world)
  const second = await openedWindow(world, { name: 'Sites', items: [{ code: 'SITE', subscription: '' }] })
  await world.rows(`create function fail() returns trigger language plpgsql as $$ begin
    if new.claim_id = '${first.claimId}' then raise 'disk full'; end if; return new; end $$`)
  await world.rows(`create trigger fail before insert on evidence for each row execute function fail()`)
  const reported: unknown[] = []
  const report = (error: unknown) => reported.push(error)
  const results = await share(world, intake, [first.claimId, second.claimId], { report })
  expect(results).toMatchObject([{ code: 'FAULT' }, { evidenceId: expect.any(String) }])
  expect(reported).toHaveLength(1)
  expect(intake.stored()).toBe(1)
})

test('what is wrong with the document itself is refused once, for all', async ({ world, intake }) => {
  const { claimId } = await openedWindow(world)
  const refused = (content: Buffer, fileName = 'x.pdf') =>
    share(world, intake, [claimId], { content: Readable.from([content]), fileName })
  await expect(refused(Buffer.from('not a pdf'))).rejects.toThrow('EVIDENCE_TYPE')
  await expect(refused(Buffer.alloc(0))).rejects.toThrow('EVIDENCE_EMPTY')
  await expect(share(world, intake, [claimId], { by: 'luca' })).rejects.toThrow('FORBIDDEN')
  expect((await (await world.as('ines')).claims.get({ claimId })).evidence).toHaveLength(1)
})

test('PRI-R1: another organisation’s claim takes nothing', async ({ world, intake }) => {
  const { claimId } = await openedWindow(world)
  expect(await share(world, intake, [claimId], { by: 'theo' })).toMatchObject([{ claimId, code: 'NOT_FOUND' }])
  expect((await (await world.as('ines')).claims.get({ claimId })).evidence).toHaveLength(1)
})
