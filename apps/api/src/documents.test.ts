import { createHash } from 'node:crypto'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { connect } from 'node:net'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { expect } from 'vitest'
import { Limiter } from '@ofrecord/core/kernel/limiter'
import { eicar, html, office, pdf, pdfOf, png, program, svg } from '@ofrecord/core/test/papers'
import { submitClaim } from '@ofrecord/core/test/story'
import { test } from '../test/desk.ts'
import type { Desk } from '../test/desk.ts'
import { atHerClaim, send } from '../test/uploads.ts'

const rows = (desk: Desk) =>
  desk.world.rows<{ sha256: string; file_name: string; mime: string; bytes: number; storage_key: string }>(
    'select * from evidence',
  )

/** Nothing of an upload is left: no row, no event, no file, not even a piece of one. */
const expectNothing = async (desk: Desk): Promise<void> => {
  expect(await rows(desk)).toEqual([])
  expect(await desk.world.rows(`select from event where type = 'claim.evidenceAdded'`)).toEqual([])
  expect(desk.filesIn(desk.folders.files)).toEqual([])
  expect(desk.filesIn(desk.folders.uploads)).toEqual([])
}
const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex')

test('a real PDF is taken in: hashed, scanned, kept under a name of ours, and written down', async ({ desk }) => {
  const { add, claimId } = await atHerClaim(desk)
  const content = pdfOf(300_000)
  const { status, body } = await add('Statement of work.pdf', content)
  expect([status, body.scanState]).toEqual([201, 'clean'])
  // Compared by itself: to compare 300,000 numbers one by one takes two seconds.
  expect(desk.clamd.scanned.map((each) => content.equals(each))).toEqual([true])
  const [row] = await rows(desk)
  expect(row).toMatchObject({
    file_name: 'Statement of work.pdf',
    mime: 'application/pdf',
    bytes: 300_000,
    sha256: hashOf(content),
  })
  expect(row!.storage_key).toMatch(/^evidence\/[0-9a-f]{2}\/[0-9a-f-]{36}$/)
  expect(desk.filesIn(desk.folders.uploads)).toEqual([])
  const [event] = (await (await desk.world.as('ines')).claims.get({ claimId })).history
  expect(event).toMatchObject({
    type: 'claim.evidenceAdded',
    data: { sha256: hashOf(content), scanState: 'clean' },
    personal: { fileName: 'Statement of work.pdf' },
  })
})

test('CLM-V13: what is not what its name says is EVIDENCE_TYPE, and nothing of it is kept', async ({ desk }) => {
  const { add } = await atHerClaim(desk)
  const wrong: [string, Buffer][] = [
    ['invoice.pdf', program],
    ['offer.pdf', html],
    ['logo.png', svg],
    ['offer.docx', office('docm', [{ name: 'word/vbaProject.bin', content: 'x' }])],
    ['offer.xlsx', office('docx')],
    ['offer.pdf.exe', pdf()],
    ['offer.pdf.html', pdf()],
    ['offer.html', html],
    ['offer.svg', svg],
    ['offer.docm', office('docm')],
    ['offer', pdf()],
    ['.pdf', pdf()],
    ['offer.pdf\0.exe', program],
    ['offer.zip', office('docx')],
    ['offer.eml', html],
  ]
  for (const [name, content] of wrong)
    expect(await add(name, content), name).toMatchObject({
      status: 400,
      body: { code: 'EVIDENCE_TYPE', field: 'evidence', ruleId: 'CLM-V13' },
    })
  expect(desk.clamd.scanned).toEqual([])
  await expectNothing(desk)
})

test('CLM-V13: 25 MB to the byte are taken, one byte more is EVIDENCE_SIZE (413) and leaves no file', async ({
  desk,
}) => {
  const { add } = await atHerClaim(desk)
  const max = 25 * 1024 * 1024
  const announced = await add('large.pdf', pdfOf(max + 1), { 'content-length': String(max + 1) })
  const unannounced = await add('large.pdf', pdfOf(max + 1))
  const lying = await add('large.pdf', pdfOf(max + 1), { 'content-length': '12' })
  for (const answer of [announced, unannounced, lying])
    expect(answer).toMatchObject({ status: 413, body: { code: 'EVIDENCE_SIZE', params: { maxMegabytes: 25 } } })
  await expectNothing(desk)
  expect(await add('large.pdf', pdfOf(max))).toMatchObject({ status: 201, body: { scanState: 'clean' } })
  expect((await rows(desk))[0]!.bytes).toBe(max)
})

