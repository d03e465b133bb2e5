import { randomUUID } from 'node:crypto'
import { tiny } from '@ofrecord/world/tiny'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { nora, read, sayNo, tess } from '../../test/customer.ts'
import { signedInAs } from '../../test/portal.ts'
import { askTheCustomer, questionLink } from '../../test/question.ts'
import { lena, sentReference, tokenTo } from '../../test/references.ts'
import { inHandOfSite } from '../../test/site.ts'
import type { Opened, TestWorld } from '../../test/stage.ts'
import { linkTo, openedWindow } from '../../test/story.ts'
import type { MadeClaim } from '../../test/story.ts'
import { openContest } from '../../test/window.ts'
import type { Hand } from '../kernel/actor.ts'
import { hashToken } from '../links/link.entity.ts'

const jorg = 'j.petersen@weserhafen.example'
const otto = 'otto.other@orchardfoods.example'

/** What is the same for everybody: the installation's version, keys and checkpoints, its vendors and their terms. */
const shared = new Set(['migration', 'signing_key', 'checkpoint', 'vendor', 'policy_version'])

let opened: Opened
let claims: Record<'a' | 'b' | 'c' | 'rival', MadeClaim>
let hands: Record<'a' | 'b' | 'c' | 'question' | 'reference' | 'sessionA' | 'sessionB' | 'receiptA' | 'receiptB', Hand>

/** Kestrel and Tidewater ask Orchard for other services, and Tidewater asks Weserhafen; of Kestrel's one is contested. */
beforeAll(async () => {
  const contested = await openContest()
  const { world, held: a, asked: rival } = contested
  opened = contested
  const c = await openedWindow(world, of({ name: 'Sites', items: ['SITE'], email: otto }), 'dev')
  const weserhafen = { tenantId: tiny.tenants.weserhafen.tenantId, domain: 'weserhafen.example' }
  const b = await openedWindow(
    world,
    { ...of({ name: 'Devices', items: ['DEVM', 'IDPR'], email: jorg }), ...weserhafen },
    'dev',
  )
  const receipts = { a: await partlyNo(world, a, nora), b: await partlyNo(world, b, jorg) }
  await askTheCustomer(world)
  await sentReference(world, { contactEmail: 'somebody.else@orchardfoods.example' })
  await sentReference(world)
  const session = { a: await ruling(world, tess), b: await ruling(world, jorg) }
  claims = { a, b, c, rival }
  hands = {
    a: { link: hashToken(linkTo(world, nora)) },
    b: { link: hashToken(linkTo(world, jorg)) },
    c: { link: hashToken(linkTo(world, otto)) },
    question: { link: hashToken(questionLink(world, tess)) },
    reference: { link: hashToken(tokenTo(world, 'reference')) },
    sessionA: { session: hashToken(session.a) },
    sessionB: { session: hashToken(session.b) },
    receiptA: { receipt: receipts.a },
    receiptB: { receipt: receipts.b },
  }
}, 60_000)

afterAll(() => opened.close())

const of = ({ name, items, email }: { name: string; items: string[]; email: string }) => ({
  name,
  items: items.map((code) => ({ code, subscription: '' })),
  customerContact: { name: 'Otto Other', title: 'IT', email, language: 'en', phone: '' },
  partnerContact: { name: 'Dev Malhotra', email: 'dev.partner@tidewater.example' },
})

/** Asks something, and says no to one of two services. */
const partlyNo = async (world: TestWorld, { claimId }: MadeClaim, address: string): Promise<string> => {
  const { link, nonce } = await read(world, { of: address })
  await world.visitor().consent.ask({ link, nonce, text: 'Who are you?', showAddress: false })
  const [, second] = await world.rows<{ id: string }>(
    'select id from claim_item where claim_id = $1 order by position',
    [claimId],
  )
  return sayNo(world, { of: address, itemIds: [second!.id] })
}

/** Signs in and says a rule about a partner. */
const ruling = async (world: TestWorld, address: string): Promise<string> => {
  const session = await signedInAs(world, address)
  const { nonce } = await world.visitor().portal.map({ session })
  const [{ number } = { number: 0 }] = await world.rows<{ number: number }>(
    `select number from location where name like '%' order by number desc limit 1`,
  )
  await world.visitor().portal.block({ session, nonce, number })
  return session
}

interface Granted {
  name: string
  verb: string
  columns: string[]
  /** Of all columns, also of those that come later. */
  whole: boolean
}

