import { checkReceipt } from '@ofrecord/verify/verify'
import { expect } from 'vitest'
import { decisions, falconer, letItElapse, nora, sayNo, sayYes, takeBack, tess } from '../../test/customer.ts'
import { askTheCustomer, questionLetters } from '../../test/question.ts'
import { heldAndAsked } from '../../test/rivals.ts'
import { installation } from '../../test/stage.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { liveAssociations } from '../claims/association.entity.ts'
import { lockClaim } from '../claims/deciding.ts'
import { system } from '../kernel/actor.ts'
import { freshTree, writeCheckpoints } from '../kernel/checkpointing.ts'
import { rotateKey } from '../kernel/signing.ts'
import { inTransaction } from '../kernel/transaction.ts'
import { blankReceipt } from './receipt.ts'
import { record } from './recording.ts'

const documents = async (world: TestWorld) => (await decisions(world)).map(({ document }) => document)

const verify = (world: TestWorld, document: string) => world.visitor().consent.verifyReceipt({ document })

const noTraces = { trap: false, ip: null, userAgent: null }

/** What the database holds, but for the rows of the test itself. */
const written = (world: TestWorld) =>
  world.rows(`select (select count(*) from event) as events, (select count(*) from consent_decision) as decisions,
    (select count(*) from letter) as letters, (select sum(tries) from portal_code) as tries`)

