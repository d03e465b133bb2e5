import { createHash, randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '@ofrecord/core/migrate'
import { moveClock } from '@ofrecord/core/kernel/clock'
import { openFiles } from '@ofrecord/core/kernel/files'
import { openIdentity } from '@ofrecord/core/people/identity'
import { closePools, openPools } from '@ofrecord/core/open'
import { createScratch } from '@ofrecord/core/test/scratch'
import { installation, openWorld } from '@ofrecord/core/test/stage'
import { renderLetter } from '@ofrecord/emails/render'
import { startMailbox } from '../../../tools/mailbox/mailbox.ts'
import { buildWorld } from './build.ts'
import type { Built } from './build.ts'
import { obstacleOf } from './build/playable.ts'
import { openStage } from './build/stage.ts'
import type { Place } from './build/stage.ts'
import { checks } from './checks.ts'
import { evidenceFile } from './claims/files.ts'
import type { ClaimPlan } from './claims/plan.ts'
import { tally } from './counting.ts'
import { openCast } from './demo/cast.ts'
import { openCatcher } from './demo/relay.ts'
import { emptyTables, finishLoad, loadState, openOwner } from './demo/state.ts'
import { organisations } from './organisations.ts'
import { after, days, T0 } from './time.ts'
import { tiny } from './tiny.ts'
import { claimOf, demoWorld } from './world.ts'

const world = demoWorld(T0)

/** One claim of every bucket and the named ones: enough for every verb. */
const firsts = new Set([...Map.groupBy(world.claims, ({ bucket }) => bucket).values()].map(([plan]) => plan!))
const leaveOut = (plan: ClaimPlan): string | undefined =>
  firsts.has(plan) || plan.fixtures.length > 0 || plan.refusal !== undefined ? undefined : 'is like another'
const pageOf = (language: string): 'en' | 'it' => (language === 'it' ? 'it' : 'en')

const openPlace = async () => {
  const scratch = await createScratch(process.env.OFRECORD_TEST_DATABASE_URL!)
  await migrate(scratch.url)
  const pools = await openPools(scratch.url, 4)
  const folder = mkdtempSync(join(tmpdir(), 'ofrecord-world-'))
  const mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, dir: join(folder, 'mailbox') })
  const catcher = openCatcher(`smtp://127.0.0.1:${mailbox.smtpPort}`, mailbox.smtpPort)
  const files = await openFiles({ kind: 'folder', path: join(folder, 'files') })
  const place: Place = {
    pools,
    installation,
    files: { folder: join(folder, 'incoming'), files, clamd: undefined, scan: 'off' },
    post: {
      render: renderLetter,
      send: catcher.send,
      from: (vendorName) => `${vendorName} <records@halcyon.example>`,
      messageDomain: 'halcyon.example',
      report: (error) => {
        throw error
      },
    },
  }
  const close = async (): Promise<void> => {
    catcher.close()
    await mailbox.stop()
    await closePools(pools)
    await scratch.drop()
    rmSync(folder, { recursive: true })
  }
  return { ...place, url: scratch.url, mailbox, close }
}

let place: Awaited<ReturnType<typeof openPlace>>
let built: Built

beforeAll(async () => {
  place = await openPlace()
  built = await buildWorld(place, world, { pageOf, leaveOut })
}, 240_000)

afterAll(() => place.close())

const checking = () => ({ pools: place.pools, installation, built, t0: T0, secrets: [] })

test.each(Object.entries(checks))('the built world passes the check of F.14: %s', async (_name, check) => {
  expect(await check(checking())).toEqual([])
})

test('every plan is played to its end or left out (SED-R1)', () => {
  expect(built.played.length + built.skipped.length).toBe(world.claims.length)
  expect(built.stopped).toEqual([])
})

test('of the whole demo these claims can be played, and these wait for verbs to come', () => {
  const played = world.claims.filter((plan) => obstacleOf(plan) === undefined)
  expect(tally(played.map(({ status, phase }) => phase ?? status))).toMatchInlineSnapshot(`
    {
      "action_required": 34,
      "active": 124,
      "consent_denied": 14,
      "draft": 36,
      "ended": 6,
      "rejected": 35,
      "submitted": 46,
      "under_review": 52,
      "window": 42,
      "withdrawn": 10,
    }
  `)
  expect(tally(world.claims.flatMap((plan) => obstacleOf(plan) ?? []))).toMatchInlineSnapshot(`
    {
      "needs an upload that only a scanner refuses": 1,
      "needs attemptUpload": 1,
      "needs decideConflict": 11,
      "needs endSubscription": 3,
      "needs revoke": 1,
      "needs supersede": 4,
    }
  `)
})