/** What the role may do with each table, column by column. */
const mayDo = (...verbs: string[]): Promise<Granted[]> =>
  opened.world.rows<Granted>(
    `select * from (select c.relname as name, verb, has_table_privilege('ofrecord_consent', c.oid, verb) as whole,
        to_jsonb(array(select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
          and case when verb in ('delete', 'truncate', 'trigger') then has_table_privilege('ofrecord_consent', c.oid, verb)
            else has_column_privilege('ofrecord_consent', c.oid, a.attnum, verb) end order by a.attnum)) as columns
      from pg_class c, unnest($1::text[]) verb where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')) g
    where columns <> '[]' order by name, verb`,
    [verbs],
  )

/** The rows that each table shows, with something in hand. */
const seen = async (hand: Hand): Promise<Map<string, string[]>> => {
  const tables = (await mayDo('select')).filter(({ name }) => !shared.has(name))
  return inHandOfSite(opened.world, hand, async (ask) => {
    const shown = new Map<string, string[]>()
    for (const { name, columns } of tables) {
      const rows = await ask<{ print: string }>(
        `select row(${columns.map((column) => `"${column}"`).join(', ')})::text as print from "${name}"`,
      )
      if (rows.length > 0)
        shown.set(
          name,
          rows.map(({ print }) => print),
        )
    }
    return shown
  })
}

/** The tables that show a row to both. */
const inCommon = async (one: Hand, other: Hand): Promise<string[]> => {
  const [mine, theirs] = [await seen(one), await seen(other)]
  return [...mine].filter(([name, rows]) => rows.some((row) => theirs.get(name)?.includes(row))).map(([name]) => name)
}

const idsOf = (hand: Hand, table: string) =>
  inHandOfSite(opened.world, hand, async (ask) =>
    (await ask<{ id: string }>(`select id from ${table}`)).map(({ id }) => id).toSorted(),
  )

describe('the database shows the customers’ site the rows of what is in hand', () => {
  test('of nothing: no row of any table but what is the same for everybody', async () => {
    expect(await seen({})).toEqual(new Map())
    for (const hand of [
      { link: hashToken('no such link') },
      { session: hashToken('x') },
      { receipt: 'R7KD-42QM-XW9F' },
    ])
      expect(await seen(hand)).toEqual(new Map())
  })

  test('of a link: its notice, and none of another customer’s or of another request to the same one', async () => {
    expect([...(await seen(hands.c)).keys()]).toEqual([
      'association',
      'claim',
      'claim_item',
      'consent_notice',
      'customer_tenant',
      'location',
      'notice_recipient',
      'organization',
      'timer',
    ])
    expect(await idsOf(hands.c, 'claim')).toEqual([claims.c.claimId])
    expect(await inCommon(hands.a, hands.b)).toEqual([])
    expect(await inCommon(hands.a, hands.c)).toEqual(['customer_tenant'])
  })

  test('of a link whose claim is compared with another: that claim too, and nothing that was told about it', async () => {
    expect(await idsOf(hands.a, 'claim')).toEqual([claims.a.claimId, claims.rival.claimId].toSorted())
    expect(await idsOf(hands.a, 'consent_notice')).toHaveLength(1)
  })

  test('of a question’s link: the question, and no notice', async () => {
    expect([...(await seen(hands.question)).keys()]).toEqual([
      'clarification',
      'clarification_recipient',
      'conflict',
      'customer_tenant',
      'location',
      'organization',
      'tenant_admin',
      'timer',
    ])
    expect(await idsOf(hands.question, 'tenant_admin')).toHaveLength(1)
  })

  test('of a reference’s link: the reference with its deadlines, and no other, nor whoever has something to do with it', async () => {
    const shown = await seen(hands.reference)
    expect([...shown.keys()]).toEqual(['customer_reference', 'timer'])
    expect(shown.get('customer_reference')).toEqual([expect.stringContaining(lena)])
    expect(await inCommon(hands.reference, hands.a)).toEqual([])
  })

  test('of a session: its customer’s, and of another customer’s only the partners that both know', async () => {
    expect(await inCommon(hands.sessionA, hands.sessionB)).toEqual(['location', 'organization'])
    expect(await idsOf(hands.sessionB, 'claim')).toEqual([claims.b.claimId])
  })

  test('of a receipt: its claim’s decisions, and of another receipt’s nothing', async () => {
    expect(await inCommon(hands.receiptA, hands.receiptB)).toEqual([])
    expect([...(await seen(hands.receiptB)).keys()]).toEqual([
      'claim',
      'claim_item',
      'consent_decision',
      'consent_notice',
      'consent_receipt',
      'customer_tenant',
      'event',
      'location',
      'notice_recipient',
      'organization',
    ])
    expect(await idsOf(hands.receiptB, 'event')).toHaveLength(1)
  })
  test('of a link and a session at once: neither’s notices', async () => {
    expect(await idsOf({ ...hands.a, ...hands.sessionB }, 'consent_notice')).toEqual([])
  })
})

