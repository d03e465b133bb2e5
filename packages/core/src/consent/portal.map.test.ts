import { customersCsv } from '@ofrecord/world/feeds'
import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { falconer, letItElapse, nora, sayYes, tess } from '../../test/customer.ts'
import { revenue } from '../../test/inputs.ts'
import { pageOf, signedInAs, stopAll } from '../../test/portal.ts'
import { refusalOf } from '../../test/refusals.ts'
import { inHandOfSite } from '../../test/site.ts'
import { linkTo, openedWindow } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { Looks } from '../claims/look.counting.ts'
import { takeFeed } from '../customers/feed.ts'
import { system } from '../kernel/actor.ts'
import { secondsAfter } from '../kernel/time.ts'
import { inReading, inTransaction } from '../kernel/transaction.ts'
import { createCaller } from '../router.ts'
import { isCodePhrase } from './portal.rules.ts'

const svenja = 's.brockhaus@nordmark.example'

test('B.2.7: the page shows who asks, with the reader’s own link, and after silence who sees what since when', async ({
  opened: { world, claim },
}) => {
  const session = await signedInAs(world, tess)
  const waiting = (await pageOf(world, session)).map
  const partner = {
    number: tiny.locations.bristol.number,
    name: 'Kestrel Consulting Group',
    city: 'Bristol',
    country: 'GB',
  }
  expect(waiting.requests).toMatchObject([
    {
      claimNumber: claim.number,
      letterNumber: `${claim.number}-1`,
      partner,
      mode: 'opt_out',
      path: `/n/${linkTo(world, tess)}`,
    },
  ])
  expect(waiting.requests[0]!.items).toHaveLength(2)
  expect(waiting.rows).toMatchObject([{ state: 'awaiting', began: 'asked', sees: 'nothing', stoppable: true }])
  expect(waiting.counts).toEqual({ partners: 0, stoppable: 0, receipts: 0 })
  await letItElapse(world)
  const { map } = await pageOf(world, await signedInAs(world, falconer))
  expect(map.requests).toEqual([])
  expect(map.rows).toMatchObject([
    {
      claimNumber: claim.number,
      partner,
      state: 'active',
      began: 'silence',
      since: '2026-11-09T09:00:00Z',
      sees: 'figures',
      evidence: ['statement_of_work'],
      endsAt: null,
      looks: { thisMonth: 0, lastMonth: 0, lastAt: null },
    },
  ])
  expect(map.counts).toEqual({ partners: 1, stoppable: 1, receipts: 1 })
  // Of the documents the kinds, of the partner's people nobody.
  expect(JSON.stringify(map)).not.toMatch(/statement of work\.pdf|kestrel\.example|Marchetti/)
})

test('an administrator who was named after the letter reads of the request and has no link in it', async ({
  opened: { world },
}) => {
  const { portal } = world.visitor()
  const { form } = await pageOf(world, await signedInAs(world, tess))
  await portal.invite({ ...form, name: 'Nora Whitlock', email: nora, delegate: false })
  await portal.invite({ ...form, name: 'Ada New', email: 'ada@orchardshops.example', delegate: false })
  await world.work()
  const invitation = world.sent.findLast(({ to }) => to.address === nora)!
  expect(invitation.text).toContain('Tess Okonjo named you')
  expect(invitation.text).toContain('http://127.0.0.1:4001/portal')
  const ada = (await pageOf(world, await signedInAs(world, 'ada@orchardshops.example'))).map
  expect(ada.requests).toMatchObject([{ path: null }])
  // The contact of the claim has a link already: it is theirs.
  expect((await pageOf(world, await signedInAs(world, nora))).map.requests).toMatchObject([
    { path: `/n/${linkTo(world, nora)}` },
  ])
  const outside = portal.invite({ ...form, name: 'x', email: 'ines.incentive@kestrel.example', delegate: false })
  expect((await refusalOf(outside)).code).toBe('PORTAL_ADDRESS_NOT_ON_DOMAIN')
})

/** Opens the claim's page as a partner's person whose looks are counted. */
const looked = async (world: TestWorld, looks: Looks, person: string, claimId: string): Promise<void> => {
  await createCaller({ ...world.contextOf(await world.actor(person)), looks }).claims.get({ claimId })
}