test('claims stand in the statuses of their plans (F.11)', async () => {
  const [counts] = await rows<{ counts: Record<string, number> }>(
    'select json_object_agg(status, n) as counts from (select status, count(*) as n from claim group by status) s',
  )
  const made = built.played.filter(({ claim }) => claim)
  expect(counts!.counts).toEqual(tally(made.map(({ plan }) => plan.status)))
})

test('F.11: of a claim whose location closed its customer is told, and by whom (DIS-R3)', async () => {
  const [ended] = await rows<{ status: string; reason: string; left: boolean; letters: string }>(
    `select c.status, c.close_reason as reason, l.left_at is not null as left,
       (select string_agg(distinct t.template, ' ') from letter t join event e on e.id = t.event_id
        where e.aggregate_id = c.id and e.type = 'claim.ended') as letters
     from claim c join location l on l.id = c.location_id where c.close_reason = 'location_dissociated'`,
  )
  expect(ended).toMatchObject({ status: 'ended', left: true })
  expect(ended!.letters).toContain('association-ended')
})

test('competencies stand as they are planned, whatever the claims of the year count for (F.5.3)', async () => {
  const found = await rows<{ place: string }>(
    `select location_id || ' ' || competency || ' ' || level || ' ' || state || ' ' || at_risk as place from competency_enrollment`,
  )
  const planned = world.members.enrollments.map(
    ({ location, competency, level, state, risk }) =>
      `${built.laid.locations.get(location)} ${competency} ${level} ${state} ${risk !== null}`,
  )
  expect(found.map(({ place }) => place).toSorted()).toEqual(planned.toSorted())
})

test('what the wizard refuses stays a draft of its maker, with the refusal that the plan names (F.12)', async () => {
  const stage = openStage(place, world, built.laid)
  moveClock(T0)
  const found: Record<string, string | undefined> = {}
  for (const { plan, draftId } of built.played.filter(({ plan }) => plan.refusal !== undefined)) {
    const { problems } = await (await stage.as(plan.creator, plan.organisation)).claims.drafts.get({ draftId })
    found[plan.key] = problems[0]?.code
  }
  moveClock(undefined)
  const refused = world.claims.filter(({ refusal }) => refusal !== undefined)
  expect(found).toEqual(Object.fromEntries(refused.map(({ key, refusal }) => [key, refusal])))
})

test('the first screens of Gwen, Ines and Rosa are not empty (check 12 of F.14)', async () => {
  const stage = openStage(place, world, built.laid)
  for (const person of ['gwen', 'ines'])
    expect((await (await stage.as(person, 'kestrel')).claims.list({})).rows.length, person).toBeGreaterThan(0)
  expect((await (await stage.as('rosa')).review.queue({})).rows.length).toBeGreaterThan(0)
})

test('the missed window is still open: its deadline waits for the first worker (F.12)', async () => {
  const { claim } = playedOf('fx.claim.window_ended_missed')
  expect(
    await rows(`select c.consent_state as consent, t.fired_at as fired, t.fires_at < '${T0.toISOString()}' as due
      from claim c join timer t on t.aggregate_id = c.id where c.id = '${claim!.claimId}' and t.kind = 'claim.consentWindow'`),
  ).toEqual([{ consent: 'window_open', fired: null, due: true }])
})

test('Orchard Foods finds its code phrase in each of its three letters (B.2.6)', async () => {
  const { claim } = playedOf('fx.claim.phish_check')
  const letters = mails().filter(({ subject }) => subject.startsWith(`${claim!.number}-1`))
  expect(letters.map(({ envelope }) => envelope.to[0]).toSorted((a, b) => (a! < b! ? -1 : 1))).toEqual([
    'i.falconer@orchardfoods.example',
    'nora.contact@orchardfoods.example',
    'tess.tenant@orchardfoods.example',
  ])
  for (const { id } of letters) expect((await mailOf(id)).text).toContain('blue heron 47')
})

test('a notice is in the language of whoever it is for, the contact’s or the tenant’s (GEN-R8)', async () => {
  const wanted = await rows<{ number: string; locale: string }>(
    `select l.params->>'letterNumber' as number, l.locale from letter l
      where l.template = 'association-notice' and l.accepted_at is not null`,
  )
  const titles: Record<string, string> = {
    en: 'asks to see two figures',
    it: 'chiede di vedere due numeri',
    de: 'möchte zwei Zahlen',
    fr: 'demande à voir deux chiffres',
    es: 'pide ver dos cifras',
    ja: '2つの数字を見たい',
  }
  const subjects = mails().map(({ subject }) => subject)
  expect(new Set(wanted.map(({ locale }) => locale)).size).toBeGreaterThanOrEqual(5)
  const missing = wanted.filter(
    ({ number, locale }) =>
      !subjects.some((subject) => subject.startsWith(number) && subject.includes(titles[locale]!)),
  )
  expect(missing).toEqual([])
})

