import { createHash } from 'node:crypto'
import { unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { openFiles } from '@ofrecord/core/kernel/files'
import { mail, office, pdf, pdfOf, png } from '@ofrecord/core/test/papers'
import { submitClaim } from '@ofrecord/core/test/story'
import { test } from '../test/desk.ts'
import type { Desk } from '../test/desk.ts'
import { atHerClaim, send } from '../test/uploads.ts'

const rows = (desk: Desk) =>
  desk.world.rows<{ sha256: string; file_name: string; mime: string; bytes: number; storage_key: string }>(
    'select * from evidence',
  )

const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

test('I11: without a word from the scanner a document waits, and neither its uploader nor anybody else can open it', async ({
  desk,
}) => {
  const { add, claimId, open } = await atHerClaim(desk)
  for (const answer of ['stream: OKAY\0', 'INSTREAM size limit exceeded. ERROR\0', '']) {
    desk.clamd.answer = () => answer
    const { status, body } = await add('work.pdf', pdf(answer))
    expect([status, body.scanState]).toEqual([201, 'pending'])
    const response = await open(body.evidenceId)
    expect(response.status).toBe(409)
    expect(await response.json()).toMatchObject({ code: 'EVIDENCE_SCANNING', retryable: true })
  }
  const ines = await desk.world.as('ines')
  const { version } = await ines.claims.get({ claimId })
  await expect(ines.claims.submit({ claimId, version, acknowledged: true })).rejects.toThrow('EVIDENCE_SCANNING')
})

test('without a scanner a document waits; only where scanning is switched off is it "not scanned" and served', async ({
  desk,
}) => {
  const { claimId, cookie } = await atHerClaim(desk)
  const place = {
    folder: desk.folders.uploads,
    files: await openFiles({ kind: 'folder', path: desk.folders.files }),
    clamd: undefined,
  }
  const states = ['required', 'off'] as const
  for (const scan of states) {
    const app = await desk.build({ intake: { ...place, scan } })
    const { body } = await send({ ...desk, app }, cookie, claimId, 'work.pdf', pdf(scan))
    expect(body.scanState).toBe(scan === 'off' ? 'not_scanned' : 'pending')
    expect((await app.request(`/files/evidence/${body.evidenceId}`, { headers: { cookie } })).status).toBe(
      scan === 'off' ? 200 : 409,
    )
  }
})

test('I11: what is served is byte by byte what was scanned', async ({ desk }) => {
  const { add, open } = await atHerClaim(desk)
  const content = pdfOf(1_500_000)
  const { body } = await add('work.pdf', content)
  const response = await open(body.evidenceId)
  expect(response.status).toBe(200)
  const served = Buffer.from(await response.arrayBuffer())
  expect(hashOf(served)).toBe((await rows(desk))[0]!.sha256)
  expect(Number(response.headers.get('content-length'))).toBe(served.length)
})

test('I11: a file that was changed or lost in storage is not served as if it were the one that was scanned', async ({
  desk,
}) => {
  const { add, open } = await atHerClaim(desk)
  const content = pdfOf(200_000)
  const { body } = await add('work.pdf', content)
  const path = join(desk.folders.files, (await rows(desk))[0]!.storage_key)
  content[199_000] = content[199_000]! ^ 1
  writeFileSync(path, content)
  await expect((await open(body.evidenceId)).arrayBuffer()).rejects.toThrow()
  unlinkSync(path)
  expect((await open(body.evidenceId)).status).toBe(500)
})

test('a document is downloaded under the type that was found in it, with nothing allowed to it', async ({ desk }) => {
  const { add, open } = await atHerClaim(desk)
  const { body } = await add('work.pdf', pdf(), { 'content-type': 'application/octet-stream' })
  const response = await open(body.evidenceId)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': `attachment; filename="work.pdf"; filename*=UTF-8''work.pdf`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'private, no-store',
  })
})

test('only PDF, PNG and JPEG are shown inside a page of ours, never a mail or an Office file', async ({ desk }) => {
  const { add, open } = await atHerClaim(desk)
  const shown = async (name: string, content: Buffer) => {
    const { body } = await add(name, content)
    const { headers } = await open(body.evidenceId, '?inline=1')
    return [
      headers.get('content-disposition')!.split(';')[0],
      headers.get('content-security-policy')!.startsWith("default-src 'none'"),
    ]
  }
  expect(await shown('a.pdf', pdf())).toEqual(['inline', true])
  expect(await shown('a.png', png)).toEqual(['inline', true])
  expect(await shown('a.eml', mail)).toEqual(['attachment', false])
  expect(await shown('a.docx', office('docx'))).toEqual(['attachment', false])
})

test('B.1.10: a reviewer opens a document once the claim is submitted, and not while it is the partner’s desk again; nobody else ever does', async ({
  desk,
}) => {
  const { add, claimId, number, open } = await atHerClaim(desk)
  const { body } = await add('work.pdf', pdf())
  const status = async (person: string) =>
    (await desk.app.request(`/files/evidence/${body.evidenceId}`, { headers: { cookie: await desk.signedIn(person) } }))
      .status
  expect([await status('rosa'), await status('gwen'), (await open(body.evidenceId)).status]).toEqual([404, 200, 200])
  await submitClaim(desk.world, { claimId, number })
  expect([await status('rosa'), await status('liam')]).toEqual([200, 200])
  for (const person of ['theo', 'ugo', 'mina', 'luca', 'aiko', 'petra', 'oda'])
    expect(await status(person), person).toBe(404)
  expect((await desk.app.request(`/files/evidence/${body.evidenceId}`)).status).toBe(401)
  const ines = await desk.world.as('ines')
  await ines.claims.recall({ claimId, version: (await ines.claims.get({ claimId })).version })
  expect(await status('rosa')).toBe(404)
  await ines.claims.removeEvidence({ evidenceId: body.evidenceId })
  expect((await open(body.evidenceId)).status).toBe(404)
  for (const id of ['x', '019a0000-0000-7000-8000-000000000001', '../../etc/passwd', "' or true --"])
    expect((await open(encodeURIComponent(id))).status).toBeOneOf([400, 404])
})