test('B.2.7: reads of the figures are counted, one a person and hour, by the month, and a read writes nothing (I5)', async ({
  opened: {
    world,
    claim: { claimId },
  },
}) => {
  const looks = new Looks()
  // While nothing is shown there is nothing to count.
  await looked(world, looks, 'ines', claimId)
  await letItElapse(world)
  world.at(new Date('2026-11-30T22:30:00Z'))
  await looked(world, looks, 'ines', claimId)
  await looked(world, looks, 'ines', claimId)
  await looked(world, looks, 'gwen', claimId)
  await looked(world, looks, 'rosa', claimId).catch(() => undefined)
  expect(await world.rows('select from figures_look')).toEqual([])
  await looks.flush(world.orm)
  world.at(new Date('2026-11-30T23:29:59Z'))
  await looked(world, looks, 'ines', claimId)
  world.at(new Date('2026-12-01T00:10:00Z'))
  await looked(world, looks, 'ines', claimId)
  await looks.flush(world.orm)
  await looks.flush(world.orm)
  const { map } = await pageOf(world, await signedInAs(world, tess))
  const expected = { thisMonth: 1, lastMonth: 2, lastAt: '2026-12-01T00:10:00.000Z' }
  expect(map.rows[0]!.items.map((item) => item.looks)).toEqual([expected, expected])
  expect(map.rows[0]!.looks).toEqual(expected)
})

test('looks that could not be written wait for the next time', async ({
  opened: {
    world,
    claim: { claimId },
  },
}) => {
  await letItElapse(world)
  const looks = new Looks()
  await looked(world, looks, 'ines', claimId)
  await world.rows('alter table figures_look rename to elsewhere')
  await expect(looks.flush(world.orm)).rejects.toThrow()
  await world.rows('alter table elsewhere rename to figures_look')
  await looks.flush(world.orm)
  expect(await world.rows('select looks from figures_look')).toEqual([{ looks: 1 }, { looks: 1 }])
})

test('POL-R1: the policy holds for requests that come from now on, and moves no window that runs', async ({
  opened: { world },
}) => {
  const { portal } = world.visitor()
  const { map, form } = await pageOf(world, await signedInAs(world, tess))
  const typed = { mode: 'opt_in', defaultContact: falconer, language: 'fr', codePhrase: 'red kite 12' } as const
  await portal.setPolicy({ ...form, ...typed })
  const after = (await pageOf(world, form.session)).map
  expect(after.policy).toEqual({ ...typed, windowDays: 7 })
  expect(after.locale).toBe('fr')
  expect(after.requests).toEqual(map.requests)
  for (const codePhrase of ['ab', 'x'.repeat(41), 'see evil.example', 'https://x', 'www.x', 'a@b'])
    expect((await refusalOf(portal.setPolicy({ ...form, ...typed, codePhrase }))).code).toBe(
      'PORTAL_CODE_PHRASE_INVALID',
    )
  expect(['blue heron 47', '青い鷺 47', 'No. 7, please'].map(isCodePhrase)).toEqual([true, true, true])
  const foreign = portal.setPolicy({ ...form, ...typed, defaultContact: 'x@kestrel.example' })
  expect((await refusalOf(foreign)).code).toBe('PORTAL_ADDRESS_NOT_ON_DOMAIN')
})

test('the last administrator who has signed in cannot leave, and a delegate does not count as one', async ({
  world,
}) => {
  const { portal } = world.visitor()
  const { map, form } = await pageOf(world, await signedInAs(world, tess))
  const me = map.people.find((person) => person.me)!
  expect((await refusalOf(portal.removePerson({ ...form, personId: me.id }))).code).toBe('PORTAL_LAST_ADMINISTRATOR')
  await signedInAs(world, falconer)
  await portal.removePerson({ ...form, personId: me.id })
  expect((await refusalOf(portal.map({ session: form.session }))).code).toBe('PORTAL_SIGN_IN')
})