test('two customers are asked for a clear yes and have thirty days to say it, one was reminded (C57, B.2.4)', async () => {
  const asked = [playedOf('only-a-yes'), playedOf('only-a-yes-fresh')].map(({ claim }) => claim!.claimId)
  expect(
    await rows(`select consent_state as state, consent_due_at > '${after(T0, 20 * days).toISOString()}' as later,
        (select count(*)::int from letter l where l.aggregate_id = c.id and l.template = 'association-reminder'
          and l.accepted_at is not null and l.params->>'onlyYes' = 'true') as reminders
      from claim c where consent_mode = 'opt_in' and consent_state = 'window_open' and id in ('${asked.join("', '")}')
      order by number`),
  ).toEqual([
    { state: 'window_open', later: true, reminders: 1 },
    { state: 'window_open', later: true, reminders: 0 },
  ])
})

test('five customers said who may ask, each by an administrator on file (ACC-R2)', async () => {
  expect(
    await rows(`select r.kind, count(*)::int as rules, count(distinct r.customer_tenant_id)::int as customers
      from partner_rule r join tenant_admin a on a.customer_tenant_id = r.customer_tenant_id and a.email = r.set_by
      group by r.kind order by r.kind`),
  ).toEqual([
    { kind: 'allowed', rules: 6, customers: 3 },
    { kind: 'blocked', rules: 2, customers: 2 },
  ])
})

test('the partner reads what a customer wanted to know (B.2.3)', async () => {
  const { plan } = playedOf('castellane-voice')
  const wanted = plan.steps.find(({ verb }) => verb === 'ask')!.comment
  expect(await rows(`select params->>'question' as asked from letter where template = 'customer-question'`)).toEqual([
    { asked: wanted },
  ])
})

test('no partner stands in the envelope or the headers of a letter to a customer (check 7 of F.14)', async () => {
  const domains = new Set(organisations.flatMap((organisation) => organisation.domains))
  const toCustomers = mails().filter(({ subject }) => /^\d{7}-\d/.test(subject))
  expect(toCustomers.length).toBeGreaterThan(20)
  const wrong: string[] = []
  for (const { id, envelope } of toCustomers) {
    const { headers } = await mailOf(id)
    const named = headers.filter(({ name }) => /^(to|cc|bcc|from|reply-to|sender|return-path)$/i.test(name))
    const addresses = [...envelope.to, envelope.from, ...named.map(({ value }) => value)]
      .join(' ')
      .match(/[^\s<>@]+@[^\s<>,]+/g)
    wrong.push(...addresses!.filter((address) => domains.has(address.split('@')[1]!)))
  }
  expect(wrong).toEqual([])
})

test('documents are in storage as they were drawn (I11)', async () => {
  const { plan, claim } = playedOf('fx.claim.nda')
  const [evidence] = plan.evidence
  const [kept] = await rows<{ sha256: string; key: string; scan: string }>(
    `select sha256, storage_key as key, scan_state as scan from evidence
      where claim_id = '${claim!.claimId}' and file_name = '${evidence!.fileName}'`,
  )
  const drawn = evidenceFile(world, plan, evidence!)
  expect(kept).toMatchObject({ sha256: createHash('sha256').update(drawn).digest('hex'), scan: 'not_scanned' })
  expect(Buffer.from(await place.files.files.getBytes(kept!.key)).equals(drawn)).toBe(true)
})

test('partners are written to about the last ten days, customers always got their letters', async () => {
  const [oldest] = await rows<{ partner: Date; customer: Date }>(
    `select min(created_at) filter (where template like 'claim-%') as partner,
      min(created_at) filter (where template like 'association-%') as customer from letter`,
  )
  const age = (at: Date): number => (T0.getTime() - new Date(at).getTime()) / 86_400_000
  expect(age(oldest!.partner)).toBeLessThanOrEqual(10)
  expect(age(oldest!.customer)).toBeGreaterThan(200)
})

test('two builds for one instant give the same ids and numbers (SED-R2)', async () => {
  // The first three claims again, without the others beside them: the ground begins at the same instant.
  const first = built.played.slice(0, 3)
  const other = await openPlace()
  const again = await buildWorld(other, world, {
    pageOf,
    leaveOut: (plan) => (first.some((each) => each.plan === plan) ? undefined : 'is not one of the three'),
  })
  await other.close()
  const outcome = ({ laid, played, stories }: Pick<Built, 'laid' | 'played' | 'stories'>) => [
    laid.vendorId,
    ...laid.locations.values(),
    ...laid.people.values(),
    ...stories.merges.values(),
    ...played.map(({ plan, claim, draftId }) => [plan.key, claim, draftId]),
  ]
  expect(first.filter(({ claim }) => claim)).toHaveLength(3)
  expect(outcome(again)).toEqual(outcome({ ...built, played: first }))
}, 120_000)