test('an empty file is EVIDENCE_EMPTY', async ({ desk }) => {
  const { add } = await atHerClaim(desk)
  expect(await add('empty.pdf', Buffer.alloc(0))).toMatchObject({ status: 400, body: { code: 'EVIDENCE_EMPTY' } })
  await expectNothing(desk)
})

test('CLM-V13: the twenty-first file of a round is EVIDENCE_COUNT, also when many come at once', async ({ desk }) => {
  const { add, cookie, claimId } = await atHerClaim(desk)
  // Pictures: nobody begins a program to read them.
  const picture = (at: number) => Buffer.concat([png, Buffer.from([at])])
  for (let at = 0; at < 18; at++) expect((await add(`${at}.png`, picture(at))).status).toBe(201)
  const late = await Promise.all([21, 22, 23, 24].map((at) => add(`late ${at}.png`, picture(at))))
  expect(late.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 201, 400, 400])
  expect(late.find(({ status }) => status === 400)!.body).toMatchObject({ code: 'EVIDENCE_COUNT', params: { max: 20 } })
  expect(desk.filesIn(desk.folders.files)).toHaveLength(20)
  await (
    await desk.world.as('ines')
  ).claims.removeEvidence({ evidenceId: late.find(({ status }) => status === 201)!.body.evidenceId })
  expect((await send(desk, cookie, claimId, 'again.png', picture(25))).status).toBe(201)
})

test('an upload that breaks off half way leaves neither a file nor a row', async ({ desk }) => {
  const { claimId, cookie } = await atHerClaim(desk)
  const server = serve({ fetch: desk.app.fetch, hostname: '127.0.0.1', port: 0 })
  await new Promise<void>((listening) => server.once('listening', () => listening()))
  const { port } = server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1')
  const content = pdfOf(2_000_000)
  socket.write(
    `POST /files/claims/${claimId}/evidence?name=half.pdf HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/octet-stream\r\nx-ofrecord: 1\r\ncookie: ${cookie}\r\ncontent-length: ${content.length}\r\n\r\n`,
  )
  socket.write(content.subarray(0, 900_000))
  await expect.poll(() => desk.filesIn(desk.folders.uploads), { timeout: 10_000 }).toHaveLength(1)
  socket.destroy()
  await expect.poll(() => desk.filesIn(desk.folders.uploads), { timeout: 10_000 }).toEqual([])
  await expectNothing(desk)
  await new Promise<void>((closed) => server.close(() => closed()))
})

test('hostile names are shown without their teeth and never become a path', async ({ desk }) => {
  const { add, open } = await atHerClaim(desk)
  const names: [typed: string, shown: string, header: string][] = [
    ['../../etc/passwd.pdf', 'passwd.pdf', `attachment; filename="passwd.pdf"; filename*=UTF-8''passwd.pdf`],
    [
      '"; filename=x.html; a=".pdf',
      '"; filename=x.html; a=".pdf',
      `attachment; filename="__ filename_x.html_ a__.pdf"; filename*=UTF-8''%22%3B%20filename%3Dx.html%3B%20a%3D%22.pdf`,
    ],
    [
      'a\r\nset-cookie: x=1.pdf',
      'aset-cookie: x=1.pdf',
      `attachment; filename="aset-cookie_ x_1.pdf"; filename*=UTF-8''aset-cookie%3A%20x%3D1.pdf`,
    ],
    [
      'invoice\u202efdp.exe.pdf',
      'invoicefdp.exe.pdf',
      `attachment; filename="invoicefdp.exe.pdf"; filename*=UTF-8''invoicefdp.exe.pdf`,
    ],
    [
      "Möbel (o'clock)*.pdf",
      "Möbel (o'clock)*.pdf",
      `attachment; filename="M_bel _o_clock__.pdf"; filename*=UTF-8''M%C3%B6bel%20%28o%27clock%29%2a.pdf`,
    ],
    [
      'عقد 😀.pdf',
      'عقد 😀.pdf',
      `attachment; filename="___ __.pdf"; filename*=UTF-8''%D8%B9%D9%82%D8%AF%20%F0%9F%98%80.pdf`,
    ],
  ]
  for (const [typed, shown, header] of names) {
    const { status, body } = await add(typed, pdf())
    expect(status, typed).toBe(201)
    const response = await open(body.evidenceId)
    expect(response.headers.get('content-disposition'), typed).toBe(header)
    expect(response.headers.has('set-cookie')).toBe(false)
    expect(
      (
        await desk.world.rows<{ file_name: string }>('select file_name from evidence where id = $1', [body.evidenceId])
      )[0]!.file_name,
    ).toBe(shown)
  }
  for (const path of desk.filesIn(desk.folders.files)) expect(path).toMatch(/^[0-9a-f-]{36}$/)
  expect(await add('', pdf())).toMatchObject({ status: 400, body: { code: 'INPUT_SHAPE', field: 'name' } })
  expect(await add('n'.repeat(401), pdf())).toMatchObject({ status: 400, body: { code: 'INPUT_SHAPE' } })
})