test('the history tells requests, answers, stops and settings, newest first, with who did them', async ({
  opened: { world, claim },
}) => {
  await sayYes(world)
  world.at(secondsAfter(world.now(), 60))
  const session = await signedInAs(world, tess)
  const [receipt] = await stopAll(world, session, true)
  const { form } = await pageOf(world, session)
  await world
    .visitor()
    .portal.setPolicy({ ...form, mode: 'opt_in', defaultContact: '', language: 'en', codePhrase: '' })
  const { events, next } = await world.visitor().portal.history({ session })
  const partnerName = 'Kestrel Consulting Group'
  expect(events).toMatchObject([
    { kind: 'policy_set', by: tess, detail: 'opt_in', partnerName: null },
    { kind: 'blocked', by: tess, partnerName },
    { kind: 'revoked', by: tess, partnerName, claimNumber: claim.number, receipt },
    { kind: 'signed_in', by: tess },
    { kind: 'confirmed', by: nora, claimNumber: claim.number },
    { kind: 'noticed', by: null, partnerName, claimNumber: claim.number },
  ])
  expect(events[2]!.items).toHaveLength(2)
  expect(next).toBeNull()
  const lines = (await world.visitor().portal.receipts({ session })).trimEnd().split('\n')
  expect(lines.map((line) => (JSON.parse(line) as { decision: string }).decision)).toEqual(['confirm', 'revoke'])
})

test('the history is paged by key, and a page’s key is good for this session only', async ({ world }) => {
  const { portal } = world.visitor()
  const { form } = await pageOf(world, await signedInAs(world, tess))
  const typed = { mode: 'opt_out', defaultContact: '', language: 'en', codePhrase: '' } as const
  for (let set = 0; set < 60; set++) await portal.setPolicy({ ...form, ...typed })
  const first = await portal.history({ session: form.session })
  const second = await portal.history({ session: form.session, before: first.next! })
  expect([first.events.length, second.events.length, second.next]).toEqual([50, 11, null])
  expect(new Set([...first.events, ...second.events].map(({ id }) => id)).size).toBe(61)
  const other = await signedInAs(world, falconer)
  expect((await refusalOf(portal.history({ session: other, before: first.next! }))).code).toBe('CURSOR_INVALID')
})

test('I9: a session reads nothing of another customer, in no call', async ({ opened: { world } }) => {
  await openedWindow(world, revenue())
  const session = await signedInAs(world, svenja)
  const { portal } = world.visitor()
  const read = JSON.stringify([
    await portal.map({ session }),
    await portal.history({ session }),
    await portal.receipts({ session }),
  ])
  expect(read).toContain('Nordmark')
  expect(read).not.toMatch(/orchard|Tess|Falconer|blue heron|Mail/i)
  const partner = await portal.partner({ session, number: tiny.locations.boston.number })
  expect(partner).toEqual({
    number: tiny.locations.boston.number,
    name: 'Tidewater Cloud',
    city: 'Boston',
    country: 'US',
  })
  expect((await refusalOf(portal.partner({ session, number: 1_234_567 }))).code).toBe('NOT_FOUND')
})

/** What three other systems have on record, at Orchard and at Nordmark; of the two at Cork one ended, one is to come. */
const recordElsewhere = (world: TestWorld) =>
  world.rows(
    `insert into recorded_association (id, vendor_id, organization_id, location_id, customer_tenant_id, method, reference, item_key, since, ended_at)
      select gen_random_uuid(), l.vendor_id, l.organization_id, l.id, t.id, r.method, r.reference, r.item, r.since, r.ended_at
      from (values ('designation', 'P-1', 'w:MAIL', $1::uuid, $2::int, '2025-04-01'::timestamptz, null::timestamptz),
          ('designation', 'P-2', 'w:MEET', $1, $2, '2025-04-01', null), ('delegated', 'D-1', 'w:SITE', $1, $3, '2026-01-15', null),
          ('transaction', 'S-1', 's:' || $5, $1, $2, '2026-03-02', '2027-06-30'), ('transaction', 'S-2', 'p:SALE', $4, $2, '2026-03-02', null),
          ('designation', 'P-3', 'w:MAIL', $1, $6, '2025-01-01', '2026-11-02T09:00:00Z'), ('designation', 'P-4', 'w:MAIL', $1, $6, '2026-12-01', null)
        ) as r (method, reference, item, tenant, number, since, ended_at)
      join location l on l.number = r.number join customer_tenant t on t.vendor_id = l.vendor_id and t.tenant_id = r.tenant`,
    [
      tiny.tenants.orchard.tenantId,
      tiny.locations.boston.number,
      tiny.locations.kassel.number,
      tiny.tenants.nordmark.tenantId,
      tiny.subscriptions.orchardSales.subscriptionId,
      tiny.locations.cork.number,
    ],
  )