test('the tiny world passes the checks as well', async () => {
  const { world: scene, close } = await openWorld()
  const found = []
  for (const check of Object.values(checks))
    found.push(
      ...(await check({ pools: scene, installation, built: { ...built, played: [] }, t0: tiny.t0, secrets: [] })),
    )
  await close()
  expect(found).toEqual([])
})

test('a load is half until it is finished, and what is half can be thrown away', async () => {
  const owner = await openOwner(place.url)
  expect(await loadState(owner)).toBe('half')
  await finishLoad(place.pools.orm, built.laid.vendorId, built.played.length)
  expect(await loadState(owner)).toBe('whole')
  await owner.close(true)
})

test('everybody of the demo signs in with one password, and the sign-in page knows it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ofrecord-cast-'))
  const password = await openCast(place.pools.orm, folder)
  const { people, ...rest } = JSON.parse(readFileSync(join(folder, 'demo-people.json'), 'utf8')) as {
    password: string
    people: { login: string; roles: string[] }[]
  }
  rmSync(folder, { recursive: true })
  expect(rest.password).toBe(password)
  const identity = openIdentity({
    orm: place.pools.orm,
    secret: 'x'.repeat(40),
    sealing: installation.keys.signIn,
    publicUrl: installation.publicUrl,
    loopback: false,
  })
  for (const { login } of people.slice(0, 2)) {
    const { user } = await identity.api.signInEmail({ body: { email: login, password } })
    const [person] = await rows<{ email: string }>(`select email from person where user_id = '${user.id}'`)
    expect(person).toEqual({ email: login })
  }
  // Who was only invited makes an account of their own when they come.
  const unsigned = await rows<{ status: string }>(
    'select distinct a.status from person p left join affiliation a on a.person_id = p.id where p.user_id is null order by 1',
  )
  expect([people.length, unsigned.map(({ status }) => status)]).toEqual([
    17,
    ['awaiting_profile', 'expired', 'invited_single'],
  ])
  expect(await checks.secrets!({ ...checking(), secrets: [password] })).toEqual([])
})

test('the checks see an altered event, a forged receipt and an organisation that nobody runs', async () => {
  await rows('alter table event disable trigger all')
  await rows('alter table consent_receipt disable trigger all')
  await rows(`update event set data = data || '{"notice": false}' where type = 'claim.approved'`)
  await rows(`update consent_receipt set document = replace(document, '"silence"', '"confirm"')`)
  await rows('alter table role_assignment disable trigger all')
  await rows(`delete from role_assignment where organization_id = '${built.laid.organisations.get('kestrel')}'`)
  const broken = await checks.chains!(checking())
  expect(broken.some((line) => line.startsWith('claim.approved'))).toBe(true)
  expect(broken.some((line) => line.startsWith('receipt'))).toBe(true)
  expect(await checks.organisations!(checking())).toEqual([
    'no global administrator: {"name":"Kestrel Consulting Group"}',
  ])
})

test('a half load is thrown away, and a vendor that no demo made is left alone', async () => {
  const owner = await openOwner(place.url)
  expect((await emptyTables(owner)).length).toBeGreaterThan(20)
  expect(await loadState(owner)).toBe('none')
  await rows(
    `insert into vendor (id, slug, name, time_zone) values ('${randomUUID()}', 'halcyon', 'A real one', 'UTC')`,
  )
  expect(await loadState(owner)).toBe('foreign')
  await owner.close(true)
})

const playedOf = (key: string): Built['played'][number] => {
  const { key: planKey } = claimOf(world, key)
  return built.played.find(({ plan }) => plan.key === planKey)!
}

interface Mail {
  headers: { name: string; value: string }[]
  text: string
}

const mailOf = async (id: string): Promise<Mail> => {
  const answer = await fetch(`http://127.0.0.1:${place.mailbox.httpPort}/api/messages/${id}`)
  return (await answer.json()) as Mail
}
const mails = () => place.mailbox.list({ limit: 10_000 }).messages.toReversed()

const rows = async <T extends object>(statement: string): Promise<T[]> => {
  const owner = new Client({ connectionString: place.url })
  await owner.connect()
  try {
    return (await owner.query<T>(statement)).rows
  } finally {
    await owner.end()
  }
}
