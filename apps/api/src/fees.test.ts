import { expect } from 'vitest'
import { buy, order } from '@ofrecord/core/test/fees'
import { pdf } from '@ofrecord/core/test/papers'
import { test } from '../test/desk.ts'
import { upload } from '../test/uploads.ts'

test('B.18 the paper of an invoice opens to who administers the membership or everything, and to the desk; to nobody else', async ({
  desk,
}) => {
  await buy(desk.world, 'tara', 'starter')
  const [{ id }] = (await desk.world.rows<{ id: string }>('select id from invoice')) as [{ id: string }]
  const get = async (person: string) =>
    desk.app.request(`/invoices/${id}.pdf?language=it`, { headers: { cookie: await desk.signedIn(person) } })
  // It waits for its number: there is no paper yet.
  expect((await get('tara')).status).toBe(404)
  desk.world.at(new Date(desk.world.now().getTime() + 60_000))
  await desk.world.fire()
  for (const person of ['tara', 'max', 'sam']) {
    const paper = await get(person)
    expect([person, paper.status, paper.headers.get('content-type')]).toEqual([person, 200, 'application/pdf'])
    expect(paper.headers.get('content-disposition')).toBe('attachment; filename="invoice-2026-000001.pdf"')
  }
  expect(await Promise.all(['gwen', 'luca', 'theo', 'rosa'].map(async (person) => (await get(person)).status))).toEqual(
    [404, 404, 403, 403],
  )
  expect((await desk.app.request(`/invoices/${id}.pdf`)).status).toBe(401)
  expect((await desk.app.request('/invoices/x.pdf', { headers: { cookie: await desk.signedIn('tara') } })).status).toBe(
    400,
  )
})

test('the proof of a transfer goes through the door and the scanner of evidence, and opens to the desk', async ({
  desk,
}) => {
  const { orderId } = await order(desk.world, 'tara', 'starter', 'transfer')
  const { paymentId } = await (await desk.world.as('tara')).memberships.getOrder({ orderId })
  const path = `/files/payments/${paymentId}/proof`
  const send = async (person: string, body: Buffer, name = 'proof.pdf') =>
    desk.app.request(`${path}?name=${name}`, {
      method: 'POST',
      headers: { ...upload, cookie: await desk.signedIn(person) },
      body: new Uint8Array(body),
    })
  expect((await send('gwen', pdf())).status).toBe(404)
  expect((await send('tara', Buffer.from('MZ'), 'proof.exe')).status).toBe(400)
  expect((await send('tara', pdf())).status).toBe(201)
  expect(await (await desk.world.as('tara')).memberships.getOrder({ orderId })).toMatchObject({
    paymentState: 'proof_uploaded',
    proof: { fileName: 'proof.pdf', bytes: pdf().length },
  })
  const read = async (person: string) => desk.app.request(path, { headers: { cookie: await desk.signedIn(person) } })
  const [mine, desks] = [await read('max'), await read('sam')]
  expect([mine.status, desks.status, (await read('gwen')).status]).toEqual([200, 200, 404])
  expect(Buffer.from(await desks.arrayBuffer()).equals(pdf())).toBe(true)
  expect(desk.filesIn(desk.folders.uploads)).toEqual([])
})

test('the history of payments is a file of the same filters, and who takes it is written down (GEN-R6)', async ({
  desk,
}) => {
  await buy(desk.world, 'tara', 'starter')
  const answer = await desk.app.request('/exports/payments.csv?filters={"standings":["paid"]}&language=it', {
    headers: { cookie: await desk.signedIn('tara') },
  })
  const [head, row] = (await answer.text()).split('\n')
  expect(head).toContain('Ordine,Ordinato il (UTC),Sede')
  expect(row).toMatch(/^O-2026-000001,.*,475\.00,0\.00,475\.00,USD,/)
  expect(
    await desk.world.rows(
      `select data ->> 'list' as list, (data ->> 'rows')::int as rows from event where type = 'organization.listExported'`,
    ),
  ).toEqual([{ list: 'payments', rows: 1 }])
})
