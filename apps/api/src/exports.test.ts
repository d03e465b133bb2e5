import { expect } from 'vitest'
import { makeClaim } from '@ofrecord/core/test/story'
import { test } from '../test/desk.ts'
import type { Desk } from '../test/desk.ts'

const download = async (desk: Desk, person: string, filters: object = {}, language = 'en') => {
  const query = new URLSearchParams({ filters: JSON.stringify(filters), language })
  const cookie = await desk.signedIn(person)
  return desk.app.request(`/exports/claims.csv?${query}`, { headers: { cookie } })
}

test('the list comes as a file that a browser keeps, with the date in its name and in the language asked for', async ({
  desk,
}) => {
  await makeClaim(desk.world, { name: 'One' })
  await makeClaim(desk.world, { name: 'Two', items: [{ code: 'SITE', subscription: '' }] })
  const response = await download(desk, 'ines', { search: 'Two' }, 'it')
  expect(response.status).toBe(200)
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/csv; charset=utf-8; header=present',
    'content-disposition': 'attachment; filename="claims 2026-11-02.csv"',
    'content-security-policy': "sandbox; default-src 'none'",
    'cache-control': 'private, no-store',
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf])
  const lines = bytes.toString('utf8').trim().split('\n')
  expect([lines.length, lines[0]!.includes('Numero'), lines[1]!.includes('Two')]).toEqual([2, true, true])
  const noted = `select type, data->'rows' as rows from event where type like '%Exported'`
  expect(await desk.world.rows(noted)).toEqual([{ type: 'organization.listExported', rows: 1 }])
})

test('C2: who may not see the list may not export it', async ({ desk }) => {
  for (const person of ['luca', 'rosa'])
    expect(await (await download(desk, person)).json(), person).toMatchObject({ code: 'FORBIDDEN' })
  const nobody = await desk.app.request('/exports/claims.csv')
  expect([nobody.status, await nobody.json()]).toEqual([401, expect.objectContaining({ code: 'SIGN_IN_REQUIRED' })])
})

test('ROL-R1: a link without headers is for the organisation that its reader chose, kept in a cookie', async ({
  desk,
}) => {
  await makeClaim(desk.world, { name: 'One' })
  const [kestrel, tidewater] = await desk.world.rows<{ id: string }>(
    `select id from organization where name ~ '^(Kestrel|Tidewater)' order by name`,
  )
  await desk.world.rows(
    `insert into role_assignment (id, vendor_id, person_id, organization_id, role, source, granted_at, held_back)
     select gen_random_uuid(), p.vendor_id, p.id, $1, 'global_admin', 'granted', now(), false from person p where p.name = 'Ines Marchetti'`,
    [tidewater!.id],
  )
  const cookie = await desk.signedIn('ines')
  const rowsWith = async (chosen: string) => {
    const response = await desk.app.request('/exports/claims.csv', { headers: { cookie: `${cookie}${chosen}` } })
    return (await response.text()).trim().split('\n').length - 1
  }
  const noted = `select o.name from event e join organization o on o.id = e.organization_id where e.type = 'organization.listExported' order by e.id`
  expect(await rowsWith(`; ofrecord.place=${kestrel!.id}`)).toBe(1)
  expect(await rowsWith(`; ofrecord.place=${tidewater!.id}`)).toBe(0)
  const unchosen = await rowsWith('')
  expect(await rowsWith('; ofrecord.place=019a0000-0000-7000-8000-000000000001')).toBe(unchosen)
  const names = (await desk.world.rows<{ name: string }>(noted)).map(({ name }) => name.split(' ')[0])
  const usual = unchosen === 1 ? 'Kestrel' : 'Tidewater'
  // The clock stands still, so the order among them says nothing.
  expect(Object.groupBy(names, (name) => name!)).toEqual(
    Object.groupBy(['Kestrel', 'Tidewater', usual, usual], (name) => name),
  )
})

test('filters that the list does not know are INPUT_SHAPE, before the first byte', async ({ desk }) => {
  const cookie = await desk.signedIn('ines')
  for (const filters of ['{', '[]', '{"where":{}}', '{"statuses":["secret"]}', 'null']) {
    const response = await desk.app.request(`/exports/claims.csv?filters=${encodeURIComponent(filters)}`, {
      headers: { cookie },
    })
    expect([response.status, await response.json()], filters).toEqual([
      400,
      expect.objectContaining({ code: 'INPUT_SHAPE' }),
    ])
  }
})

test('B.18: people come as a file to administrators of their scope, and that is written down', async ({ desk }) => {
  const people = async (person: string) =>
    desk.app.request(`/exports/people.csv?filters=${encodeURIComponent('{"role":"member"}')}`, {
      headers: { cookie: await desk.signedIn(person) },
    })
  const [head, ...rows] = (await (await people('gwen')).text()).trim().split('\n')
  expect(head!.replace('\uFEFF', '')).toBe(
    'Name,Work e-mail,Job role,Country,Location,Location number,Roles,State,Since',
  )
  expect(rows.every((row) => row.includes('Member') && row.includes('kestrel'))).toBe(true)
  expect((await people('ines')).status).toBe(403)
  const noted = `select type, data->'list' as list, data->'rows' as rows from event where type like '%Exported'`
  expect(await desk.world.rows(noted)).toEqual([
    { type: 'organization.listExported', list: 'people', rows: rows.length },
  ])
})
