import { expect } from 'vitest'
import { addEvidence, makeClaim } from '@ofrecord/core/test/story'
import { ours, test } from '../test/desk.ts'
import type { Desk } from '../test/desk.ts'

const json = async (response: Response): Promise<Record<string, unknown>> =>
  (await response.json()) as Record<string, unknown>

test('what changes something and does not come from our own pages is 403, whichever sign of it is missing', async ({
  desk,
}) => {
  const cookie = await desk.signedIn('ines')
  const wrong: [string, Record<string, string>][] = [
    ['no mark', { 'content-type': 'application/json' }],
    ['another mark', { ...ours, 'x-ofrecord': 'true' }],
    ['a form', { ...ours, 'content-type': 'application/x-www-form-urlencoded' }],
    ['a form with files', { ...ours, 'content-type': 'multipart/form-data; boundary=x' }],
    ['text', { ...ours, 'content-type': 'text/plain' }],
    ['text that says JSON later', { ...ours, 'content-type': 'text/plain; application/json' }],
    ['no content type', { 'x-ofrecord': '1' }],
    ['another site', { ...ours, 'sec-fetch-site': 'cross-site' }],
    ['a sister site', { ...ours, 'sec-fetch-site': 'same-site' }],
  ]
  for (const path of ['/trpc/claims.drafts.save', '/auth/sign-out', '/files/claims/x/evidence', '/'])
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      for (const [what, headers] of wrong) {
        const response = await desk.app.request(path, { method, headers: { ...headers, cookie }, body: '{}' })
        expect(response.status, `${method} ${path} with ${what}`).toBe(403)
        expect((await json(response)).code).toBe('CROSS_SITE')
      }
  expect(await desk.world.rows('select from auth_session')).toHaveLength(1)
})

test('a batch has ten calls at most, however its commas are written', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  const batch = async (calls: number, comma: string) => {
    const path = Array.from({ length: calls }, () => 'session.me').join(comma)
    return (await desk.app.request(`/trpc/${path}?batch=1&input={}`, { headers: { cookie } })).status
  }
  expect([await batch(10, ','), await batch(10, '%2C')]).toEqual([200, 200])
  expect([await batch(11, ','), await batch(11, '%2C'), await batch(11, '%2c'), await batch(1000, ',')]).toEqual([
    400, 400, 400, 400,
  ])
})

test('an unknown procedure is 404 and tells nothing of the code', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  for (const path of ['claims.unknown', 'claims', '__proto__', 'constructor.name', 'claims.list.toString']) {
    const response = await desk.app.request(`/trpc/${path}`, { headers: { cookie } })
    expect(response.status, path).toBe(404)
    expect(await response.text()).not.toMatch(/\.ts|node_modules|stack|at /)
  }
})

test('a query is asked with GET and a mutation with POST, not the other way round', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  const { claimId } = await makeClaim(desk.world)
  const input = encodeURIComponent(JSON.stringify({ claimId, body: 'hello', audience: 'shared' }))
  expect((await desk.app.request(`/trpc/claims.comment?input=${input}`, { headers: { cookie } })).status).toBe(405)
  expect(
    (await desk.app.request('/trpc/claims.list', { method: 'POST', headers: { ...ours, cookie }, body: '{}' })).status,
  ).toBe(405)
  expect(await desk.world.rows('select from comment')).toEqual([])
})

const getClaim = (desk: Desk, cookie: string, claimId: string, language?: string) =>
  desk.app.request(`/trpc/claims.get?input=${encodeURIComponent(JSON.stringify({ claimId }))}`, {
    headers: { cookie, ...(language && { 'accept-language': language }) },
  })