test('fx.tenant.map: partners stand there by all four methods, those by others without a stop, and not when it ended', async ({
  opened: { world },
}) => {
  await letItElapse(world)
  await recordElsewhere(world)
  const { map } = await pageOf(world, await signedInAs(world, tess))
  expect(map.rows.map(({ method, stoppable }) => [method, stoppable])).toEqual([['claim', true]])
  expect(
    map.recorded.map(({ method, partner, items, since, endsAt }) => [
      `${method} ${partner.name} ${items.map(({ name, code }) => `${name} ${code}`).join(', ')}`,
      since,
      endsAt,
    ]),
  ).toEqual([
    ['delegated Pinecone IT Document Sites SITE', '2026-01-15T00:00:00Z', null],
    ['designation Tidewater Cloud Mail and Calendar MAIL, Meetings and Chat MEET', '2025-04-01T00:00:00Z', null],
    ['transaction Tidewater Cloud Sales Hub SALE', '2026-03-02T00:00:00Z', '2027-06-30T00:00:00Z'],
  ])
  // What it is called elsewhere is nobody's here, and it shows no figures, so it is not counted among those that do.
  expect(JSON.stringify(map.recorded)).not.toMatch(/P-1|looks|associationId/)
  expect(map.counts).toMatchObject({ partners: 1, stoppable: 1 })
})

test('I9: what is on record elsewhere a session reads of its own customer, and without one there is nothing', async ({
  world,
}) => {
  await recordElsewhere(world)
  const { map } = await pageOf(world, await signedInAs(world, svenja))
  expect(map.recorded.map(({ method, items }) => [method, items])).toEqual([
    ['transaction', [{ name: 'Sales Hub', code: 'SALE' }]],
  ])
  const answers = await inHandOfSite(world, {}, (ask) => ask(`select * from site_recorded(now())`))
  expect(answers).toEqual([])
  await expect(inHandOfSite(world, {}, (ask) => ask('select from recorded_association'))).rejects.toThrow(
    /permission denied/,
  )
})

test('I9: no partner reads who administers the page, whom a customer blocked, or what was set there', async ({
  opened: { world },
}) => {
  const session = await signedInAs(world, tess)
  await stopAll(world, session, true)
  for (const person of ['ines', 'theo']) {
    const counts = await inReading(world.orm, await world.actor(person), ({ em }) =>
      em.execute<{ count: string }[]>(`select count(*) from portal_code union all select count(*) from portal_session
        union all select count(*) from partner_rule union all select count(*) from event where type like 'customer.%'`),
    )
    expect(counts.map(({ count }) => Number(count))).toEqual([0, 0, 0, 0])
  }
})

test('what the customer set and whom it named outlives the vendor’s next file', async ({ world }) => {
  const { portal } = world.visitor()
  const { form } = await pageOf(world, await signedInAs(world, tess))
  await portal.setPolicy({ ...form, mode: 'opt_in', defaultContact: '', language: 'it', codePhrase: '' })
  await portal.invite({ ...form, name: 'Ada New', email: 'ada@orchardshops.example', delegate: false })
  const csv = customersCsv({ tenants: Object.values(tiny.tenants) })
  const [vendor] = await world.rows<{ id: string }>('select id from vendor')
  world.at(secondsAfter(world.now(), 60))
  const report = await inTransaction(world.orm, system('feed'), (call) =>
    takeFeed(call, vendor!.id, 'customers', csv, false),
  )
  expect(report.errors).toEqual([])
  const { map } = await pageOf(world, form.session)
  expect(map.policy).toMatchObject({ mode: 'opt_in', language: 'it' })
  expect(map.people.map(({ name }) => name)).toContain('Ada New')
})
