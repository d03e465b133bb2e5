import { beforeEach, describe, expect, test } from 'vitest'
import { paperDoor, reader, refused, titleOf, words, type PaperDoor } from '../../test/paper-door.ts'
import { events, goodCode, paperPortal, tess, type PaperPortal } from '../../test/paper-portal.ts'
import { isUnused } from './unused.ts'

let door: PaperDoor
let portal: PaperPortal
let browser: ReturnType<typeof reader>
const cookie = '__Host-portal=session-of-tess'

beforeEach(() => {
  door = paperDoor()
  portal = paperPortal()
  browser = reader(door, { portal: portal.portal })
})

const signIn = (): void => void (portal.session = 'session-of-tess')
const get = (path: string) => browser.get(path, { cookie })
const post = (path: string, fields: [string, string][], headers: Record<string, string> = {}) =>
  browser.post(path, [['nonce', 'nonce-1'], ...fields], { headers: { cookie, ...headers } })
const text = async (answer: Response | Promise<Response>) => words(await (await answer).text())

describe('signing in', () => {
  test('every address that could be one gets the same answer', async () => {
    const answers = await Promise.all(
      [tess, 'stranger@nowhere.example'].map(async (address) => {
        const answer = await browser.post('/portal', [['address', address]])
        return [answer.status, (await answer.text()).replaceAll(address, '*')]
      }),
    )
    expect(answers[0]).toEqual(answers[1])
    expect(String(answers[0]?.[1])).toContain('administers a customer here, a code is on its way.')
  })

  test('the code brings one cookie: of this host alone, unseen by scripts, never sent along from elsewhere, for 8 hours', async () => {
    const answer = await browser.post('/portal/code', [
      ['address', tess],
      ['code', '４２７-١٩3'],
    ])
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/portal#'])
    expect(answer.headers.getSetCookie()).toEqual([
      '__Host-portal=session-of-tess; Max-Age=28800; Path=/; HttpOnly; Secure; SameSite=Strict',
    ])
  })

  test('without https the cookie keeps to /portal, since all ports of a host share one jar', async () => {
    const settings = { publicUrl: 'http://127.0.0.1:4200', trustedProxy: false }
    const plain = reader(door, { portal: portal.portal, settings })
    const answer = await plain.post('/portal/code', [
      ['address', tess],
      ['code', goodCode],
    ])
    expect(answer.headers.getSetCookie()).toEqual([
      'portal=session-of-tess; Max-Age=28800; Path=/portal; HttpOnly; SameSite=Strict',
    ])
  })

  test.each(['000000', '42719', '', 'x'.repeat(3000)])(
    'PORTAL_CODE_WRONG the code "%.9s" brings none',
    async (code) => {
      const answer = await browser.post('/portal/code', [
        ['address', tess],
        ['code', code],
      ])
      const page = await answer.text()
      expect([answer.status, answer.headers.getSetCookie(), titleOf(page)]).toEqual([
        422,
        [],
        'Error: Type the code from the letter – records.halcyon.example',
      ])
      expect(page).toContain('<a href="#code">This code does not fit')
      expect(page).toMatch(/id="code"[^>]* aria-describedby="code-e" aria-invalid="true"/)
    },
  )

  test('twenty forms a minute for each network, then 429 whatever the address', async () => {
    const env = { incoming: { socket: { remoteAddress: '192.0.2.7' } } }
    const statuses: number[] = []
    for (let at = 0; at < 21; at += 1)
      statuses.push((await browser.post('/portal', [['address', `a${at}@b.example`]], { env })).status)
    expect([statuses[19], statuses[20]]).toEqual([200, 429])
    expect(portal.asked).toHaveLength(20)
  })

  test('who comes from a letter or another site brought no cookie and is offered to go on', async () => {
    const offered = async (from: string) => text(browser.get('/portal', { 'sec-fetch-site': from }))
    expect(await offered('cross-site')).toContain('go on without a code')
    expect(await offered('none')).not.toContain('go on without a code')
  })

  test('signing out ends the session at the door and forgets the cookie', async () => {
    signIn()
    const answer = await post('/portal/out', [])
    expect(answer.headers.getSetCookie()[0]).toMatch(/^__Host-portal=; Max-Age=0; Path=\/;/)
    expect(portal.asked.at(-1)).toEqual({ verb: 'signOut', input: { session: 'session-of-tess' } })
    expect(await text(browser.get('/portal?said=out'))).toContain('You are signed out.')
  })
})