test('B.0.3: a refusal has its code, rule, field and parameters, and a sentence in the reader’s language', async ({
  desk,
}) => {
  const cookie = await desk.signedIn('ines')
  const comment = async (language: string) => {
    const body = JSON.stringify({ draftId: '019a0000-0000-7000-8000-000000000001', version: 1 })
    const response = await desk.app.request('/trpc/claims.drafts.finish', {
      method: 'POST',
      headers: { ...ours, cookie, 'accept-language': language },
      body,
    })
    return {
      status: response.status,
      error: (await json(response)).error as {
        message: string
        data: { code: string; refusal: Record<string, unknown> }
      },
    }
  }
  const english = await comment('en-GB,en;q=0.9')
  expect(english).toMatchObject({ status: 404, error: { message: 'NOT_FOUND', data: { code: 'NOT_FOUND' } } })
  expect(english.error.data.refusal).toEqual({
    code: 'NOT_FOUND',
    field: null,
    ruleId: 'PRI-R1',
    params: {},
    retryable: false,
    message: 'There is nothing here that you can see. Check the address, or ask for access.',
  })
  const italian = await comment('it-IT,it;q=0.9,en;q=0.8')
  expect(italian.error.data.refusal.message).not.toBe(english.error.data.refusal.message)
  expect(italian.error.data.refusal.message).toMatch(/[a-z]/)
  expect((await comment('xx')).error.data.refusal.message).toBe(english.error.data.refusal.message)
})

test('PRI-R1: a foreign claim and one that is not there have the same body and status', async ({ desk }) => {
  const { claimId } = await makeClaim(desk.world)
  const cookie = await desk.signedIn('theo')
  const [foreign, absent] = [
    await getClaim(desk, cookie, claimId),
    await getClaim(desk, cookie, '019a0000-0000-7000-8000-000000000001'),
  ]
  expect([foreign.status, absent.status]).toEqual([404, 404])
  expect(await foreign.text()).toBe(await absent.text())
})

test('input without the shape, or that is no JSON at all, is 400 and names the field', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  const ask = async (input: string) =>
    desk.app.request(`/trpc/claims.list?input=${encodeURIComponent(input)}`, { headers: { cookie } })
  const wrong = await ask(JSON.stringify({ sort: 'name' }))
  expect(wrong.status).toBe(400)
  expect(await json(wrong)).toMatchObject({ error: { data: { refusal: { code: 'INPUT_SHAPE', field: 'sort' } } } })
  for (const input of [
    '{',
    '[]',
    'null',
    '"x"',
    '{"__proto__":{"sort":"number"},"x":1}',
    '['.repeat(10_000),
    '{"size":1e999}',
  ])
    expect((await ask(input)).status, input.slice(0, 30)).toBe(400)
})

test('a body of more than a megabyte is not read: 413', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  const body = JSON.stringify({ name: 'x'.repeat(1024 * 1024) })
  for (const path of ['/trpc/claims.drafts.save', '/auth/sign-in/email'])
    expect((await desk.app.request(path, { method: 'POST', headers: { ...ours, cookie }, body })).status, path).toBe(
      413,
    )
})

const fault = async (desk: Desk, pathOf: (evidenceId: string) => string) => {
  const cookie = await desk.signedIn('ines')
  const { claimId } = await makeClaim(desk.world)
  const path = pathOf(await addEvidence(desk.world, claimId))
  await desk.world.rows('alter table claim rename to claim_gone')
  return desk.app.request(path, { headers: { cookie } })
}
const leak = /claim_gone|relation|select|\.ts|node_modules|Error:/i

test('a fault of a document’s door is 500 with a reference and without a word of the database or the code', async ({
  desk,
}) => {
  const response = await fault(desk, (evidenceId) => `/files/evidence/${evidenceId}`)
  expect(response.status).toBe(500)
  const text = await response.text()
  expect(text).not.toMatch(leak)
  expect(JSON.parse(text)).toMatchObject({ code: 'FAULT', reference: expect.stringMatching(/^[0-9a-f-]{36}$/) })
})

// PostgreSQL's sentence reaches the reader until the kernel's error formatter masks what is no refusal.
test('a fault of a procedure is 500 without a word of the database or the code', async ({ desk }) => {
  const response = await fault(desk, () => '/trpc/claims.list?input={}')
  expect(response.status).toBe(500)
  expect(await response.text()).not.toMatch(leak)
})
