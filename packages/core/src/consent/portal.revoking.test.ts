import { randomUUID } from 'node:crypto'
import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { claimRow, decisions, falconer, letItElapse, nora, read, sayNo, tess } from '../../test/customer.ts'
import { revenue } from '../../test/inputs.ts'
import { pageOf, signedInAs, stopAll } from '../../test/portal.ts'
import { codesOf, refusalOf } from '../../test/refusals.ts'
import { rivalInput, submittedBy } from '../../test/rivals.ts'
import { addEvidence, makeClaim, openedWindow, submitClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import type { MadeClaim } from '../../test/story.ts'
import type { ClaimInput } from '../claims/claim.rules.ts'
import { secondsAfter } from '../kernel/time.ts'

const svenja = 's.brockhaus@nordmark.example'

/** A claim that is ready to be submitted. */
const withEvidence = async (world: TestWorld, person: string, changes: Partial<ClaimInput>): Promise<MadeClaim> => {
  const claim = await makeClaim(world, changes, person)
  await addEvidence(world, claim.claimId, 'clean', person)
  return claim
}

const lettersAfter = (world: TestWorld, before: number) =>
  world.sent.slice(before).map(({ to, subject }) => [to.address, subject.replace(/^[\dA-Z-]+: /, '')])

test('C49: active since months, the tenant’s administrator revokes on the own page: ended, receipts to actor and administrators, the partner told the category only', async ({
  opened: { world, claim },
}) => {
  await letItElapse(world)
  world.at(new Date(world.now().getTime() + 90 * 86_400_000))
  const session = await signedInAs(world, tess)
  const before = world.sent.length
  const [code] = await stopAll(world, session)
  // In the same commit, before any reaction ran.
  const ines = await world.as('ines')
  expect((await ines.claims.get({ claimId: claim.claimId })).usage).toEqual([])
  expect(await claimRow(world)).toMatchObject({
    status: 'consent_denied',
    live: [],
    ended: ['consent_denied', 'consent_denied'],
  })
  await world.work()
  expect(await decisions(world)).toMatchObject([{ kind: 'silence' }, { kind: 'revoke', receipt: code }])
  const receipt = JSON.parse((await decisions(world))[1]!.document) as Record<string, unknown>
  expect(receipt).toMatchObject({
    decision: 'revoke',
    reasons: [],
    decidedBy: { capacity: 'tenant_admin', via: 'portal' },
  })
  expect(receipt['disclosed']).toMatchObject({ address: tess })
  expect(lettersAfter(world, before)).toEqual(
    expect.arrayContaining([
      [tess, 'Kestrel Consulting Group cannot see figures about Orchard Foods'],
      [falconer, 'Kestrel Consulting Group cannot see figures about Orchard Foods'],
    ]),
  )
  const toTess = world.sent.findLast(({ to }) => to.address === tess)!.text
  expect(toTess).toContain('You stopped it on')
  expect(toTess).toContain(code)
  expect(toTess).not.toMatch(/undo it until|\/undo/)
  expect(lettersAfter(world, before).filter(([to]) => to === nora)).toEqual([])
  const toPartner = world.sent.slice(before).filter(({ to }) => to.address.endsWith('@kestrel.example'))
  expect(toPartner.length).toBeGreaterThan(0)
  for (const { text } of toPartner) {
    expect(text).toContain('The customer ended it.')
    expect(text).not.toMatch(/Tess|Falconer|orchardfoods\.example|undo/)
  }
})

test('ACC-R1: the same twice is one decision, a claim at a time, and what a link says afterwards is the same no', async ({
  opened: { world },
}) => {
  const session = await signedInAs(world, tess)
  const { map, form } = await pageOf(world, session)
  const [first, second] = map.rows[0]!.items
  const stop = async (...associationIds: string[]) => {
    world.at(secondsAfter(world.now(), 1))
    return (await world.visitor().portal.revoke({ ...form, associationIds, block: false })).receipts
  }
  const [one] = await stop(first!.associationId)
  expect(await claimRow(world)).toMatchObject({ status: 'approved', live: ['in_consent_window'] })
  expect(await stop(first!.associationId)).toEqual([one])
  const [both] = await stop(first!.associationId, second!.associationId)
  expect(both).not.toBe(one)
  expect(await stop(first!.associationId, second!.associationId)).toEqual([both])
  expect((await decisions(world)).map(({ kind }) => kind)).toEqual(['revoke', 'revoke'])
  const { notice } = await read(world)
  expect(notice).toMatchObject({
    state: 'denied',
    decision: { kind: 'deny', address: tess, receipt: both, mine: false },
  })
  expect(await sayNo(world)).toBe(both)
  expect((await pageOf(world, session)).map).toMatchObject({ rows: [], requests: [], counts: { receipts: 2 } })
})

test('two administrators who stop the same at once make one decision', async ({ opened: { world } }) => {
  const sessions = [await signedInAs(world, tess), await signedInAs(world, falconer)]
  // Both have read the page before either of them presses.
  const pages = [await pageOf(world, sessions[0]!), await pageOf(world, sessions[1]!)]
  const stops = pages.map(({ map, form }) => {
    const associationIds = map.rows.flatMap(({ items }) => items.map((item) => item.associationId))
    return world.visitor().portal.revoke({ ...form, associationIds, block: false })
  })
  const receipts = (await Promise.all(stops)).flatMap((answer) => answer.receipts)
  expect(new Set(receipts).size).toBe(1)
  expect(await decisions(world)).toHaveLength(1)
})

test('a foreign association reads like one that does not exist, and nothing of the same post is done', async ({
  opened: { world },
}) => {
  const nordmark = await openedWindow(world, revenue())
  const [foreign] = await world.rows<{ id: string }>('select id from association where claim_id = $1', [
    nordmark.claimId,
  ])
  const { map, form } = await pageOf(world, await signedInAs(world, tess))
  const own = map.rows[0]!.items[0]!.associationId
  const stop = (id: string) =>
    refusalOf(world.visitor().portal.revoke({ ...form, associationIds: [own, id], block: true }))
  expect(await stop(foreign!.id)).toEqual(await stop(randomUUID()))
  expect((await stop(foreign!.id)).code).toBe('NOT_FOUND')
  expect(await world.rows(`select from association where status = 'ended'`)).toEqual([])
  expect(await world.rows('select from partner_rule')).toEqual([])
  const none = world.visitor().portal.revoke({ ...form, associationIds: [], block: false })
  expect((await refusalOf(none)).code).toBe('PORTAL_NOTHING_CHOSEN')
})

test('AMB-15: a revenue association, of which nobody was told, stands on the page and can be stopped there', async ({
  world,
}) => {
  await openedWindow(world, revenue())
  const session = await signedInAs(world, svenja)
  const { map } = await pageOf(world, session)
  expect(map.rows).toMatchObject([{ state: 'active', began: 'revenue', sees: 'figures', items: [{ code: 'SALE' }] }])
  const [code] = await stopAll(world, session)
  await world.work()
  const [decision] = await world.rows('select kind, via, notice_id, actor_address from consent_decision')
  expect(decision).toEqual({ kind: 'revoke', via: 'portal', notice_id: null, actor_address: svenja })
  const letter = world.sent.findLast(({ to }) => to.address === svenja)!
  expect(letter.subject.startsWith(`${code!}: Kestrel Consulting Group`)).toBe(true)
  expect((await pageOf(world, session)).map.rows).toEqual([])
})

test('ACC-R2: a blocked partner is refused with CUSTOMER_POLICY when it asks again, and what runs already is untouched', async ({
  world,
}) => {
  const running = await openedWindow(world, {}, 'ines')
  const asked = await submittedBy(world, 'dev', rivalInput({ items: [{ code: 'SITE', subscription: '' }] }))
  const { form, map } = await pageOf(world, await signedInAs(world, tess))
  const { portal } = world.visitor()
  const [kestrel, tidewater] = [tiny.locations.leeds.number, tiny.locations.boston.number]
  for (const number of [kestrel, tidewater, kestrel]) await portal.block({ ...form, number })
  const claims = await world.rows('select id, status from claim order by number')
  expect(claims).toEqual([
    { id: running.claimId, status: 'approved' },
    { id: asked.claimId, status: 'submitted' },
  ])
  expect((await pageOf(world, form.session)).map.rows).toEqual(map.rows)
  const again = await withEvidence(world, 'ines', { name: 'Files', items: [{ code: 'SYNC', subscription: '' }] })
  expect(await refusalOf(submitClaim(world, again))).toMatchObject({ code: 'CUSTOMER_POLICY', params: {} })
  const blocked = (await pageOf(world, form.session)).map.blocked
  expect(blocked.map(({ name, setBy }) => [name, setBy])).toEqual([
    ['Kestrel Consulting Group', tess],
    ['Tidewater Cloud', tess],
  ])
  await portal.unblock({ ...form, number: tiny.locations.milan.number })
  await submitClaim(world, again)
})

test('ACC-R2: to stop and block is one post; on an allow list only who is listed may ask', async ({
  opened: { world },
}) => {
  const session = await signedInAs(world, tess)
  await stopAll(world, session, true)
  const { form, map } = await pageOf(world, session)
  expect(map.blocked.map(({ name }) => name)).toEqual(['Kestrel Consulting Group'])
  const { portal } = world.visitor()
  await portal.setPolicy({ ...form, mode: 'allow_list', defaultContact: '', language: 'en', codePhrase: '' })
  const mail = await withEvidence(world, 'dev', rivalInput())
  const sites = await withEvidence(
    world,
    'dev',
    rivalInput({ name: 'Sites', items: [{ code: 'SITE', subscription: '' }] }),
  )
  expect((await refusalOf(submitClaim(world, mail, 'dev'))).code).toBe('CUSTOMER_POLICY')
  await portal.allow({ ...form, number: tiny.locations.boston.number })
  await submitClaim(world, mail, 'dev')
  await portal.removeAllowed({ ...form, number: tiny.locations.boston.number })
  expect((await refusalOf(submitClaim(world, sites, 'dev'))).code).toBe('CUSTOMER_POLICY')
})

test('a delegate sees and stops, and neither blocks nor names others nor sets the policy (PORTAL_DELEGATE)', async ({
  opened: { world },
}) => {
  const { portal } = world.visitor()
  const delegate = 'dora.delegate@orchardshops.example'
  const admin = await pageOf(world, await signedInAs(world, tess))
  await portal.invite({ ...admin.form, name: 'Dora Delgado', email: delegate, delegate: true })
  const session = await signedInAs(world, delegate)
  const { map, form } = await pageOf(world, session)
  expect(map.me).toEqual({ name: 'Dora Delgado', address: delegate, delegate: true })
  const associationIds = map.rows[0]!.items.map(({ associationId }) => associationId)
  const number = tiny.locations.leeds.number
  const denied = await codesOf([
    portal.revoke({ ...form, associationIds, block: true }),
    portal.block({ ...form, number }),
    portal.unblock({ ...form, number }),
    portal.allow({ ...form, number }),
    portal.removeAllowed({ ...form, number }),
    portal.setPolicy({ ...form, mode: 'opt_in', defaultContact: '', language: 'en', codePhrase: '' }),
    portal.invite({ ...form, name: 'x', email: 'x@orchardfoods.example', delegate: false }),
    portal.removePerson({ ...form, personId: map.people[0]!.id }),
  ])
  expect(new Set(denied)).toEqual(new Set(['PORTAL_DELEGATE']))
  expect(await stopAll(world, session)).toHaveLength(1)
})
