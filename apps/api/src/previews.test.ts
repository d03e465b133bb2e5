import { expect } from 'vitest'
import { makeClaim } from '@ofrecord/core/test/story'
import { test } from '../test/desk.ts'

test('NOT-R5 the letter is shown in a frame of ours, where nothing of it runs, loads or leads anywhere', async ({
  desk,
}) => {
  const { claimId } = await makeClaim(desk.world)
  const cookie = await desk.signedIn('ines')
  const response = await desk.app.request(`/previews/claim/${claimId}`, { headers: { cookie } })
  const html = await response.text()
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=UTF-8'])
  expect(html).toContain('Kestrel Consulting Group asks to see two figures')
  expect(html).not.toMatch(/href=|__link__/)
  expect(response.headers.get('content-security-policy')).toBe(
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'",
  )
  expect(response.headers.get('x-frame-options')).toBe('SAMEORIGIN')
  expect(response.headers.get('cache-control')).toBe('no-store')
})

test('PRI-R1 to others the letter of a claim is not there, nor to nobody', async ({ desk }) => {
  const { claimId } = await makeClaim(desk.world)
  const statusFor = async (path: string, cookie = '') => (await desk.app.request(path, { headers: { cookie } })).status
  const theo = await desk.signedIn('theo')
  expect(await statusFor(`/previews/claim/${claimId}`)).toBe(401)
  expect(await statusFor(`/previews/claim/${claimId}`, theo)).toBe(404)
  expect(await statusFor(`/previews/draft/${claimId}`, theo)).toBe(404)
  expect(await statusFor('/previews/claim/1000001', theo)).toBe(404)
  expect(await statusFor('/previews/letter/x', theo)).toBe(404)
})