test('CLM-R19: a claim that the vendor has takes no document: CLAIM_NOT_EDITABLE (CLM-V21)', async ({ desk }) => {
  const { add, claimId, number } = await atHerClaim(desk)
  await add('work.pdf', pdf())
  await submitClaim(desk.world, { claimId, number })
  expect(await add('more.pdf', pdf('more'))).toMatchObject({
    status: 409,
    body: { code: 'CLAIM_NOT_EDITABLE', params: { status: 'submitted' } },
  })
  expect(await rows(desk)).toHaveLength(1)
})

test('PRI-R1: somebody else’s claim and one that is not there are the same to an uploader; without a role it is FORBIDDEN, without a session 401', async ({
  desk,
}) => {
  const { claimId } = await atHerClaim(desk)
  for (const person of ['theo', 'ugo']) {
    const cookie = await desk.signedIn(person)
    const foreign = await send(desk, cookie, claimId, 'a.pdf', pdf())
    expect(foreign).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } })
    expect(await send(desk, cookie, '019a0000-0000-7000-8000-000000000001', 'a.pdf', pdf())).toEqual(foreign)
  }
  expect((await send(desk, await desk.signedIn('mina'), claimId, 'a.pdf', pdf())).status).toBe(403)
  expect((await send(desk, await desk.signedIn('rosa'), claimId, 'a.pdf', pdf())).status).toBe(403)
  expect(await send(desk, '', claimId, 'a.pdf', pdf())).toMatchObject({
    status: 401,
    body: { code: 'SIGN_IN_REQUIRED' },
  })
  await expectNothing(desk)
})

test('C19: an infected file is told to its uploader, its bytes are not kept, and the claim cannot be submitted', async ({
  desk,
}) => {
  const { add, claimId, open } = await atHerClaim(desk)
  const { status, body } = await add('work.pdf', Buffer.concat([pdf(), eicar]))
  expect([status, body.scanState]).toEqual([201, 'infected'])
  expect(desk.filesIn(desk.folders.files)).toEqual([])
  expect(desk.filesIn(desk.folders.uploads)).toEqual([])
  expect((await open(body.evidenceId)).status).toBe(409)
  const ines = await desk.world.as('ines')
  const { version } = await ines.claims.get({ claimId })
  await expect(ines.claims.submit({ claimId, version, acknowledged: true })).rejects.toThrow('EVIDENCE_INFECTED')
})

test('an uploader in a loop is slowed down: twenty a minute', async ({ desk }) => {
  const { claimId, cookie } = await atHerClaim(desk)
  const app = await desk.build({ limiter: new Limiter(() => 0) })
  const statuses: number[] = []
  for (let at = 0; at < 21; at++)
    statuses.push((await send({ ...desk, app }, cookie, claimId, 'a.exe', program)).status)
  expect(statuses.slice(0, 20)).toEqual(Array.from({ length: 20 }, () => 400))
  expect(statuses[20]).toBe(429)
})

test('the folder of uploads belongs to the application alone', async ({ desk }) => {
  const { add } = await atHerClaim(desk)
  await add('work.pdf', pdf())
  expect(existsSync(desk.folders.uploads)).toBe(true)
  expect((statSync(desk.folders.uploads).mode & 0o777).toString(8)).toBe('700')
  expect(readdirSync(desk.folders.uploads)).toEqual([])
})
