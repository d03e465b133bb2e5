import { expect } from 'vitest'
import { auditHistory, HistoryFile } from '@ofrecord/core/claims/history'
import { addEvidence, makeClaim, submitClaim } from '@ofrecord/core/test/story'
import { test } from '../test/desk.ts'
import type { Desk } from '../test/desk.ts'

const download = async (desk: Desk, person: string, path: string) =>
  desk.app.request(`/histories/${path}`, { headers: { cookie: await desk.signedIn(person) } })

test('B.1.9: a history comes as JSON that checks offline, under a name to keep it by', async ({ desk }) => {
  const { claimId, number } = await makeClaim(desk.world)
  const response = await download(desk, 'ines', `${claimId}.json`)
  expect(response.status).toBe(200)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'application/json',
    'content-disposition': `attachment; filename="claim ${number} history.json"`,
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-store',
  })
  expect(auditHistory(HistoryFile.parse(await response.json())).flaws).toEqual([])
})

test('B.1.9: a history comes as a PDF', async ({ desk }) => {
  const { claimId } = await makeClaim(desk.world)
  const response = await download(desk, 'ines', `${claimId}.pdf?language=it`)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  expect(
    Buffer.from(await response.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
})

test('PRI-R1: a foreign claim, a random one and a name that is none answer alike', async ({ desk }) => {
  const { claimId } = await makeClaim(desk.world)
  for (const path of [`${claimId}.json`, `${claimId}.pdf`, `${crypto.randomUUID()}.json`, 'x.json', `${claimId}.exe`]) {
    const response = await download(desk, 'theo', path)
    expect([response.status, await response.json()], path).toEqual([
      404,
      expect.objectContaining({ code: 'NOT_FOUND' }),
    ])
  }
})

test('nobody reads a history without signing in', async ({ desk }) => {
  const { claimId } = await makeClaim(desk.world)
  const response = await desk.app.request(`/histories/${claimId}.json`)
  expect([response.status, await response.json()]).toEqual([401, expect.objectContaining({ code: 'SIGN_IN_REQUIRED' })])
})

test('GEN-R6: who took a history is written down: of a partner for its organisation, of the vendor’s staff for the vendor', async ({
  desk,
}) => {
  const { claimId, number } = await makeClaim(desk.world)
  await download(desk, 'ines', `${claimId}.pdf`)
  await download(desk, 'theo', `${claimId}.json`)
  await addEvidence(desk.world, claimId)
  await submitClaim(desk.world, { claimId, number })
  await download(desk, 'aiko', `${claimId}.json`)
  const noted = `select type, organization_id is null as "vendors", data from event where type like '%Exported' order by position`
  expect(await desk.world.rows(noted)).toEqual([
    { type: 'organization.historyExported', vendors: false, data: { claimId, number, format: 'pdf', events: 1 } },
    { type: 'vendor.historyExported', vendors: true, data: { claimId, number, format: 'json', events: 2 } },
  ])
})
