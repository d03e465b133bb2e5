import { mkdtempSync, readdirSync, rmSync, unlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { expect } from 'vitest'
import { openClamd } from '../../test/clamd.ts'
import type { Clamd } from '../../test/clamd.ts'
import { eicar, pdf } from '../../test/papers.ts'
import { refusalOf } from '../../test/refusals.ts'
import { makeClaim } from '../../test/story.ts'
import type { TestWorld } from '../../test/world.ts'
import { test as base } from '../../test/world.ts'
import type { PersonActor } from '../kernel/actor.ts'
import { openFiles } from '../kernel/files.ts'
import { rescanPending } from './claim.jobs.ts'
import { takeIn } from './intake.ts'
import type { IntakePlace } from './intake.ts'

interface Desk {
  place: IntakePlace
  clamd: Clamd
  folder: string
  /** Uploads while no scanner answers. */
  upload: (content: Buffer, claimId: string) => Promise<string>
  state: (evidenceId: string) => Promise<string>
  stored: () => string[]
}

const test = base.extend<{ desk: Desk }>({
  desk: async ({ world }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'ofrecord-rescan-'))
    const clamd = await openClamd()
    const files = await openFiles({ kind: 'folder', path: join(folder, 'files') })
    const place: IntakePlace = { folder: join(folder, 'uploads'), files, clamd: clamd.place, scan: 'required' }
    const away: IntakePlace = { ...place, clamd: { kind: 'port', host: '127.0.0.1', port: 1 } }
    const listed = (path: string) =>
      readdirSync(path, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => name)
    await use({
      place,
      clamd,
      folder,
      upload: async (content, claimId) => {
        const actor = (await world.actor('ines')) as PersonActor
        const taken = await takeIn(world.orm, away, actor, {
          claimId,
          fileName: 'work.pdf',
          kind: 'other',
          content: Readable.from([content]),
        })
        expect(taken.scanState).toBe('pending')
        return taken.evidenceId
      },
      state: async (evidenceId) =>
        (await world.rows<{ scan_state: string }>('select scan_state from evidence where id = $1', [evidenceId]))[0]!
          .scan_state,
      stored: () => listed(join(folder, 'files')),
    })
    await clamd.close()
    rmSync(folder, { recursive: true })
  },
})

const silently = (): void => {}
const submit = async (world: TestWorld, claimId: string) => {
  const ines = await world.as('ines')
  return ines.claims.submit({ claimId, version: (await ines.claims.get({ claimId })).version, acknowledged: true })
}

test('CLM-V12: a document that waited for the scanner becomes clean, and its claim can be submitted', async ({
  world,
  desk,
}) => {
  const { claimId } = await makeClaim(world)
  const evidenceId = await desk.upload(pdf(), claimId)
  expect((await refusalOf(submit(world, claimId))).code).toBe('EVIDENCE_SCANNING')
  expect(await rescanPending(world.orm, desk.place, silently)).toBe(1)
  expect(await desk.state(evidenceId)).toBe('clean')
  expect(desk.clamd.scanned).toEqual([pdf()])
  expect(readdirSync(join(desk.folder, 'uploads'))).toEqual([])
  await submit(world, claimId)
})

test('C19: an infected document is found when the scanner is back: its bytes are deleted and the submission stays blocked', async ({
  world,
  desk,
}) => {
  const { claimId } = await makeClaim(world)
  const evidenceId = await desk.upload(Buffer.concat([pdf(), eicar]), claimId)
  expect(desk.stored()).toHaveLength(1)
  expect(await rescanPending(world.orm, desk.place, silently)).toBe(1)
  expect(await desk.state(evidenceId)).toBe('infected')
  expect(desk.stored()).toEqual([])
  expect((await refusalOf(submit(world, claimId))).code).toBe('EVIDENCE_INFECTED')
  const { history } = await (await world.as('ines')).claims.get({ claimId })
  expect(history[0]).toMatchObject({
    type: 'claim.evidenceScanned',
    actorSide: 'system',
    data: { scanState: 'infected' },
  })
})

