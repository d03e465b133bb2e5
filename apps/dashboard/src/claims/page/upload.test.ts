import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ProblemError } from '../../lib/problem.ts'
import { problemOfFile, uploadEvidence } from './upload.ts'

const seen: { url: string; headers: Headers; bytes: number }[] = []
const refusal = {
  code: 'EVIDENCE_TYPE',
  message: 'fake.pdf is not what its name says.',
  field: 'evidence',
  ruleId: 'CLM-V13',
  params: { file: 'fake.pdf' },
  retryable: false,
}

const server = setupServer(
  http.post('*/files/claims/:claimId/evidence', async ({ request }) => {
    const { byteLength } = await request.arrayBuffer()
    seen.push({ url: request.url, headers: request.headers, bytes: byteLength })
    if (new URL(request.url).searchParams.get('name') === 'fake.pdf') return HttpResponse.json(refusal, { status: 400 })
    const taken = { evidenceId: 'e', scanState: 'clean', head: false, warnings: [], duplicates: [] }
    return HttpResponse.json(taken, { status: 201 })
  }),
)
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
afterAll(() => server.close())

const send = (file: File, signal = new AbortController().signal) =>
  uploadEvidence({ claimId: 'c', kind: 'purchase_order' }, file, () => {}, signal)

test('a document is sent as it is, named and kinded, from our own pages', async () => {
  await send(new File(['12345'], 'order & terms.pdf'))
  const [request] = seen
  expect(new URL(request!.url).searchParams.get('name')).toBe('order & terms.pdf')
  expect(new URL(request!.url).searchParams.get('kind')).toBe('purchase_order')
  expect(request!.headers.get('content-type')).toBe('application/octet-stream')
  expect(request!.headers.get('x-ofrecord')).toBe('1')
  expect(request!.bytes).toBe(5)
})

test('a refusal keeps the server’s sentence and code (EVIDENCE_TYPE)', async () => {
  const refused = await send(new File(['no pdf'], 'fake.pdf')).catch((error: unknown) => error)
  expect(refused).toBeInstanceOf(ProblemError)
  expect((refused as ProblemError).problem).toMatchObject({
    code: 'EVIDENCE_TYPE',
    message: 'fake.pdf is not what its name says.',
    field: 'evidence',
  })
})

test('an upload that is cancelled ends with the signal’s reason', async () => {
  const stop = new AbortController()
  const sending = send(new File(['12345'], 'a.pdf'), stop.signal)
  stop.abort(new Error('cancelled'))
  await expect(sending).rejects.toThrow('cancelled')
})

test.each([
  ['SOW.PDF', 10, undefined],
  ['mail.msg', 10, undefined],
  ['macro.docm', 10, /macro\.docm is not one of the accepted types/],
  ['noextension', 10, /noextension is not one of the accepted types/],
  ['constructor', 10, /not one of the accepted types/],
  ['empty.pdf', 0, /The file is empty/],
  ['limit.pdf', 25 * 1024 * 1024, undefined],
  ['over.pdf', 25 * 1024 * 1024 + 1, /larger than 25 MB/],
])('%s of %i bytes is judged before it is sent (CLM-V13)', (name, size, text) => {
  const file = new File(['x'], name)
  Object.defineProperty(file, 'size', { value: size })
  if (text) expect(problemOfFile(file)).toMatch(text)
  else expect(problemOfFile(file)).toBeUndefined()
})
