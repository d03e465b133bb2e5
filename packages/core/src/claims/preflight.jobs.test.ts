import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Pdf from 'pdfkit'
import { describe, expect } from 'vitest'
import { archive, pdf } from '../../test/papers.ts'
import { makeClaim, submitClaim } from '../../test/story.ts'
import type { Intake } from '../../test/uploads.ts'
import { test } from '../../test/uploads.ts'
import type { TestWorld } from '../../test/world.ts'
import { secondsAfter } from '../kernel/time.ts'
import type { Preflight } from './evidence.rules.ts'
import { readUnread, readUploaded } from './preflight.jobs.ts'
import { readPoints } from './preflight.reading.ts'
import type { PreflightFacts } from './preflight.rules.ts'

const facts: PreflightFacts = {
  customerName: 'Orchard Foods',
  domain: 'orchardfoods.example',
  partnerNames: ['Kestrel Consulting Group'],
  people: ['Nora Castellane'],
  items: [{ code: 'MAIL', name: 'Mail and Calendar' }],
  activity: 'usage',
  maxAgeMonths: 12,
}
const now = new Date('2026-11-02T09:00:00Z')
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const paper = (...pages: string[]): Buffer => {
  const page = new Pdf({ autoFirstPage: false })
  for (const text of pages) page.addPage().fontSize(12).text(text)
  page.end()
  return page.read() as Buffer
}
const wordOf = (xml: string): Buffer =>
  archive([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: 'word/document.xml', content: `<w:document><w:body>${xml}</w:body></w:document>` },
  ])
const pages = [
  'Statement of work between Orchard Foods and Kestrel Consulting Group',
  'The partner migrates Mail and Calendar.',
  'Signed by Nora Castellane, 21 October 2026',
]
const silently = (): void => {}

/** What a file of these bytes is found to say. */
const pointsOf = async ({ place }: Intake, content: Buffer, mime = 'application/pdf', limit?: number) => {
  mkdirSync(place.folder, { recursive: true })
  const path = join(place.folder, 'file')
  writeFileSync(path, content)
  return readPoints({ path, mime }, facts, now, limit)
}
const preflightOf = async (world: TestWorld, evidenceId: string): Promise<Preflight | null> =>
  (await world.rows<{ preflight: Preflight | null }>('select preflight from evidence where id = $1', [evidenceId]))[0]!
    .preflight

describe('E1–E6 are looked for in the text of a document (B.1.8)', () => {
  test('of a PDF, page by page', async ({ intake }) => {
    expect(await pointsOf(intake, paper(...pages))).toEqual({
      pages: 3,
      found: { E1: 1, E2: 3, E3: 2, E4: 2, E5: 1, E6: 3 },
    })
  })

  test('of a Word file, whose pages are where it breaks them', async ({ intake }) => {
    const [first, second, third] = pages
    const xml = `<w:p><w:r><w:t>${first}</w:t></w:r></w:p><w:p><w:r><w:br w:type="page"/><w:t xml:space="preserve">${second!.replace('and', '&#97;nd')}</w:t></w:r></w:p><w:p><w:r><w:lastRenderedPageBreak/><w:t>Signed</w:t></w:r><w:r><w:t> by ${third!.slice(10)}</w:t></w:r></w:p>`
    expect(await pointsOf(intake, wordOf(xml), word)).toEqual({
      pages: 3,
      found: { E1: 1, E2: 3, E3: 2, E4: 2, E5: 1, E6: 3 },
    })
  })

  test('a scan, a broken file, a locked one, a bomb and a picture say nothing, and nothing fails', async ({
    intake,
  }) => {
    const nothing = { pages: 0, found: {} }
    expect(await pointsOf(intake, pdf())).toEqual(nothing)
    expect(await pointsOf(intake, Buffer.from('%PDF-1.7\nnonsense'))).toEqual(nothing)
    expect(await pointsOf(intake, lockedPaper())).toEqual(nothing)
    expect(await pointsOf(intake, archive([{ name: 'word/other.xml', content: 'x' }]), word)).toEqual(nothing)
    const bomb = archive([{ name: 'word/document.xml', content: 'x', claimed: 2_000_000_000 }])
    expect(await pointsOf(intake, bomb, word)).toEqual(nothing)
    expect(await pointsOf(intake, paper(...pages), 'image/png')).toEqual(nothing)
  })

  test('what takes longer than it may is stopped', async ({ intake }) => {
    expect(await pointsOf(intake, paper(...pages), 'application/pdf', 1)).toEqual({ pages: 0, found: {} })
  })

  test('at most two hundred pages are read', async ({ intake }) => {
    const long = paper(...Array.from({ length: 200 }, () => '.'), 'Signed by Nora Castellane')
    expect(await pointsOf(intake, long)).toMatchObject({ pages: 200, found: { E2: null } })
  })
})