describe('the domain proof', () => {
  const claimed: [string, string][] = [
    ['domain', 'https://www.OrchardFoods.example/'],
    ['address', tess],
  ]

  test('shows the record, then says only what DNS said', async () => {
    expect(await text(browser.post('/portal/proof', claimed))).toContain('_ofrecord.orchardfoods.example')
    const missing = await browser.post('/portal/proof', [...claimed, ['do', 'check']])
    expect([missing.status, await text(missing)]).toEqual([
      422,
      expect.stringContaining('DNS does not show this record yet'),
    ])
    portal.record = true
    expect(await text(browser.post('/portal/proof', [...claimed, ['do', 'check']]))).toContain('The record is there')
  })

  test('PORTAL_ADDRESS_NOT_ON_DOMAIN and shapes are named at their fields', async () => {
    const off = browser.post('/portal/proof', [['domain', 'other.example'], claimed[1]!])
    expect(await (await off).text()).toContain('<a href="#address">Use an e-mail address on this domain')
    const shapes = browser.post('/portal/proof', [['domain', 'localhost']])
    expect(await text(shapes)).toMatch(/Write a domain such as example.com.*Write an address such as/)
  })
})

describe('C49 the map', () => {
  beforeEach(signIn)

  test('says who sees figures, who has not looked for long, and what asks for an answer', async () => {
    const page = await text(get('/portal'))
    expect(page).toContain('5 partners can see figures. One of them has not looked for 200 days. You can stop each')
    expect(page).toContain('Silence counts as yes from Monday 9 November 2026, 09:14')
    expect(page).toContain('Shown by: purchase order and the vendor’s form')
    expect(page).toContain('28 Feb 2027, with the subscription')
  })

  test('where all are quiet it says so of all, and of one alone by itself', async () => {
    const quiet = portal.map.rows.filter((row) => isUnused(row, portal.map.now)).slice(0, 1)
    const two = [...quiet, ...quiet.map((row) => ({ ...row, claimNumber: 1, partner: { ...row.partner, number: 1 } }))]
    Object.assign(portal.map, { rows: two, counts: { ...portal.map.counts, partners: 2 } })
    expect(await text(get('/portal'))).toContain('None of them has looked for 90 days or more.')
    Object.assign(portal.map, { rows: quiet, counts: { ...portal.map.counts, partners: 1 } })
    expect(await text(get('/portal'))).toContain('One partner can see figures. It has not looked for 200 days.')
  })

  test('partners on record by other methods stand apart: since when, for what, where it is changed, and no box', async () => {
    const page = await (await get('/portal')).text()
    expect(words(page)).toMatch(/By requestAsked, you stayed silent14 Nov 2025/)
    const table = page.slice(page.indexOf('Partners on record by other systems'))
    const said = words(table.slice(0, table.indexOf('</table>')))
    const own = 'You change it in your own administration.'
    for (const row of [
      `By designationSince 1 Apr 2025${own}`,
      `By delegated rightsSince 15 Jan 2026${own}`,
      'Work Suite 3 (WRK3)By saleSince 1 Jul 2026Until 30 Jun 2027Your contract with the seller changes it.',
    ])
      expect(said).toContain(row)
    expect(table.slice(0, table.indexOf('</table>'))).not.toContain('<input')
  })

  test('an empty map says so in words', async () => {
    Object.assign(portal.map, {
      rows: [],
      recorded: [],
      requests: [],
      counts: { partners: 0, stoppable: 0, receipts: 0 },
    })
    const page = await (await get('/portal')).text()
    expect(words(page)).toContain('No partner can see figures about you.')
    expect(page).not.toContain('<table')
  })

  test('a mailbox of several customers may switch, a delegate sees no rules', async () => {
    expect(await text(get('/portal'))).not.toContain('You administer several customers')
    portal.map.tenants = [...portal.map.tenants, { id: 't2', name: 'Orchard Farms', current: false }]
    portal.map.me = { ...portal.map.me, delegate: true }
    const page = await (await get('/portal')).text()
    expect(page).toContain('<option value="t2">Orchard Farms</option>')
    for (const hidden of ['name="block"', 'name="mode"', '/portal/policy', '/portal/partners'])
      expect(page).not.toContain(hidden)
    for (const path of ['/portal/policy', '/portal/partners'])
      expect((await get(path)).headers.get('location')).toBe('/portal')
    expect((await post('/portal/tenant', [['tenant', 't2']])).status).toBe(303)
  })

  test('names are shown, never run', async () => {
    portal.map.rows = portal.map.rows.map((row) => ({ ...row, partner: { ...row.partner, name: '<b>x</b>"' } }))
    expect(await (await get('/portal')).text()).not.toContain('<b>x</b>')
  })
})

