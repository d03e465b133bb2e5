import { expect } from 'vitest'
import type { PersonActor } from '@ofrecord/core/kernel/actor'
import { Limiter } from '@ofrecord/core/kernel/limiter'
import { addContact, placeOf, stayOf } from '@ofrecord/core/test/people'
import { test as deskTest } from '../test/desk.ts'

const extension = 'urn:ietf:params:scim:schemas:extension:ofrecord:2.0:User'
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const ada = 'ada.byrne@kestrel.example'
const mina = 'mina.member@kestrel.example'

interface Answer {
  status: number
  body: Record<string, unknown>
  headers: Headers
}

type Ask = (method: string, path: string, body?: unknown, headers?: Record<string, string>) => Promise<Answer>

/** A directory with a token of Kestrel's, at the real api. */
const test = deskTest.extend<{ ask: Ask; token: string; milan: string }>({
  milan: async ({ desk: { world } }, use) => {
    const id = await placeOf(world, 'milan')
    const [row] = await world.rows<{ number: string }>('select number::text from location where id = $1', [id])
    await use(row!.number)
  },
  token: async ({ desk: { world } }, use) => {
    const { directory } = await world.as('gwen')
    await use((await directory.makeToken({ name: 'People', locationId: await placeOf(world, 'leeds') })).token)
  },
  ask: async ({ desk, token }, use) => use(askerOf(desk.app, token)),
})