test('C55 a receipt says every fact of the decision and where the record stood, and no name of a person', async ({
  opened: { world },
}) => {
  const code = await sayNo(world, { reasons: ['unknown'], comment: 'Mrs Castellane has never met them.' })
  const [document] = await documents(world)
  const { disclosed, decidedBy, chain, notice, signature, keyId, ...facts } = JSON.parse(document!) as Record<
    string,
    { [key: string]: unknown }
  >
  expect(facts).toEqual({
    schema: 'ofrecord-receipt/2',
    receipt: code,
    previousReceipt: null,
    issuer: 'Halcyon Software',
    decision: 'deny',
    decidedAt: '2026-11-02T09:00:20.000Z',
    reasons: ['unknown'],
    claim: expect.any(Number) as number,
    letter: expect.stringMatching(/^\d+-1$/) as string,
    model: 'opt-out notice',
    customer: { name: 'Orchard Foods', domain: 'orchardfoods.example', tenant: expect.any(String) as string },
    partner: { name: 'Kestrel Consulting Group', number: expect.any(Number) as number },
    items: [
      { name: 'Mail and Calendar', code: 'MAIL', subscription: null },
      { name: 'Meetings and Chat', code: 'MEET', subscription: null },
    ],
    dataCategories: ['active_entitlements', 'qualified_entitlements'],
    purpose: { locale: 'en', text: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    checkpoint: null,
  })
  expect([disclosed!.address, decidedBy!.capacity, decidedBy!.via]).toEqual([nora, 'customer', 'link'])
  expect(notice).toMatchObject({ template: 'association-notice', locale: 'en' })
  const [head] = await world.rows<{ seq: number; hash: string }>(
    `select seq, hash from event where aggregate_id = (select id from claim) and hash = $1`,
    [chain!.hash],
  )
  expect(head).toEqual(chain)
  expect(document).not.toContain('Castellane')
  expect(keyId).toMatch(/^[0-9a-f]{16}$/)
  expect(signature).toHaveLength(86)
})

test('C55 a changed receipt is not genuine, the original is: here, and with the published keys alone', async ({
  opened: { world },
}) => {
  await sayYes(world)
  const [document = ''] = await documents(world)
  expect(await verify(world, document)).toMatchObject({
    verdict: 'genuine',
    receipt: { decision: 'confirm', vendorName: 'Halcyon Software', timeZone: 'Europe/London', erased: false },
  })
  const before = await written(world)
  expect(await verify(world, document.replace('confirm', 'silence'))).toEqual({
    verdict: 'not_genuine',
    reason: 'signature_wrong',
  })
  expect(await written(world)).toEqual(before)
  expect(checkReceipt(document, await world.visitor().consent.keys()).verdict).toBe('genuine')
})

test('C55 after the no was undone its receipt is genuine and superseded, by the receipt of the undo', async ({
  opened: { world },
}) => {
  await sayNo(world)
  const undone = await takeBack(world)
  const [first = '', second = ''] = await documents(world)
  expect(await verify(world, first)).toMatchObject({ verdict: 'superseded', by: undone })
  expect(await verify(world, second)).toMatchObject({ verdict: 'genuine' })
  expect((JSON.parse(second) as { previousReceipt: string }).previousReceipt).toBe(
    (JSON.parse(first) as { receipt: string }).receipt,
  )
})

test('C53 a later no about another service supersedes nothing', async ({ opened: { world } }) => {
  const [mail, meet] = (await world.rows<{ id: string }>('select id from claim_item order by position')).map(
    ({ id }) => id,
  )
  await sayNo(world, { itemIds: [mail!] })
  await sayNo(world, { itemIds: [meet!], of: falconer })
  const [first = ''] = await documents(world)
  expect(await verify(world, first)).toMatchObject({ verdict: 'genuine' })
})

test('C55 a rotated key: receipts from before and after it are genuine', async ({ opened: { world } }) => {
  await sayNo(world)
  await inTransaction(world.orm, system('test'), (call) => rotateKey(call, installation))
  await takeBack(world)
  const [first = '', second = ''] = await documents(world)
  expect(await verify(world, first)).toMatchObject({ verdict: 'superseded' })
  expect(await verify(world, second)).toMatchObject({ verdict: 'genuine' })
  expect(new Set([first, second].map((each) => (JSON.parse(each) as { keyId: string }).keyId)).size).toBe(2)
})

test('REC-R3 GEN-R7 an erased receipt is genuine, and says that an address was removed', async ({
  opened: { world },
}) => {
  await sayNo(world)
  const [document = ''] = await documents(world)
  expect(await verify(world, blankReceipt(document))).toMatchObject({ verdict: 'genuine', receipt: { erased: true } })
})

test('I8 a receipt holds the latest checkpoint, and both are genuine with the published keys alone', async ({
  opened: { world },
}) => {
  await writeCheckpoints(world.orm, installation, freshTree())
  await inTransaction(world.orm, system('test'), (call) => rotateKey(call, installation))
  await sayNo(world)
  const [document = ''] = await documents(world)
  const { checkpoint, keyId } = JSON.parse(document) as { checkpoint: { size: number; keyId: string }; keyId: string }
  const [{ events } = { events: 0 }] = await world.rows<{ events: number }>(
    'select count(*)::int as events from event where leaf_index is not null',
  )
  expect(checkpoint.size).toBe(events)
  expect(checkpoint.keyId).not.toBe(keyId)
  expect(checkReceipt(document, await world.visitor().consent.keys()).verdict).toBe('genuine')
})

test('B.2.7 a decision on the customer’s own page has a receipt too, also where nobody was written to', async ({
  opened: { world, claim },
}) => {
  const code = await inTransaction(world.orm, system('test'), async (call) => {
    const whole = await lockClaim(call, claim.claimId)
    const itemIds = (await liveAssociations(call, whole)).map(({ claimItemId }) => claimItemId)
    const answerer = { claim: whole, notice: null, recipient: null, administrator: tess }
    const decided = { kind: 'revoke' as const, itemIds, before: 'window_open', reasons: [], comment: null }
    return record(call, installation, answerer, { ...decided, shareComment: false }, noTraces)
  })
  const view = await world.visitor().consent.receipt({ receipt: code })
  expect(view).toMatchObject({
    kind: 'revoke',
    partnerName: 'Kestrel Consulting Group',
    vendorName: 'Halcyon Software',
    wholeClaim: true,
    decidedBy: { address: tess, kind: 'tenant_admin' },
    items: [{ code: 'MAIL' }, { code: 'MEET' }],
  })
  expect(JSON.parse(view.json)).toMatchObject({
    decision: 'revoke',
    decidedBy: { capacity: 'tenant_admin', via: 'portal' },
    disclosed: { address: tess },
    letter: null,
    notice: null,
    purpose: null,
    items: [{ code: 'MAIL' }, { code: 'MEET' }],
  })
  expect(await verify(world, view.json)).toMatchObject({ verdict: 'genuine' })
})

test('REC-R1 the receipt of silence is signed, and nobody decided it', async ({ opened: { world } }) => {
  await letItElapse(world)
  const [document = ''] = await documents(world)
  expect(JSON.parse(document)).toMatchObject({ decision: 'silence', decidedBy: null, disclosed: null })
  expect(await verify(world, document)).toMatchObject({ verdict: 'genuine', receipt: { erased: false } })
})

test('B.2.6 a letter’s number says that it was written, on which day and to how many; never who asked whom', async ({
  opened: { world, claim },
}) => {
  const check = (number: string, phrase: string | null = null) =>
    world.visitor().consent.verifyLetter({ number, phrase })
  const known = await check(` ${claim.number}-1 `)
  expect(known).toEqual({
    letters: [
      {
        vendorName: 'Halcyon Software',
        timeZone: 'Europe/London',
        writtenAt: '2026-11-02T09:00:00Z',
        mailboxes: [{ domain: 'or…ds.example', count: 3 }],
      },
    ],
    phrase: null,
  })
  for (const number of [`${claim.number}-2`, `${claim.number}`, '999999999-9999', 'x', '\u0000', '7KD4-2QMX'])
    expect(await check(number)).toEqual({ letters: [], phrase: null })
})

test('B.2.6 a code phrase is right or wrong, the same for a wrong one, none chosen, and an unknown number', async ({
  opened: { world, claim },
}) => {
  const check = async (number: string, phrase: string) =>
    (await world.visitor().consent.verifyLetter({ number, phrase })).phrase
  const number = `${claim.number}-1`
  await world.rows('update customer_tenant set code_phrase = null')
  expect([await check(number, 'Green Heron'), await check(number, '')]).toEqual(['wrong', 'wrong'])
  await world.rows(`update customer_tenant set code_phrase = 'Green  heron'`)
  expect([
    await check(number, ' green heron '),
    await check(number, 'grey heron'),
    await check('1-1', 'green heron'),
  ]).toEqual(['right', 'wrong', 'wrong'])
})

test('B.2.6 the number of a question who does the work is known too', async ({ world }) => {
  await heldAndAsked(world)
  await askTheCustomer(world)
  const [number] = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(questionLetters(world)[0]!.subject)!
  const { letters } = await world.visitor().consent.verifyLetter({ number: number.toLowerCase(), phrase: null })
  expect(letters.map(({ mailboxes }) => mailboxes.length)).toEqual([1])
})
