import { randomUUID } from 'node:crypto'
import { brotliCompressSync, constants } from 'node:zlib'
import { Hono } from 'hono'
import { Pool } from 'pg'
import { createConsentApp } from '../apps/consent/src/app.ts'
import { securityHeaders } from '../apps/consent/src/headers.ts'
import { nobody } from '../packages/core/src/kernel/actor.ts'
import { hashToken, mintToken } from '../packages/core/src/links/link.entity.ts'
import { createCaller } from '../packages/core/src/router.ts'
import { installation, openWorld } from '../packages/core/test/stage.ts'
import type { TestWorld } from '../packages/core/test/stage.ts'
import { linkTo, openedWindow } from '../packages/core/test/story.ts'
import { compare } from './pairs.ts'
import type { Comparison } from './pairs.ts'

const copies = 6000

/**
 * W5: the customer's page, and her no. The floor of the page is a hand-written Hono route with one named statement and
 * the same bytes and headers; the floor of the no is one statement that writes the same rows. The same database, the
 * same process, in turns.
 */
export const w5 = async (): Promise<{ data: string; comparisons: Comparison[] }> => {
  const { world, close } = await openWorld()
  const pool = new Pool({
    connectionString: world.url,
    options: '-c role=ofrecord_app -c ofrecord.side=system -c timezone=UTC',
    max: 4,
  })
  try {
    const claim = await openedWindow(world)
    const tokens = await copyClaims(world, claim.claimId)
    const site = createConsentApp({
      consent: doorOf(world),
      settings: { publicUrl: installation.consentUrl, trustedProxy: false },
    })
    const page = await measurePage(world, site, pool, tokens)
    const no = await measureDeny(world, pool, tokens)
    return { data: `${copies} claims in their window, 2 items each`, comparisons: [page, no] }
  } finally {
    await pool.end()
    await close()
  }
}

const doorOf = (world: TestWorld) => createCaller(world.contextOf(nobody)).consent

const get = async (app: Hono, token: string): Promise<Response> =>
  app.request(`/n/${token}`, { headers: { 'accept-encoding': 'br' } })

const measurePage = async (
  world: TestWorld,
  site: Hono,
  pool: Pool,
  tokens: readonly string[],
): Promise<Comparison> => {
  const html = await (await site.request(`/n/${tokens[0]!}`)).text()
  const handWritten = new Hono().get('/n/:token', async (c) => {
    const { rows } = await pool.query({ name: 'page', text: pageStatement, values: [hashToken(c.req.param('token'))] })
    if (rows.length === 0) return c.text('not found', 404)
    const body = brotliCompressSync(html.replace('1000001-1', rows[0].snapshot.letterNumber), {
      params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
    })
    return c.body(new Uint8Array(body), 200, {
      ...securityHeaders,
      'content-type': 'text/html; charset=UTF-8',
      'content-encoding': 'br',
    })
  })
  return compare(
    'consent page',
    '≥ 0.8×',
    { name: 'hand-written', call: (turn) => get(handWritten, tokens[turn % tokens.length]!) },
    { name: 'ofrecord', call: (turn) => get(site, tokens[turn % tokens.length]!) },
    { pairs: 15, calls: 150, warm: 200 },
  )
}

/** As the application's page reads it, written by hand. */
const pageStatement = `
  select n.snapshot, c.status, c.consent_state, c.consent_due_at, t.code_phrase, p.address, p.kind, p.locale,
    (select jsonb_agg(jsonb_build_object('id', a.claim_item_id, 'status', a.status)) from association a where a.claim_id = c.id) as items
  from link l join notice_recipient p on p.id = l.subject_id join consent_notice n on n.id = p.notice_id
    join claim c on c.id = n.claim_id join customer_tenant t on t.id = c.customer_tenant_id
  where l.token_hash = $1 and l.purpose = 'consent'`

const measureDeny = async (world: TestWorld, pool: Pool, tokens: readonly string[]): Promise<Comparison> => {
  const consent = doorOf(world)
  const half = Math.floor(tokens.length / 2)
  const nonces = new Map<string, string>()
  const verb = (turn: number): Promise<unknown> => {
    const link = tokens[half + turn]!
    return consent.deny({ link, nonce: nonces.get(link)!, reasons: ['data'], shareComment: false })
  }
  const count = 12 * 40 + 60
  for (let turn = 0; turn < count; turn++)
    nonces.set(tokens[half + turn]!, (await consent.notice({ link: tokens[half + turn]! })).nonce)
  world.at(new Date(world.now().getTime() + 3000))
  return compare(
    'the customer says no, by its verb',
    '≥ 0.5×',
    {
      name: 'one statement',
      call: (turn) =>
        pool.query({
          name: 'deny',
          text: denyStatement,
          values: [hashToken(tokens[turn]!), randomUUID(), randomUUID(), randomUUID(), randomUUID()],
        }),
    },
    { name: 'ofrecord', call: verb },
    { pairs: 12, calls: 40, warm: 60 },
  )
}