const askerOf =
  (app: { request: (path: string, init: RequestInit) => Response | Promise<Response> }, token: string): Ask =>
  async (method, path, body, headers = {}) => {
    const sent = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json', ...headers }
    const written = typeof body === 'string' ? body : JSON.stringify(body)
    const response = await app.request(`/scim/v2${path}`, {
      method,
      headers: sent,
      ...(body !== undefined && { body: written }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : {} }
  }

const resource = (changes: object = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: ada,
  externalId: 'e-1',
  name: { givenName: 'Ada', familyName: 'Byrne' },
  displayName: 'Ada Byrne',
  emails: [{ primary: true, type: 'work', value: ada }],
  title: 'Engineer',
  preferredLanguage: 'en-GB',
  addresses: [
    { type: 'home', country: 'FR' },
    { type: 'work', country: 'GB' },
  ],
  active: true,
  phoneNumbers: [{ value: '1' }],
  ...changes,
})

const patch = (...Operations: object[]) => ({ schemas: [patchOp], Operations })
const shown = ({ status, body }: Answer) => [status, body.scimType, (body[extension] as { code?: string })?.code]

test('RFC 7643, 5 to 7: what the server can do is said to anybody, what it keeps to whoever has a token', async ({
  ask,
  desk,
}) => {
  const config = await desk.app.request('/scim/v2/ServiceProviderConfig')
  expect(config.headers.get('content-type')).toBe('application/scim+json; charset=utf-8')
  expect(await config.json()).toMatchObject({ patch: { supported: true }, bulk: { supported: false } })
  expect((await ask('GET', '/ResourceTypes')).body).toMatchObject({
    totalResults: 1,
    Resources: [{ endpoint: '/Users' }],
  })
  expect((await ask('GET', '/Schemas')).body).toMatchObject({ totalResults: 2 })
  expect((await ask('GET', `/Schemas/${extension}`)).body).toMatchObject({ attributes: [{ name: 'location' }] })
  expect((await ask('GET', '/Schemas?filter=id eq "x"')).status).toBe(403)
  for (const path of ['/Groups', '/Me', '/Bulk', '/Schemas/x', ''])
    expect(await ask('GET', path), path).toMatchObject({ status: 404, body: { status: '404' } })
})

test('B.6.1: somebody is brought, found by name and by the directory’s own number, page by page, and told as they were sent', async ({
  ask,
  milan,
}) => {
  const sent = resource({ [extension]: { location: milan } })
  const { status, body, headers } = await ask('POST', '/Users', sent)
  expect(status).toBe(201)
  const { phoneNumbers: _kept, schemas: _known, ...told } = sent
  expect(body).toMatchObject({ ...told, preferredLanguage: 'en', addresses: [{ type: 'work', country: 'GB' }] })
  expect(headers.get('location')).toBe(`http://127.0.0.1:4000/scim/v2/Users/${String(body.id)}`)
  const filters = [
    `userName eq "${ada.toUpperCase()}"`,
    'externalId Eq "e-1"',
    `emails[type eq "work"].value eq "${ada}"`,
    `id eq "${String(body.id)}"`,
  ]
  for (const filter of filters) {
    const found = await ask('GET', `/Users?filter=${encodeURIComponent(filter)}`)
    expect(found.body, filter).toMatchObject({
      totalResults: 1,
      startIndex: 1,
      itemsPerPage: 1,
      Resources: [{ id: body.id }],
    })
  }
  const everybody = (await ask('GET', '/Users?filter=active eq true')).body
  const pages = [await ask('GET', '/Users?startIndex=-1&count=2'), await ask('GET', '/Users?startIndex=3&count=500')]
  const ids = pages.flatMap((page) => (page.body.Resources as { id: string }[]).map(({ id }) => id))
  expect(ids).toEqual((everybody.Resources as { id: string }[]).map(({ id }) => id))
  expect((await ask('GET', '/Users?count=0')).body).toMatchObject({ totalResults: ids.length, Resources: [] })
  expect(shown(await ask('POST', '/Users', resource()))).toEqual([409, 'uniqueness', 'INVITE_ALREADY_PENDING'])
})

test.for([
  ['replace active by path', { op: 'replace', path: 'active', value: false }],
  ['capitalised, with a word', { op: 'Replace', path: 'active', value: 'False' }],
  ['without a path', { op: 'replace', value: { active: false } }],
  ['in a wrapped value', { op: 'Add', path: 'active', value: [{ $ref: null, value: 'False' }] }],
  [
    'with the schema before it',
    { op: 'replace', path: 'urn:ietf:params:scim:schemas:core:2.0:User:active', value: false },
  ],
  [
    'with another name in the same breath',
    { op: 'replace', value: { active: 'false', userName: 'gone@kestrel.example' } },
  ],
] as const)('AF13: a directory switches somebody off: %s', async ([, operation], { ask, desk: { world } }) => {
  const { personId } = await stayOf(world, mina)
  const { status, body } = await ask('PATCH', `/Users/${personId}`, patch(operation))
  expect([status, body.active, body.userName]).toEqual([200, false, mina])
  expect((await stayOf(world, mina)).status).toBe('ended')
})

test('RFC 7644, 3.5: parts of a name, a job, a country, the location and the number are changed by path, by object and by PUT', async ({
  ask,
  milan,
}) => {
  const { body } = await ask('POST', '/Users', resource({ [extension]: { location: milan } }))
  const path = `/Users/${String(body.id)}`
  const changed = await ask('PATCH', path, {
    operations: [
      { op: 'Replace', path: 'name.familyName', value: 'King' },
      { op: 'Add', path: 'addresses[type eq "work"].country', value: 'IT' },
      { op: 'add', value: { 'name.givenName': 'Ada M.', title: 'Architect', nickName: 'A' } },
      { op: 'Remove', path: 'externalId' },
      { op: 'replace', path: `${extension}:location`, value: milan },
    ],
  })
  expect(changed).toMatchObject({
    status: 200,
    body: {
      name: { formatted: 'Ada M. King', givenName: 'Ada M.', familyName: 'King' },
      title: 'Architect',
      addresses: [{ country: 'IT' }],
    },
  })
  expect(changed.body).not.toHaveProperty('externalId')
  const put = await ask('PUT', path, resource({ userName: ada.toUpperCase(), active: 'True', displayName: 'Ada K.' }))
  expect(put).toMatchObject({
    status: 200,
    body: { userName: ada, displayName: 'Ada K.', externalId: 'e-1', active: true },
  })
  expect((await ask('DELETE', path)).status).toBe(204)
  expect((await ask('GET', path)).status).toBe(404)
})

test('CONTACT_REQUIRED: who may not leave is a 409 with our code and words, and stays as they were', async ({
  ask,
  desk: { world },
}) => {
  const { personId } = await stayOf(world, mina)
  await addContact(world, mina, 'executive')
  const path = `/Users/${personId}`
  const off = patch({ op: 'replace', value: { active: false, title: 'Gone', externalId: 'e-9' } })
  for (const answer of [
    await ask('PATCH', path, off),
    await ask('PUT', path, resource({ active: false })),
    await ask('DELETE', path),
  ]) {
    expect(shown(answer)).toEqual([409, undefined, 'CONTACT_REQUIRED'])
    expect(answer.body.detail).toMatch(/^A location does not go without its .*\(CONTACT_REQUIRED\)$/)
  }
  expect((await stayOf(world, mina)).status).toBe('active')
  expect((await ask('GET', path)).body).not.toHaveProperty('externalId')
})

test('RFC 7644, 3.12: what is wrong with a request is said in the protocol’s words, nothing changes, and nothing is a fault', async ({
  ask,
  desk: { world },
}) => {
  const { body } = await ask('POST', '/Users', resource())
  const path = `/Users/${String(body.id)}`
  const before = await world.rows('select count(*)::int as events from event')
  const wrong: [method: string, path: string, body: unknown, status: number, scimType: string | undefined][] = [
    ['POST', '/Users', '{', 400, 'invalidSyntax'],
    ['POST', '/Users', [], 400, 'invalidSyntax'],
    ['POST', '/Users', {}, 400, 'invalidValue'],
    ['POST', '/Users', { userName: 'ada' }, 400, 'invalidValue'],
    ['POST', '/Users', { userName: 'x@kestrel.example', active: 'perhaps' }, 400, 'invalidValue'],
    ['POST', '/Users', { userName: 'x\u0000@kestrel.example' }, 400, 'invalidValue'],
    ['POST', '/Users', { userName: 'x@kestrel.example', name: 'X' }, 400, 'invalidValue'],
    ['POST', '/Users', { userName: 'x@kestrel.example', title: '\ud800' }, 400, 'invalidValue'],
    ['POST', '/Users', { userName: 'x@kestrel.example', [extension]: { location: '1' } }, 400, 'invalidValue'],
    ['POST', '/Users', { userName: 'x@kestrel.example', externalId: 'e-1' }, 409, 'uniqueness'],
    ['POST', '/Users', ' '.repeat(300_000), 413, undefined],
    ['PATCH', path, {}, 400, 'invalidSyntax'],
    ['PATCH', path, patch({ op: 'move', path: 'title' }), 400, 'invalidSyntax'],
    ['PATCH', path, patch({ op: 'remove' }), 400, 'noTarget'],
    ['PATCH', path, patch({ op: 'remove', path: 'userName' }), 400, 'mutability'],
    [
      'PATCH',
      path,
      patch({ op: 'replace', path: 'title', value: 'New' }, { op: 'replace', path: 'userName', value: 'b@x.example' }),
      400,
      'mutability',
    ],
    ['PATCH', path, patch({ op: 'replace', path: 'a b', value: 1 }), 400, 'invalidPath'],
    ['PATCH', path, patch({ op: 'replace', value: [1] }), 400, 'invalidValue'],
    ['PATCH', path, patch({ op: 'replace', path: 'title', value: { deep: 1 } }), 400, 'invalidValue'],
    ['GET', '/Users?filter=userName sw "a"', undefined, 400, 'invalidFilter'],
    ['GET', '/Users?filter=constructor eq "a"', undefined, 400, 'invalidFilter'],
    ['GET', `/Users?filter=${encodeURIComponent('userName eq "\\u0000"')}`, undefined, 400, 'invalidFilter'],
    ['GET', '/Users?count=many', undefined, 400, 'invalidValue'],
    ['GET', '/Users/x', undefined, 404, undefined],
    ['PATCH', '/Users', patch({ op: 'add', path: 'title', value: 'x' }), 404, undefined],
  ]
  for (const [method, where, sent, status, scimType] of wrong) {
    const answer = await ask(method, where, sent)
    const what = `${method} ${where} ${JSON.stringify(sent)?.slice(0, 80)}`
    expect([answer.status, answer.body.status, answer.body.scimType], what).toEqual([status, String(status), scimType])
    expect(answer.headers.get('content-type'), what).toMatch(/^application\/scim\+json/)
  }
  expect((await ask('POST', '/Users', resource(), { 'content-type': 'text/plain' })).status).toBe(415)
  expect((await ask('GET', '/Users?filter=id eq "x"')).body.totalResults).toBe(0)
  const odd = {
    userName: 'odd@kestrel.example',
    constructor: 1,
    toString: 'x',
    addresses: [],
    emails: null,
    name: null,
  }
  expect((await ask('POST', '/Users', JSON.stringify(odd).replace('}', ',"__proto__":{"active":false}}'))).status).toBe(
    201,
  )
  const after = await world.rows<{ events: number }>('select count(*)::int as events from event')
  expect(after[0]!.events - (before[0] as { events: number }).events).toBe(1)
})

test('PRI-R1: somebody of another organisation and somebody who is nobody are the same 404; a token that is not good is the same 401', async ({
  ask,
  desk,
}) => {
  const theo = (await desk.world.actor('theo')) as PersonActor
  const { personId } = theo
  for (const [method, body] of [
    ['GET'],
    ['DELETE'],
    ['PATCH', patch({ op: 'replace', path: 'active', value: false })],
    ['PUT', resource()],
  ] as const) {
    const [foreign, nobody] = [
      await ask(method, `/Users/${personId}`, body),
      await ask(method, `/Users/${crypto.randomUUID()}`, body),
    ]
    expect([foreign.status, foreign.body]).toEqual([404, nobody.body])
  }
  expect((await ask('GET', `/Users?filter=userName eq "${theo.email}"`)).body.totalResults).toBe(0)
  for (const authorization of ['', 'Bearer ', 'Bearer x', `Bearer ofrscim_${'A'.repeat(43)}`, 'Basic eDp5']) {
    const answer = await ask('GET', '/Users', undefined, { authorization })
    expect([answer.status, answer.headers.get('www-authenticate')], authorization).toEqual([401, 'Bearer'])
  }
  // A session of a browser is none of a directory.
  const cookie = await desk.signedIn('gwen')
  expect((await desk.app.request('/scim/v2/Users', { headers: { cookie } })).status).toBe(401)
})

test('a directory in a loop is slowed down, and the others are not', async ({ desk, token }) => {
  const limited = askerOf(await desk.build({ limiter: new Limiter(() => 0) }), token)
  const statuses = await Promise.all(
    Array.from({ length: 201 }, async () => (await limited('GET', '/ResourceTypes')).status),
  )
  expect(statuses.filter((status) => status !== 200)).toEqual([429])
})

test('RFC 7644, 3.12: unknown tokens are counted by address before they are looked up, and known ones are not', async ({
  desk,
  token,
}) => {
  const app = await desk.build({ limiter: new Limiter(() => 0), trustedProxy: true })
  const [known, unknown] = [askerOf(app, token), askerOf(app, 'ofrscim_nobody')]
  const from = (address: string) => ({ 'x-forwarded-for': address })
  const askAs = async (ask: Ask, calls: number): Promise<number[]> =>
    (await Promise.all(Array.from({ length: calls }, () => ask('GET', '/Schemas', undefined, from('192.0.2.1'))))).map(
      ({ status }) => status,
    )
  expect(new Set(await askAs(known, 50))).toEqual(new Set([200]))
  expect(new Set(await askAs(unknown, 200))).toEqual(new Set([401]))
  const { status, headers, body } = await unknown('GET', '/Users', undefined, from('192.0.2.1'))
  expect([status, headers.get('retry-after'), headers.get('content-type')]).toEqual([
    429,
    '10',
    'application/scim+json; charset=utf-8',
  ])
  expect(body).toEqual({
    schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
    status: '429',
    detail: 'Too many requests at once.',
  })
  expect((await unknown('GET', '/Users', undefined, from('192.0.2.2'))).status).toBe(401)
  expect((await known('GET', '/Users', undefined, from('192.0.2.2'))).status).toBe(200)
})