const lockedPaper = (): Buffer => {
  const page = new Pdf({ userPassword: 'secret' })
  page.text('Orchard Foods')
  page.end()
  return page.read() as Buffer
}

describe('when it is read', () => {
  const real = ['Orchard Foods and Kestrel Consulting Group. Migrates MAIL and MEET.', 'Signed on 21 October 2026']

  test('after the upload; partner and reviewer see the same pages', async ({ world, intake }) => {
    const claim = await makeClaim(world)
    const { evidenceId } = await intake.upload(world, claim.claimId, { content: paper(...real) })
    await readUploaded(world.orm, intake.place, evidenceId)
    const expected = { pages: 2, at: world.now().toISOString(), found: { E1: 1, E2: 2, E3: 1, E4: 1, E5: 1, E6: 2 } }
    const shown = (await (await world.as('ines')).claims.get({ claimId: claim.claimId })).evidence[0]!.preflight
    expect(shown).toEqual(expected)
    await submitClaim(world, claim)
    expect((await (await world.as('rosa')).review.get({ claimId: claim.claimId })).evidence[0]!.preflight).toEqual(
      expected,
    )
    expect(readdirSync(intake.place.folder)).toEqual([])
  })

  test('by the job, what nobody has read; once', async ({ world, intake }) => {
    const { claimId } = await makeClaim(world)
    const { evidenceId } = await intake.upload(world, claimId, { content: paper(...real) })
    await intake.upload(world, claimId, { content: pdf(), fileName: 'scan.pdf' })
    expect(await readUnread(world.orm, intake.place, silently)).toBe(2)
    expect((await preflightOf(world, evidenceId))?.pages).toBe(2)
    expect(await readUnread(world.orm, intake.place, silently)).toBe(0)
  })

  test('again after the claim was edited: another item is looked for', async ({ world, intake }) => {
    const { claimId } = await makeClaim(world)
    const { evidenceId } = await intake.upload(world, claimId, { content: paper(...real) })
    await readUnread(world.orm, intake.place, silently)
    world.at(secondsAfter(world.now(), 60))
    const { drafts } = (await world.as('ines')).claims
    const { draftId } = await drafts.edit({ claimId })
    const draft = await drafts.get({ draftId })
    const input = { ...draft.input, items: [...draft.input.items, { code: 'SITE', subscription: '' }] }
    const { version } = await drafts.save({ draftId, version: draft.version, step: 'review', input })
    await drafts.finish({ draftId, version })
    expect(await readUnread(world.orm, intake.place, silently)).toBe(1)
    expect((await preflightOf(world, evidenceId))?.found).toMatchObject({ E1: 1, E3: null })
  })

  test('not while it may hold a virus', async ({ world, intake }) => {
    const { claimId } = await makeClaim(world)
    const { evidenceId } = await intake.upload(world, claimId, { content: paper(...real) })
    await world.rows(`update evidence set scan_state = 'pending'`)
    await readUploaded(world.orm, intake.place, evidenceId)
    expect(await readUnread(world.orm, intake.place, silently)).toBe(0)
    expect(await preflightOf(world, evidenceId)).toBeNull()
  })
})