/** The same rows as the verb writes: claim, two associations, timer, decision, receipt and two chained events. */
const denyStatement = `
  with found as (
    select c.id, c.vendor_id, c.organization_id, n.id as notice_id, p.id as recipient_id from link l
      join notice_recipient p on p.id = l.subject_id join consent_notice n on n.id = p.notice_id join claim c on c.id = n.claim_id
    where l.token_hash = $1 and c.status = 'approved' for update of c),
  closed as (update claim set status = 'consent_denied', consent_state = 'denied', closed_at = now(), close_reason = 'denied',
    changed_at = now(), version = version + 1 from found where claim.id = found.id returning claim.id),
  ended as (update association a set status = 'ended', ended_at = now(), end_reason = 'consent_denied' from found
    where a.claim_id = found.id and a.status in ('in_consent_window', 'active') returning a.claim_item_id),
  stopped as (update timer t set cancelled_at = now() from found where t.aggregate_id = found.id and t.fired_at is null and t.cancelled_at is null returning t.id),
  decided as (insert into consent_decision (id, vendor_id, organization_id, claim_id, notice_id, recipient_id, kind, item_ids, reasons,
    consent_state_before, at) select $2::uuid, vendor_id, organization_id, id, notice_id, recipient_id, 'deny',
    (select array_agg(claim_item_id::text) from ended), '{data}', 'window_open', now() from found returning id),
  receipted as (insert into consent_receipt (id, vendor_id, organization_id, claim_id, decision_id, code, document, at)
    select $3::uuid, f.vendor_id, f.organization_id, f.id, $2::uuid, $3::uuid::text, repeat('x', 900), now() from found f),
  head as (select e.seq, e.hash from event e join found f on e.aggregate_id = f.id order by e.seq desc limit 1),
  told as (insert into event (id, vendor_id, organization_id, aggregate_type, aggregate_id, seq, type, at, actor_side, data, prev_hash, hash)
    select i.id::uuid, f.vendor_id, f.organization_id, 'claim', f.id, coalesce((select seq from head), 0) + i.n, i.type, now(), 'customer',
      '{"reasons":["data"]}'::jsonb, coalesce((select hash from head), ''), encode(sha256(convert_to(i.id, 'utf8')), 'hex')
    from found f, (values ($4::text, 1, 'claim.denied'), ($5::text, 2, 'claim.consentRecorded')) i(id, n, type))
  select pg_notify('ofrecord_event', '') from closed`

/** One claim that went the whole way, copied with its items, associations, notice, recipient, link and deadline. */
const copyClaims = async (world: TestWorld, claimId: string): Promise<string[]> => {
  const token = linkTo(world, 'nora.contact@orchardfoods.example')
  const recipient = (
    await world.rows<{ id: string }>('select subject_id as id from link where token_hash = $1', [hashToken(token)])
  )[0]!.id
  const ids = Array.from({ length: copies }, () => ({
    claim: randomUUID(),
    notice: randomUUID(),
    recipient: randomUUID(),
    link: randomUUID(),
  }))
  const minted = ids.map(({ link }) => mintToken(installation.keys.link, { purpose: 'consent', id: link, epoch: 1 }))
  const rows = JSON.stringify(ids.map((each, at) => ({ ...each, n: at + 1, hash: hashToken(minted[at]!) })))
  const copy = async (table: string, changes: Record<string, string>, where: string): Promise<void> => {
    const columns = await world.rows<{ name: string }>(
      `select column_name as name from information_schema.columns where table_name = $1 order by ordinal_position`,
      [table],
    )
    const list = columns.map(({ name }) => changes[name] ?? `s."${name}"`).join(', ')
    const names = columns.map(({ name }) => `"${name}"`).join(', ')
    await world.rows(
      `insert into ${table} (${names}) select ${list} from ${table} s, jsonb_to_recordset($1::jsonb) as r (claim uuid, notice uuid, recipient uuid, link uuid, n int, hash text) where ${where}`,
      [rows],
    )
  }
  const own = `md5(s.id::text || r.claim::text)::uuid`
  const at = (column: string, id: string) => `s."${column}" = '${id}'`
  await copy('claim', { id: 'r.claim', number: '1000001 + r.n', name: `s.name || r.n` }, at('id', claimId))
  await copy('claim_item', { id: own, claim_id: 'r.claim', item_key: `s.item_key || r.n` }, at('claim_id', claimId))
  await copy(
    'association',
    {
      id: own,
      claim_id: 'r.claim',
      item_key: `s.item_key || r.n`,
      claim_item_id: `md5(s.claim_item_id::text || r.claim::text)::uuid`,
    },
    at('claim_id', claimId),
  )
  await copy('timer', { id: own, aggregate_id: 'r.claim' }, at('aggregate_id', claimId))
  await copy('consent_notice', { id: 'r.notice', claim_id: 'r.claim' }, at('claim_id', claimId))
  await copy('notice_recipient', { id: 'r.recipient', notice_id: 'r.notice', link_id: 'r.link' }, at('id', recipient))
  await copy('link', { id: 'r.link', subject_id: 'r.recipient', token_hash: 'r.hash' }, at('subject_id', recipient))
  await world.rows('analyze')
  return minted
}
