import { tiny } from '@ofrecord/world/tiny'
import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { claimRow, decisions, falconer, letItElapse, nora, read, sayNo, tess } from '../../test/customer.ts'
import { pageOf, signedInAs } from '../../test/portal.ts'
import { answerQuestion, askTheCustomer } from '../../test/question.ts'
import { refusalOf } from '../../test/refusals.ts'
import { addEvidence, linkTo, makeClaim, submitClaim } from '../../test/story.ts'
import { installation } from '../../test/stage.ts'
import { openedTicket } from '../../test/tickets.ts'
import { disarm } from '../../test/unguarded.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { system } from '../kernel/actor.ts'
import { auditChains } from '../kernel/audit.queries.ts'
import { readKeys } from '../kernel/signing.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { replayErasures } from './erasure.replaying.ts'
import { isGenuine } from './receipt.ts'
import { findWitnesses } from './witnesses.ts'

const name = 'Nora Castellane'
const reason = 'Her letter of 3 November'

/** Tables in which a row, as text, says one of these words. */
const tablesSaying = async (world: TestWorld, ...words: string[]): Promise<string[]> => {
  const tables = await world.rows<{ name: string }>(
    `select quote_ident(table_name) as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
  )
  const says = words.map((_, at) => `t::text ilike '%' || $${at + 1} || '%'`).join(' or ')
  const found: string[] = []
  for (const table of tables)
    if ((await world.rows(`select from ${table.name} t where ${says} limit 1`, words)).length > 0)
      found.push(table.name)
  return found.toSorted()
}

const erase = async (world: TestWorld, address: string) => (await world.as('petra')).erasures.erase({ address, reason })

const expectWholeRecord = async (world: TestWorld): Promise<void> => {
  const { flaws, treeFlaws } = await auditChains(world.reader, findWitnesses)
  expect([...flaws, ...treeFlaws]).toEqual([])
  const keys = await readKeys(world.reader.em.fork().getKysely())
  const receipts = await world.rows<{ document: string }>('select document from consent_receipt')
  expect(receipts.every(({ document }) => isGenuine(keys, document))).toBe(true)
}

/** Nora is everywhere: contact, administrator's delegate, in what others wrote, in a letter that waits. */
const noraEverywhere = async (world: TestWorld, claimId: string): Promise<void> => {
  const { link, nonce } = await read(world)
  await world.visitor().consent.ask({ link, nonce, text: `Who are you? ${name}`, showAddress: true })
  const ines = await world.as('ines')
  await ines.claims.comment({ claimId, audience: 'partner_internal', body: `Call nora  castellane, or ${nora}.` })
  await world.rows(`update evidence set note = 'Signed by ' || $1, file_name = $1 || '.pdf'`, [name])
  await askTheDesk(world, claimId)
  const session = await signedInAs(world, tess)
  const { form } = await pageOf(world, session)
  await world.visitor().portal.invite({ ...form, name, email: nora.toUpperCase(), delegate: false })
  const hers = await signedInAs(world, nora)
  const own = await pageOf(world, hers)
  await world
    .visitor()
    .portal.setPolicy({ ...own.form, mode: 'opt_out', codePhrase: '', defaultContact: nora, language: 'en' })
  await makeClaim(world, { name: `Second for ${name}`, items: [{ code: 'SITE', subscription: '' }] })
  await sayNo(world, { comment: 'We never met them.', shareComment: true })
  await world.work()
  expect(world.sent.some(({ text }) => text.includes('We never met them.'))).toBe(true)
}

/** A ticket about the claim names her, in what both sides say of it and in what the desk notes. */
const askTheDesk = async (world: TestWorld, claimId: string): Promise<void> => {
  const about = { kind: 'claim', id: claimId } as const
  const { ticketId, version } = await openedTicket(world, { about, subject: `Where is ${name}?`, body: name }, 'ines')
  const { supportDesk } = await world.as('sam')
  const taken = await supportDesk.take({ ticketId, version })
  const replied = await supportDesk.reply({ ticketId, version: taken.version, body: 'NORA\nCastellane has left.' })
  await supportDesk.note({ ticketId, version: replied.version, body: `${name} called.` })
}

/** As if they had not been sent yet. */
const putBack = (world: TestWorld, template: string) =>
  world.rows(`update letter set state = 'queued', html = null, plain = null where template = $1`, [template])

describe('erasing', () => {
  test('GEN-R7 I19 REC-R3: neither address nor name is left in any table, and chains and receipts still verify', async ({
    opened: {
      world,
      claim: { claimId },
    },
  }) => {
    await noraEverywhere(world, claimId)
    const before = await tablesSaying(world, nora, name)
    expect(before).toEqual(
      expect.arrayContaining(['claim_contact', 'claim_submission', 'comment', 'consent_receipt', 'event']),
    )
    const petra = await world.as('petra')
    const look = await petra.erasures.look({ address: nora })
    expect(await tablesSaying(world, nora, name)).toEqual(before)
    const done = await petra.erasures.erase({ address: ` ${nora.toUpperCase()}`, reason: `${reason}, ${nora}` })
    expect(await tablesSaying(world, nora, name, 'We never met them', 'Who are you?')).toEqual([])
    expect({ tables: done.tables, places: done.places }).toEqual({ tables: look.tables, places: look.places })
    await expectWholeRecord(world)
    expect(await decisions(world)).toMatchObject([{ kind: 'deny' }])
    const keys = await readKeys(world.reader.em.fork().getKysely())
    expect(JSON.parse(done.certificate!)).toMatchObject({
      schema: 'ofrecord-erasure/1',
      reason: `${reason}, [erased]`,
      tables: done.tables,
      places: done.places,
      keyId: keys[0]!.id,
    })
    expect(await petra.erasures.list()).toMatchObject([{ id: done.erasureId, byName: 'Petra Novotná' }])
    // The second time there is nothing to do.
    expect(await petra.erasures.erase({ address: nora, reason })).toMatchObject({ places: 0, certificate: null })
    expect((await petra.erasures.look({ address: nora })).earlier).not.toBeNull()
    expect(await world.rows('select from erasure')).toHaveLength(1)
  })

  test('GEN-R7: the page that her link opened is an unknown one, her letter fails, her session is over, the others go on', async ({
    opened: {
      world,
      claim: { claimId },
    },
  }) => {
    await noraEverywhere(world, claimId)
    const [link, session] = [linkTo(world, nora), await signedInAs(world, nora)]
    await putBack(world, 'association-denied')
    await erase(world, nora)
    const before = world.sent.length
    await world.work()
    expect(
      world.sent
        .slice(before)
        .map(({ to }) => to.address)
        .toSorted(),
    ).toEqual([falconer, tess])
    for (const letter of world.sent.slice(before)) expect(`${letter.html}${letter.text}`).not.toMatch(/nora/i)
    expect(await refusalOf(world.visitor().consent.notice({ link }))).toMatchObject({ code: 'NOT_FOUND' })
    expect(await refusalOf(world.visitor().portal.map({ session }))).toMatchObject({ code: 'PORTAL_SIGN_IN' })
    const notice = await world.visitor().consent.notice({ link: linkTo(world, tess) })
    expect(notice.decision).toMatchObject({ kind: 'deny', address: null })
    const [decision] = await decisions(world)
    const receipt = await world.visitor().consent.receipt({ receipt: decision!.receipt })
    expect(receipt.decidedBy).toEqual({ address: null, kind: 'customer' })
    expect(receipt.comment).toBeNull()
    for (const page of [
      await (await world.as('rosa')).review.get({ claimId }),
      await (await world.as('ines')).claims.get({ claimId }),
    ]) {
      expect(page.contacts.find(({ kind }) => kind === 'customer')).toMatchObject({ name: '[erased]', phone: '' })
      expect(page.deliveries.map(({ recipient }) => recipient)).toContainEqual(
        expect.stringMatching(/^\[erased .{8}\]$/),
      )
    }
  })

  test('GEN-R7: a letter that is due to her later has failed before it is queued; the others get theirs', async ({
    opened: {
      world,
      claim: { claimId },
    },
  }) => {
    await letItElapse(world)
    await erase(world, nora)
    const before = world.sent.length
    const ines = await world.as('ines')
    const { version } = await ines.claims.get({ claimId })
    await ines.claims.disassociate({ claimId, version, reason: 'no_longer_working' })
    await world.work()
    const ended = await world.rows<{ recipient: string; state: string }>(
      `select recipient, state from letter where template = 'association-ended' order by state, recipient`,
    )
    expect(ended).toEqual([
      { recipient: falconer, state: 'accepted' },
      { recipient: tess, state: 'accepted' },
      { recipient: expect.stringMatching(/^\[erased/), state: 'failed' },
    ])
    expect(world.sent.slice(before).filter(({ to }) => to.address.includes('erased'))).toEqual([])
  })

  test('GEN-R7: at the partner’s desk the contact’s fields are empty again, and a submission asks for somebody', async ({
    world,
  }) => {
    const claim = await makeClaim(world)
    await addEvidence(world, claim.claimId)
    await erase(world, nora)
    expect(await refusalOf(submitClaim(world, claim))).toMatchObject({ field: 'customerContact.name' })
  })

  test('GEN-R7: whoever answered who does the work is taken out of the question too', async ({
    contested: { world },
  }) => {
    await askTheCustomer(world)
    await answerQuestion(world, tess, { choice: 'Tidewater', comment: 'Since May.' })
    await erase(world, tess)
    expect(await tablesSaying(world, tess, 'Tess Okonjo', 'Since May.')).toEqual([])
    await expectWholeRecord(world)
    expect((await world.rows<{ answer: string }>('select answer from clarification'))[0]!.answer).toBe('challenger')
  })

  test('GEN-R7: an address in the reason of a change of the tree, and in a list of invitations, is taken out too', async ({
    opened: { world },
  }) => {
    await letItElapse(world)
    const gwen = await world.as('gwen')
    const [cologne] = await world.rows<{ id: string; version: number }>(
      'select id, version from location where number = $1',
      [tiny.locations.cologne.number],
    )
    const [milan] = await world.rows<{ id: string }>('select id from location where number = $1', [
      tiny.locations.milan.number,
    ])
    const { id: locationId, version } = cologne!
    await gwen.hierarchy.move({ locationId, parentId: milan!.id, version, reason: `As ${nora} asked.` })
    await world.rows(
      `update event set personal = jsonb_build_object('rows', jsonb_build_array(jsonb_build_object('email', $1::text)))
       where type = 'location.moved'`,
      [nora],
    )
    expect(await tablesSaying(world, nora)).toEqual(expect.arrayContaining(['event', 'structure_change']))
    await erase(world, nora)
    expect(await tablesSaying(world, nora)).toEqual([])
    expect(await world.rows('select reason, actor_name as "by" from structure_change')).toEqual([
      { reason: 'As [erased] asked.', by: 'Gwen Aldous' },
    ])
    for (const change of [`actor_name = 'Somebody'`, `reason = ''`])
      await expect(world.rows(`update structure_change set ${change}`)).rejects.toThrow(/append-only/)
    await expect(
      world.rows(`do $$ begin set local ofrecord.erasing = 'on'; update structure_change set at = now(); end $$`),
    ).rejects.toThrow(/append-only/)
  })

  test('an address that nobody knows has no places, and one that contains it is somebody else', async ({
    opened: { world },
  }) => {
    await letItElapse(world)
    expect(await erase(world, `x${nora}`)).toMatchObject({ places: 0, certificate: null })
    expect(await erase(world, nora.replace('.example', '.exampl'))).toMatchObject({ places: 0 })
    expect(await erase(world, nora.replace('nora.', ''))).toMatchObject({ places: 0 })
    expect(await world.rows('select from erasure')).toEqual([])
    expect(await world.rows(`select from link where revoked_at is not null`)).toEqual([])
  })
})

describe('refusals', () => {
  test('ERASURE_OPEN: a window that runs, for the contact and for an administrator; a claim before the vendor', async ({
    opened: { world, claim },
  }) => {
    for (const address of [nora, tess])
      expect(await refusalOf(erase(world, address))).toMatchObject({
        code: 'ERASURE_OPEN',
        params: { claims: String(claim.number), claimIds: [claim.claimId] },
      })
    await letItElapse(world)
    const next = await makeClaim(world, { name: 'Another', items: [{ code: 'SITE', subscription: '' }] })
    await addEvidence(world, next.claimId)
    await submitClaim(world, next)
    expect(await refusalOf(erase(world, nora))).toMatchObject({
      code: 'ERASURE_OPEN',
      params: { claimIds: [next.claimId] },
    })
    expect(await tablesSaying(world, nora)).toContain('claim_contact')
  })

  test('ERASURE_HELD: a legal hold goes before the request (B.17)', async ({ opened: { world, claim } }) => {
    await letItElapse(world)
    await (await world.as('liam')).review.hold({ claimId: claim.claimId, reason: 'Court case 7' })
    expect(await refusalOf(erase(world, nora))).toMatchObject({
      code: 'ERASURE_HELD',
      params: { claims: String(claim.number) },
    })
  })

  test('ERASURE_ACCOUNT: people of a partner and of the vendor; FORBIDDEN for everybody but the programme’s administrator', async ({
    opened: { world },
  }) => {
    for (const address of ['ines.incentive@kestrel.example', 'petra.programme@halcyon.example'])
      expect(await refusalOf(erase(world, address))).toMatchObject({ code: 'ERASURE_ACCOUNT' })
    for (const person of ['rosa', 'liam', 'ines'])
      expect(await refusalOf((await world.as(person)).erasures.look({ address: nora }))).toMatchObject({
        code: 'FORBIDDEN',
      })
  })
})

describe('the database', () => {
  test('DBI-R1: the programs’ role erases by the function alone; the setting opens nothing to it', async ({
    opened: { world },
  }) => {
    await sayNo(world)
    const attempts = [
      `update consent_decision set comment = null`,
      `update consent_receipt set document = '{}'`,
      `update event set personal = null`,
      `update erasure set reason = ''`,
      `select erase_own('00000000-0000-7000-8000-000000000000', 'a@b', '[]')`,
    ]
    for (const statement of attempts)
      await expect(
        inTransaction(world.orm, system('test'), async ({ em }) => {
          await sql`set local ofrecord.erasing = 'on'`.execute(em.getKysely())
          await sql.raw(statement).execute(em.getKysely())
        }),
        statement,
      ).rejects.toThrow(/permission denied/)
    const ines = await world.actor('ines')
    await expect(
      inTransaction(world.orm, ines, ({ em }) =>
        sql`select erase_contact(id, ${nora}, '[]') from vendor`.execute(em.getKysely()),
      ),
    ).rejects.toThrow(/nobody but the vendor/)
  })

  test('DBI-R1: even the owner changes nothing but what an erasure may, and a receipt only by its address', async ({
    opened: { world },
  }) => {
    await sayNo(world)
    await expect(world.rows(`update consent_decision set comment = 'other'`)).rejects.toThrow(/append-only/)
    for (const change of [`kind = 'confirm'`, `at = now()`, `reasons = '{}'`])
      await expect(
        world.rows(`do $$ begin set local ofrecord.erasing = 'on'; update consent_decision set ${change}; end $$`),
      ).rejects.toThrow(/append-only/)
    const forged = (await decisions(world))[0]!.document.replace('"deny"', '"confirm"')
    const [row] = await world.rows<{ id: string; vendor: string }>(
      'select id, vendor_id as vendor from consent_receipt',
    )
    await inTransaction(world.orm, system('test'), ({ em }) =>
      sql`select erase_contact(${row!.vendor}, 'x@y.example', ${JSON.stringify([{ id: row!.id, document: forged }])})`.execute(
        em.getKysely(),
      ),
    )
    await expectWholeRecord(world)
    expect((await decisions(world))[0]!.document).not.toBe(forged)
  })
})

test('I18 I19: whom a restored backup brought back is erased again, by the table and by a certificate', async ({
  opened: { world },
}) => {
  await letItElapse(world)
  const { certificate } = await erase(world, nora)
  expect((await claimRow(world)).status).toBe('approved')
  const restore = () =>
    world.rows(`update claim_contact set email = $1, name = $2 where kind = 'customer'`, [nora, name])
  await restore()
  expect(await replayErasures(world.orm, installation, [])).toEqual({ found: 1, places: 1, refused: [] })
  expect(await tablesSaying(world, nora, name)).toEqual([])
  // A backup that is older than the erasure does not have its row.
  await disarm(world, 'erasure')
  await world.rows('delete from erasure')
  await restore()
  expect(await replayErasures(world.orm, installation, [])).toMatchObject({ found: 0 })
  const { addressHash } = JSON.parse(certificate!) as { addressHash: string }
  expect(await replayErasures(world.orm, installation, [addressHash])).toMatchObject({ found: 1 })
  expect(await tablesSaying(world, nora, name)).toEqual([])
})