describe('and lets it write no others', () => {
  /** How many rows of each table an update that names none would change. */
  const changed = async (hand: Hand): Promise<Record<string, number>> => {
    const counts: Record<string, number> = {}
    for (const { name, columns } of await mayDo('update'))
      await inHandOfSite(opened.world, hand, async (ask) => {
        const [row] = await ask<{ n: number }>(
          `with changed as (update "${name}" set "${columns[0]!}" = "${columns[0]!}" returning 1) select count(*)::int as n from changed`,
        )
        if (row!.n > 0) counts[name] = row!.n
      })
    return counts
  }

  test('an update of everything changes the rows of what is in hand', async () => {
    const { a, c, question, sessionB, receiptA } = hands
    const nothing = [await changed({}), await changed(receiptA)]
    expect(nothing).toEqual([{}, {}])
    expect(await changed(c)).toEqual({ association: 1, claim: 1, claim_item: 1, timer: 5 })
    // Compared with another claim: both, in one comparison; of the other no item.
    expect(await changed(a)).toEqual({
      association: 2,
      claim: 2,
      claim_item: 2,
      conflict: 1,
      conflict_party: 2,
      timer: 7,
    })
    expect(await changed(question)).toEqual({ clarification: 1, timer: 4 })
    expect(await changed(hands.reference)).toEqual({ customer_reference: 1, timer: 4 })
    const own = { customer_tenant: 1, partner_rule: 1, portal_session: 1, tenant_admin: 2 }
    expect(await changed(sessionB)).toEqual({ association: 2, claim: 1, claim_item: 2, timer: 5, ...own })
  })

  test('a row about another notice or another customer is refused, whatever is in hand', async () => {
    const { world } = opened
    for (const { name } of await mayDo('insert')) {
      const [row] = await world.rows<{ row: object }>(
        `select to_jsonb(t) as row from "${name}" t, claim c where c.id = $1 and to_jsonb(t) ->> 'state' is distinct from 'removed'
          and (c.id::text in (to_jsonb(t) ->> 'claim_id', to_jsonb(t) ->> 'aggregate_id') or to_jsonb(t) ->> 'customer_tenant_id' = c.customer_tenant_id::text)`,
        [claims.a.claimId],
      )
      const copy = JSON.stringify({ ...row!.row, ...('id' in row!.row && { id: randomUUID() }) })
      const insert = `insert into "${name}" select * from jsonb_populate_record(null::"${name}", $1::jsonb)`
      for (const hand of [{}, hands.b, hands.c, hands.question, hands.reference, hands.sessionB, hands.receiptA]) {
        const said = inHandOfSite(world, hand, (ask) => ask(insert, copy)).then(() => 'taken', String)
        expect(await said, `${name} with ${JSON.stringify(hand)}`).toMatch(/row-level security/)
      }
    }
  })

  test('whoever removes everything removes their own customer’s rules', async () => {
    const removed = (hand: Hand) =>
      inHandOfSite(
        opened.world,
        hand,
        async (ask) => (await ask('delete from partner_rule returning customer_tenant_id')).length,
      )
    expect([await removed({}), await removed(hands.a), await removed(hands.sessionA)]).toEqual([0, 0, 1])
  })

  test('no session is made without a mailed code, and none goes to a customer of somebody else', async () => {
    const { world } = opened
    const made = await inHandOfSite(world, {}, (ask) =>
      ask(`select * from open_session('${tess}', '{x}', gen_random_uuid(), 'y', now(), now() + interval '1 hour')`),
    )
    expect(made).toEqual([])
    const [tenant] = await idsOf(hands.sessionB, 'customer_tenant')
    for (const hand of [{}, hands.b, hands.sessionA])
      expect(await inHandOfSite(world, hand, (ask) => ask('select enter_tenant($1::uuid) as entered', tenant))).toEqual(
        [{ entered: false }],
      )
    for (const statement of [
      'select * from portal_code',
      'select token_hash from portal_session',
      'select token_hash from link',
      `select * from tenants_of('${tess}')`,
      `insert into link (id) values (gen_random_uuid())`,
      `insert into letter (id) values (gen_random_uuid())`,
      `insert into signing_key (id) values ('x')`,
    ])
      await expect(
        inHandOfSite(world, hands.sessionA, (ask) => ask(statement)),
        statement,
      ).rejects.toThrow(/permission denied/)
    await inHandOfSite(world, {}, (ask) => ask(`select first_signing_key('x', 'y', now())`))
    expect(await world.rows(`select from signing_key where id = 'x'`)).toEqual([])
  })
})