describe('C49 ACC-R1 stopping', () => {
  beforeEach(signIn)

  test('the ticked ones are shown first and asked about once more', async () => {
    const review = await post('/portal/stop', [
      ['claim', '1000102'],
      ['claim', '1000198'],
    ])
    const page = await review.text()
    expect([review.status, titleOf(page)]).toEqual([200, 'Stop these 2? – Halcyon Software'])
    expect(words(page)).toMatch(/Tidewater Cloud.*Since 14 Nov 2025.*Device Management.*Identity Premium.*Pinecone IT/)
    expect(portal.changes()).toEqual([])
    expect([...page.matchAll(/name="item" value="([^"]+)"/g)]).toHaveLength(3)
  })

  test('the second press stops what is still ticked and leads to the receipts', async () => {
    const [first] = portal.map.rows[0]!.items
    const done = await post('/portal/stop/confirm', [['item', first!.associationId]])
    expect([done.status, done.headers.get('location')]).toEqual([303, '/portal/stopped?r=R7KD-42QM-XW9F#'])
    expect(portal.asked.at(-1)).toMatchObject({
      verb: 'revoke',
      input: { associationIds: [first!.associationId], block: false, session: 'session-of-tess', nonce: 'nonce-1' },
    })
    const page = await (await get('/portal/stopped?r=R7KD-42QM-XW9F')).text()
    expect(words(page)).toContain('Device Management, Identity Premium')
    expect(page).toContain('href="/r/R7KD-42QM-XW9F"')
  })

  test('ACC-R2 "Stop and block" is carried to the second page and to the door', async () => {
    const page = await (
      await post('/portal/stop', [
        ['claim', '1000102'],
        ['block', '1'],
      ])
    ).text()
    expect(titleOf(page)).toContain('Stop this access and block the partner?')
    expect(page).toContain('name="block" value="1"')
    await post('/portal/stop/confirm', [
      ['item', 'x'],
      ['block', '1'],
    ])
    expect(portal.asked.at(-1)?.input['block']).toBe(true)
  })

  test('nothing ticked is said at the first box, on both pages', async () => {
    const none = await post('/portal/stop', [])
    expect([none.status, await none.text()]).toEqual([
      422,
      expect.stringContaining('<a href="#c1000102">Tick at least'),
    ])
    const unticked = await post('/portal/stop/confirm', [
      ['claim', '1000102'],
      ['seen', '1'],
    ])
    const page = await unticked.text()
    expect([unticked.status, page]).toEqual([422, expect.stringContaining('<a href="#i0">Tick at least one service')])
    expect(page).not.toMatch(/name="item"[^>]* checked/)
    expect(portal.changes()).toEqual([])
  })

  test('codes in the address that are no receipts of the customer show nothing', async () => {
    expect((await get('/portal/stopped?r=R0-0')).headers.get('location')).toBe('/portal/history')
  })

  test('FORM_NONCE_INVALID an old page comes back, and says that nothing was changed', async () => {
    portal.refusal = refused('FORM_NONCE_INVALID')
    const answer = await post('/portal/stop/confirm', [
      ['claim', '1000102'],
      ['item', 'x'],
    ])
    expect([answer.status, await text(answer)]).toEqual([422, expect.stringContaining('This page is out of date.')])
  })
})

describe('rules and people', () => {
  beforeEach(signIn)

  test('the map’s form sets the mode and leaves the rest as it is', async () => {
    expect((await post('/portal/policy', [['mode', 'allow_list']])).headers.get('location')).toBe(
      '/portal/policy?done=1#',
    )
    expect(portal.asked.at(-1)?.input).toMatchObject({
      mode: 'allow_list',
      codePhrase: 'blue heron 47',
      defaultContact: '',
      language: 'en',
    })
  })

  test.each([
    ['PORTAL_CODE_PHRASE_INVALID', '/portal/policy', [['phrase', 'x']], '<a href="#phrase">Use 3 to 40'],
    [
      'PORTAL_ADDRESS_NOT_ON_DOMAIN',
      '/portal/policy',
      [['contact', 'a@b.example']],
      '<a href="#contact">Use an address',
    ],
    [
      'PORTAL_LAST_ADMINISTRATOR',
      '/portal/people',
      [['do', 'remove']],
      '<a href="#f">Name another administrator first',
    ],
    ['PORTAL_DELEGATE', '/portal/people', [['do', 'remove']], '<a href="#f">Only an administrator can do this'],
    ['NOT_FOUND', '/portal/tenant', [['tenant', 'x']], '<a href="#f">This no longer exists'],
  ] as const)('%s is told where it is mended', async (code, path, fields, told) => {
    portal.refusal = refused(code, undefined, code === 'NOT_FOUND' ? 'absent' : 'invalid')
    const answer = await post(
      path,
      fields.map(([name, value]): [string, string] => [name, value]),
    )
    expect([answer.status, await answer.text()]).toEqual([422, expect.stringContaining(told)])
  })

  test('a partner is found by its exact number and named before it is blocked', async () => {
    const found = await get('/portal/partners?number=4000007')
    expect(await text(found)).toContain('Number 4000007 is Kestrel Consulting Group, Leeds, United Kingdom.')
    expect(portal.changes()).toEqual([])
    expect((await get('/portal/partners?number=4000008')).status).toBe(422)
    expect((await get('/portal/partners?number=kestrel')).status).toBe(422)
    await post('/portal/partners', [
      ['do', 'block'],
      ['number', '4000007'],
    ])
    expect(portal.asked.at(-1)).toMatchObject({ verb: 'block', input: { number: 4000007 } })
  })

  test('a person is named with what they may do, which nobody presets', async () => {
    const named: [string, string][] = [
      ['name', 'Ada'],
      ['email', 'ada@orchardfoods.example'],
    ]
    expect(await text(post('/portal/people', named))).toContain('Choose what this person may do')
    await post('/portal/people', [...named, ['role', 'delegate']])
    expect(portal.asked.at(-1)).toMatchObject({ verb: 'invite', input: { name: 'Ada', delegate: true } })
  })

  test('the history names its zone as the notice does, in languages without a name for it too', async () => {
    const page = await (await get('/portal/history?lang=de')).text()
    expect(page).toContain('Mittlere Greenwich-Zeit')
    expect(page).not.toContain('Ortszeit')
  })

  test('the history has a sentence for each kind, and pages by key', async () => {
    const page = await (await get('/portal/history')).text()
    expect(words(page)).toContain('Nobody said no to Tidewater Cloud. Silence counted as yes.')
    expect(page).toContain('href="/portal/history?before=older"')
    expect(events.length).toBe([...page.matchAll(/<li>/g)].length)
  })

  test('REC-R2 the receipts are a file of one document a line', async () => {
    const answer = await get('/portal/receipts')
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="receipts-orchardfoods.example.ndjson"',
    )
    expect(
      (await answer.text())
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { code: string }).code),
    ).toEqual(['R7KD-42QM-XW9F', 'R2AA-BBCC-DDEE'])
  })
})
