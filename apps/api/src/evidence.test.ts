import { expect } from 'vitest'
import { pdf } from '@ofrecord/core/test/papers'
import { makeClaim, openedWindow } from '@ofrecord/core/test/story'
import { test } from '../test/desk.ts'
import { atHerClaim, send, upload } from '../test/uploads.ts'

test('an upload is answered with what was found: the six points are there when the page asks again (E1–E6)', async ({
  desk,
}) => {
  const { add, claimId } = await atHerClaim(desk)
  const form = await desk.app.request(`/files/forms/${claimId}.pdf`, {
    headers: { cookie: await desk.signedIn('ines') },
  })
  expect((await add('form.pdf', Buffer.from(await form.arrayBuffer()))).status).toBe(201)
  const { evidence } = await (await desk.world.as('ines')).claims.get({ claimId })
  // The form names parties, items and activity; nobody has signed it yet.
  expect(evidence[0]!.preflight).toMatchObject({ found: { E1: 1, E2: null, E3: 1, E4: 1, E5: 1, E6: null } })
  expect(desk.filesIn(desk.folders.uploads)).toEqual([])
})

test('CLM-V14: the same file again is taken, and EVIDENCE_DUPLICATE is a warning in the answer', async ({ desk }) => {
  const { add, cookie } = await atHerClaim(desk)
  expect((await add('work.pdf', pdf())).body).toMatchObject({ warnings: [], duplicates: [] })
  const other = await makeClaim(desk.world, { name: 'Other', items: [{ code: 'SITE', subscription: '' }] })
  await desk.world.rows(
    `update claim set customer_tenant_id = (select id from customer_tenant where name like 'Nord%') where id = $1`,
    [other.claimId],
  )
  const { status, body } = await send(desk, cookie, other.claimId, 'again.pdf', pdf())
  expect(status).toBe(201)
  expect(body).toMatchObject({ warnings: [{ code: 'EVIDENCE_DUPLICATE', rule: 'CLM-V14', warning: true }] })
})

test('note and kind come with the upload; a note of more than 500 characters is INPUT_SHAPE', async ({ desk }) => {
  const { claimId, cookie } = await atHerClaim(desk)
  const sent = (note: string) =>
    desk.app.request(
      `/files/claims/${claimId}/evidence?name=a.pdf&kind=purchase_order&note=${encodeURIComponent(note)}`,
      {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', 'x-ofrecord': '1', cookie },
        body: new Uint8Array(pdf()),
      },
    )
  expect((await sent('Page 2: “signed”')).status).toBe(201)
  expect((await sent('n'.repeat(501))).status).toBe(400)
  const { evidence } = await (await desk.world.as('ines')).claims.get({ claimId })
  expect(evidence.map(({ kind, note }) => [kind, note])).toEqual([['purchase_order', 'Page 2: “signed”']])
})

test('the vendor’s form is a PDF of the own claim, in the language of the link; anybody else’s is absent (PRI-R1)', async ({
  desk,
}) => {
  const { claimId, number, cookie } = await atHerClaim(desk)
  const get = (path: string, as: string) => desk.app.request(path, { headers: { cookie: as } })
  const form = await get(`/files/forms/${claimId}.pdf?language=it`, cookie)
  expect([form.status, form.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(form.headers.get('content-disposition')).toBe(`attachment; filename="claim-${number}-form.pdf"`)
  expect(Buffer.from(await form.arrayBuffer()).toString('latin1')).toMatch(/^%PDF-[\s\S]*\/Lang \(it\)/)
  expect((await get(`/files/forms/${claimId}.pdf`, '')).status).toBe(401)
  for (const person of ['theo', 'rosa'])
    expect((await get(`/files/forms/${claimId}.pdf`, await desk.signedIn(person))).status, person).toBe(404)
  expect((await get('/files/forms/nonsense.pdf', cookie)).status).toBe(400)
})

test('B.1.9: one upload is on every approved claim, and each claim says what became of it in the sender’s language', async ({
  desk,
}) => {
  const approved = await openedWindow(desk.world)
  const draft = await makeClaim(desk.world, { name: 'Draft', items: [{ code: 'SITE', subscription: '' }] })
  const query = new URLSearchParams({ claims: `${approved.claimId},${draft.claimId}`, name: 'work.pdf', kind: 'other' })
  const share = (search: string) =>
    desk.app.request(`/files/evidence?${search}`, {
      method: 'POST',
      headers: { ...upload, cookie, 'accept-language': 'it' },
      body: new Uint8Array(pdf()),
    })
  const cookie = await desk.signedIn('ines')
  const response = await share(query.toString())
  expect([response.status, await response.json()]).toEqual([
    200,
    {
      results: [
        { claimId: approved.claimId, evidenceId: expect.any(String) },
        expect.objectContaining({
          claimId: draft.claimId,
          code: 'CLAIM_NOT_APPROVED',
          message: expect.stringContaining('non è approvata'),
        }),
      ],
    },
  ])
  expect(desk.filesIn(desk.folders.uploads)).toEqual([])
  query.set('claims', Array.from({ length: 26 }, () => crypto.randomUUID()).join(','))
  expect(await (await share(query.toString())).json()).toMatchObject({ code: 'INPUT_SHAPE', field: 'claims' })
})
