import { expect } from 'vitest'
import {
  claimRow,
  decisions,
  dueAt,
  letItElapse,
  nora,
  read,
  sayNo,
  sayYes,
  takeBack,
  tess,
} from '../../test/customer.ts'
import { refusalOf } from '../../test/refusals.ts'
import { addEvidence, approveClaim, makeClaim, openedWindow, submitClaim, takeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { policyDefaults } from '../catalogue/catalogue.rules.ts'
import { daysAfter, hoursAfter, secondsAfter } from '../kernel/time.ts'

const wish = (world: TestWorld, mode: 'opt_in' | 'allow_list' | 'opt_out'): Promise<object[]> =>
  world.rows(`update customer_tenant set consent_mode = $1 where name = 'Orchard Foods'`, [mode])

const rule = (world: TestWorld, kind: 'blocked' | 'allowed'): Promise<object[]> =>
  world.rows(
    `insert into partner_rule (customer_tenant_id, organization_id, vendor_id, kind, set_at, set_by)
     select t.id, o.id, t.vendor_id, $1, now(), 'tess' from customer_tenant t, organization o
     where t.name = 'Orchard Foods' and o.name like 'Kestrel%'`,
    [kind],
  )

const asked = async (world: TestWorld): Promise<{ claimId: string }> => {
  await wish(world, 'opt_in')
  return openedWindow(world)
}

const passOn = async (world: TestWorld, days: number): Promise<void> => {
  world.at(secondsAfter(daysAfter(world.now(), days), 1))
  await world.fire()
  await world.work()
}

const subjects = (world: TestWorld, address: string): string[] =>
  world.sent.filter(({ to }) => to.address === address).map(({ subject }) => subject)

test('C57 where only a yes counts, thirty days without one end it: no association ever started', async ({ world }) => {
  const { claimId } = await asked(world)
  expect(await dueAt(world)).toEqual(daysAfter(world.now(), 30))
  expect((await read(world)).notice).toMatchObject({ consentMode: 'opt_in', windowDays: 30, state: 'window' })
  await passOn(world, 8)
  expect(await claimRow(world)).toMatchObject({ consentState: 'window_open', activatedAt: null })
  await letItElapse(world)
  const [row] = await world.rows(`select status, consent_state, close_reason, closed_at, consent_due_at from claim`)
  expect(row).toMatchObject({ status: 'ended', consent_state: 'lapsed_unanswered', close_reason: 'no_consent' })
  expect((row as { closed_at: Date }).closed_at).toEqual(await dueAt(world))
  const ever = await world.rows('select from association where data_visible_from is not null')
  expect([await claimRow(world), ever, await decisions(world)]).toMatchObject([
    { activatedAt: null, live: [], ended: ['no_consent', 'no_consent'] },
    [],
    [],
  ])
  expect((await (await world.as('ines')).claims.get({ claimId })).usage).toEqual([])
})

test('C57 both sides are told that it never started, and the items are free for another claim', async ({ world }) => {
  await asked(world)
  await letItElapse(world)
  expect(subjects(world, nora).at(-1)).toContain('does not see figures about Orchard Foods')
  expect(subjects(world, tess).at(-1)).toContain('does not see figures about Orchard Foods')
  expect(subjects(world, 'ines.incentive@kestrel.example').at(-1)).toContain('never started')
  expect((await read(world)).notice).toMatchObject({ state: 'ended', endReason: 'no_consent' })
  await openedWindow(world, { name: 'Once more' })
  expect(await world.rows(`select from association where status = 'in_consent_window'`)).toHaveLength(2)
})

test('C57 the letter and the partner’s letter say that only a yes counts', async ({ world }) => {
  await asked(world)
  const notice = world.sent.find(({ to }) => to.address === nora)!
  expect(notice.text).toContain('Only a yes counts.')
  expect(notice.text).toContain('within 30 days of this letter')
  expect(notice.text).not.toMatch(/silence|do nothing\. If not/i)
  const approved = world.sent.find(({ subject }) => subject.includes('is approved'))!
  expect(approved.text).toContain('The claim is closed; the association never starts')
})

test('C57 a yes brings it into force as ever, a no ends it', async ({ world }) => {
  await asked(world)
  await passOn(world, 20)
  const receipt = await sayYes(world)
  expect(await claimRow(world)).toMatchObject({ consentState: 'confirmed', live: ['active', 'active'] })
  expect(JSON.parse((await world.visitor().consent.receipt({ receipt })).json)).toMatchObject({
    model: 'opt-in request',
  })
  await sayNo(world)
  expect(await claimRow(world)).toMatchObject({ status: 'consent_denied', live: [] })
})

test('C57 a yes after the last instant is too late, also before the job has run', async ({ world }) => {
  await asked(world)
  world.at(secondsAfter((await dueAt(world))!, -10))
  const late = await read(world)
  expect(world.now() > (await dueAt(world))!).toBe(true)
  expect(await refusalOf(world.visitor().consent.confirm({ link: late.link, nonce: late.nonce, agree: true }))).toEqual(
    expect.objectContaining({ code: 'NOTICE_READ_ONLY' }),
  )
})

test('C57 a no that is taken back after the last day does not become a yes', async ({ world }) => {
  await asked(world)
  world.at(hoursAfter((await dueAt(world))!, -1))
  await sayNo(world)
  world.at(hoursAfter(world.now(), 3))
  await takeBack(world)
  world.at(secondsAfter(world.now(), 1))
  await world.fire()
  expect(await claimRow(world)).toMatchObject({ status: 'ended', consentState: 'lapsed_unanswered', activatedAt: null })
})

test('C57 what the customer changes later counts for the next claim: this one was told', async ({ world }) => {
  await asked(world)
  await wish(world, 'opt_out')
  await letItElapse(world)
  expect(await claimRow(world)).toMatchObject({ consentState: 'lapsed_unanswered' })
})

test('B.2.1 the contact alone is reminded on days 7 and 21, with the link it has', async ({ world }) => {
  await asked(world)
  const before = world.sent.length
  await passOn(world, 7)
  await passOn(world, 14)
  const reminders = world.sent.slice(before)
  expect(reminders.map(({ to }) => to.address)).toEqual([nora, nora])
  for (const { subject, text } of reminders) {
    expect(subject).toContain('a reminder about Kestrel')
    expect(text).toContain('Only a yes counts.')
    expect(text).toContain(`/n/${(await read(world)).link}`)
  }
})

test('GEN-R3 after an absence one reminder is sent, and none to whoever answered', async ({ world }) => {
  await asked(world)
  const before = world.sent.length
  await passOn(world, 22)
  expect(world.sent.slice(before)).toHaveLength(1)
  await sayYes(world)
  await world.work()
  const after = world.sent.length
  await passOn(world, 5)
  expect(world.sent.slice(after)).toEqual([])
})

test('B.2.1 where silence counts nobody is reminded, unless the vendor switched day 4 on', async ({ world }) => {
  const petra = await world.as('petra')
  await openedWindow(world)
  const before = world.sent.length
  await passOn(world, 4)
  expect(world.sent.slice(before)).toEqual([])
  const settings = { ...policyDefaults, consentReminder: true }
  await petra.policy.change({ version: 0, settings, reason: 'Asked for' })
  await sayNo(world)
  await world.work()
  await openedWindow(world, { name: 'Again' })
  const again = world.sent.length
  await passOn(world, 4)
  const [reminder, ...others] = world.sent.slice(again)
  expect(others).toEqual([])
  expect(reminder).toMatchObject({ to: { address: nora } })
  expect(reminder!.text).toContain('If you agree, you need to do nothing.')
})

test('ACC-R2 a blocked partner is refused at submit whatever the customer’s mode, and is told nothing more', async ({
  world,
}) => {
  await rule(world, 'blocked')
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  const refusal = await refusalOf(submitClaim(world, claim))
  expect(refusal).toMatchObject({ code: 'CUSTOMER_POLICY', field: 'tenantId', rule: 'ACC-R2', params: {} })
})

test('ACC-R2 an unlisted partner is refused alike; a listed one asks as everywhere else', async ({ world }) => {
  await wish(world, 'allow_list')
  const claim = await makeClaim(world)
  await addEvidence(world, claim.claimId)
  expect(await refusalOf(submitClaim(world, claim))).toMatchObject({ code: 'CUSTOMER_POLICY', params: {} })
  await rule(world, 'allowed')
  await submitClaim(world, claim)
  await takeClaim(world, claim)
  await approveClaim(world, claim)
  await world.work()
  expect((await read(world)).notice).toMatchObject({ consentMode: 'opt_out', windowDays: 7 })
})