const rights = [
  'association: select *',
  'association: update status data_visible_from ended_at end_reason',
  'checkpoint: select *',
  'claim: select *',
  'claim: update status consent_state consent_starts_at consent_due_at activated_at closed_at close_reason flags changed_at version status_at consent_mode',
  'claim_contact: select *',
  'claim_item: select *',
  'claim_item: update decision decision_reason',
  'clarification: select *',
  'clarification: update status answer comment answered_at answered_by',
  'clarification_recipient: select *',
  'conflict: insert *',
  'conflict: select *',
  'conflict: update status decided_at winner_claim_id version',
  'conflict_party: insert *',
  'conflict_party: select *',
  'conflict_party: update role outcome',
  'consent_decision: insert *',
  'consent_decision: select *',
  'consent_notice: select *',
  'consent_receipt: insert *',
  'consent_receipt: select *',
  'customer_question: insert *',
  'customer_question: select *',
  'customer_reference: select *',
  'customer_reference: update state state_at quoting_allowed answered_at answered_name answered_role reject_reason comment comment_shared suggestion signals approved_at expires_at revoked_at version',
  'customer_tenant: select *',
  'customer_tenant: update language consent_mode code_phrase default_contact',
  'event: insert *',
  'event: select id position vendor_id organization_id aggregate_type aggregate_id seq type at actor_side actor_id actor_role data personal personal_hash prev_hash leaf_index',
  'evidence: select id vendor_id organization_id claim_id kind scan_state removed_at',
  'figures_look: select *',
  'link: select id vendor_id purpose subject_id address epoch revoked_at',
  'location: select *',
  'migration: select name',
  'notice_recipient: select *',
  'organization: select *',
  'partner_check: insert *',
  'partner_check: select id claim_id',
  'partner_rule: delete *',
  'partner_rule: insert *',
  'partner_rule: select *',
  'partner_rule: update kind set_at set_by',
  'policy_version: select vendor_id version settings changed_at',
  'portal_session: select id vendor_id customer_tenant_id address created_at expires_at ended_at',
  'portal_session: update ended_at',
  'reference_assignment: select *',
  'reference_assignment: update ended_at end_reason',
  'signing_key: select *',
  'subscription: select *',
  'tenant_admin: insert *',
  'tenant_admin: select *',
  'tenant_admin: update name state invited_by delegate',
  'tenant_domain: select *',
  'timer: insert *',
  'timer: select id aggregate_id kind fires_at fired_at cancelled_at attempts',
  'timer: update fires_at fired_at cancelled_at',
  'vendor: select id slug name time_zone',
]

/** Functions that answer with the owner's rights. */
const answers =
  'admit_first enter_tenant event_heads event_leaves first_signing_key keep_enquiry letter_by_number link_by_token open_session partner_by_number session_tenants site_address site_asked_conflicts site_associations site_checks site_claims site_conflicts site_items site_links site_notices site_organizations site_questions site_recorded site_reference_facts site_references site_rivals site_session site_shown_claims site_shown_tenant site_signed_in site_tenant tenant_to_enter try_code'.split(
    ' ',
  )

test('what the role of the customers’ site may do, right by right: another one has to be argued for here', async () => {
  const found = await mayDo('select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger')
  const said = found.map(({ name, verb, whole, columns }) => `${name}: ${verb} ${whole ? '*' : columns.join(' ')}`)
  expect(said).toEqual(rights)
  expect(
    await opened.world.rows(`select relname as name from pg_class where relnamespace = 'public'::regnamespace
      and case when relkind = 'S' then has_sequence_privilege('ofrecord_consent', oid, 'usage, select, update') else false end`),
  ).toEqual([{ name: 'event_position_seq' }])
  const [functions] = await opened.world.rows<{
    names: string[]
  }>(`select to_jsonb(array(select p.proname::text from pg_proc p where p.pronamespace = 'public'::regnamespace
    and p.prosecdef and has_function_privilege('ofrecord_consent', p.oid, 'execute') order by 1)) as names`)
  expect(functions!.names).toEqual(answers)
})