test('C19: of an infected document its uploader, the contact and the creator of the claim read by letter, each once', async ({
  world,
  desk,
}) => {
  const { claimId } = await makeClaim(world)
  const evidenceId = await desk.upload(Buffer.concat([pdf(), eicar]), claimId)
  await world.rows(
    `update evidence set uploaded_by = (select id from person where name like 'Gwen%'), file_name = 'signed copy.pdf' where id = $1`,
    [evidenceId],
  )
  await rescanPending(world.orm, desk.place, silently)
  await world.work()
  const letters = world.sent.filter(({ subject }) => subject.includes('virus'))
  expect(letters.map(({ to }) => to.address).toSorted()).toEqual([
    'gwen.global@kestrel.example',
    'ines.incentive@kestrel.example',
  ])
  expect(letters[0]!.text).toContain('signed copy.pdf')
})

test('C19: of a clean document nobody is written to', async ({ world, desk }) => {
  const { claimId } = await makeClaim(world)
  await desk.upload(pdf(), claimId)
  await rescanPending(world.orm, desk.place, silently)
  await world.work()
  expect(world.sent).toEqual([])
})

test('I11: while the scanner is away, or talks nonsense, nothing becomes clean', async ({ world, desk }) => {
  const { claimId } = await makeClaim(world)
  const evidenceId = await desk.upload(pdf(), claimId)
  const errors: string[] = []
  const run = (place: IntakePlace) => rescanPending(world.orm, place, (error) => errors.push(String(error)))
  expect(await run({ ...desk.place, clamd: { kind: 'port', host: '127.0.0.1', port: 1 } })).toBe(0)
  for (const answer of ['INSTREAM size limit exceeded. ERROR\0', 'OK', '', 'stream: OKAY\0', 'stream: OK\0 trailing']) {
    desk.clamd.answer = () => answer
    expect(await run(desk.place)).toBe(0)
  }
  expect(await desk.state(evidenceId)).toBe('pending')
  expect(errors).toHaveLength(6)
  expect(await run({ ...desk.place, clamd: undefined })).toBe(0)
})

test('a document that cannot be read keeps back none behind it', async ({ world, desk }) => {
  const { claimId } = await makeClaim(world)
  const lost = await desk.upload(pdf('lost'), claimId)
  const [row] = await world.rows<{ storage_key: string }>('select storage_key from evidence where id = $1', [lost])
  unlinkSync(join(desk.folder, 'files', row!.storage_key))
  const second = await desk.upload(pdf('second'), claimId)
  const failed: string[] = []
  expect(await rescanPending(world.orm, desk.place, (_error, evidenceId) => failed.push(evidenceId))).toBe(1)
  expect(failed).toEqual([lost])
  expect([await desk.state(lost), await desk.state(second)]).toEqual(['pending', 'clean'])
})

test('two workers at once settle a document once, and one that was removed meanwhile not at all', async ({
  world,
  desk,
}) => {
  const { claimId } = await makeClaim(world)
  await desk.upload(pdf(), claimId)
  const settled = await Promise.all([1, 2].map(() => rescanPending(world.orm, desk.place, silently)))
  expect(settled.reduce((sum, each) => sum + each)).toBe(1)
  expect(await world.rows(`select from event where type = 'claim.evidenceScanned'`)).toHaveLength(1)

  const evidenceId = await desk.upload(pdf('removed'), claimId)
  desk.clamd.answer = () => undefined
  const before = desk.clamd.scanned.length
  const running = rescanPending(world.orm, desk.place, silently)
  await expect.poll(() => desk.clamd.scanned.length).toBe(before + 1)
  await (await world.as('ines')).claims.removeEvidence({ evidenceId })
  await desk.clamd.close()
  expect(await running).toBe(0)
  expect(await desk.state(evidenceId)).toBe('pending')
})
