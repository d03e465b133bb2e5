import { expect, test } from 'vitest'
import type { ClaimPlan, Step } from './claims/plan.ts'
import { tally } from './counting.ts'
import { tenantOf } from './customers.ts'
import { denialReasons, disassociationReasons, reviewReasons, withdrawalReasons } from './reasons.ts'
import { days, hours, T0 } from './time.ts'
import { claimOf, demoWorld } from './world.ts'

const world = demoWorld(T0)
const { claims } = world

const lastStep = ({ steps }: ClaimPlan): Step => steps.at(-1)!
const at = ({ steps }: ClaimPlan, verb: Step['verb']): number =>
  steps.findLast((step) => step.verb === verb)!.at.getTime()
const inBucket = (bucket: ClaimPlan['bucket']): ClaimPlan[] => claims.filter((claim) => claim.bucket === bucket)

test('answers fall due in one hour, today, within three and ten days, and later (F.11)', () => {
  const due = claims
    .filter(({ status }) => status === 'action_required')
    .map((claim) => at(claim, 'return') + 30 * days - T0.getTime())
  const until = (limit: number): number => due.filter((left) => left > 0 && left <= limit).length
  expect([hours, 15 * hours, 3 * days, 10 * days, 30 * days].map(until)).toEqual([1, 3, 8, 17, 34])
  expect(at(claimOf(world, 'fx.claim.due_in_one_hour'), 'return') + 30 * days).toBe(T0.getTime() + hours)
})

test('claims that nobody answered closed when thirty days had passed (T10)', () => {
  for (const claim of inBucket('rejected.no_response')) {
    expect(lastStep(claim)).toMatchObject({ verb: 'lapse', by: 'clock', reasons: ['no_response'] })
    expect(at(claim, 'lapse') - at(claim, 'return')).toBe(30 * days + 1)
  }
})

test('five windows end within a day, one was missed, the rest are open longer (CON-R1)', () => {
  const left = claims
    .filter(
      ({ phase, bucket, needs }) => phase === 'window' && bucket !== 'window.opt_in' && needs.includes('acceptNotice'),
    )
    .map((claim) => at(claim, 'acceptNotice') + 7 * days - T0.getTime())
  expect(left.filter((ms) => ms > 0 && ms <= days)).toHaveLength(5)
  expect(left.filter((ms) => ms <= 0)).toEqual([-20 * 60_000])
  expect(at(claimOf(world, 'fx.claim.window_ends_today'), 'acceptNotice') + 7 * days).toBe(T0.getTime() + 3 * hours)
})

test('silence activates strictly after the seventh day (CON-R2, C48)', () => {
  const silent = claims.filter(({ needs }) => needs.includes('activate'))
  expect(silent.length).toBeGreaterThan(90)
  expect(
    silent
      .filter((claim) => at(claim, 'activate') - at(claim, 'acceptNotice') !== 7 * days + 1000)
      .map(({ key }) => key),
  ).toEqual([])
})

test('revenue claims have no notice and no window (NOT-R2, T7r)', () => {
  const revenue = claims.filter(({ activity }) => activity === 'revenue')
  expect(revenue.filter(({ needs }) => needs.includes('attach'))).toEqual([])
  expect(inBucket('active.revenue').filter(({ needs }) => needs.includes('acceptNotice'))).toEqual([])
  expect(revenue.filter(({ revenueDetails }) => revenueDetails === undefined)).toEqual([])
})

test('notices without an administrator’s copy, and clear yeses where silence does not count (NOT-R4, C57)', () => {
  for (const { tenant } of [...inBucket('window.no_admin'), ...inBucket('window.bounced')])
    expect(tenantOf(tenant).administrators).toEqual([])
  for (const { tenant } of inBucket('window.opt_in')) expect(tenantOf(tenant).consent.mode).toBe('opt_in')
  const silent = claims.filter(({ needs }) => needs.includes('activate'))
  expect(silent.filter(({ tenant }) => tenantOf(tenant).consent.mode === 'opt_in')).toEqual([])
})

test('two customers think about it for thirty days, and one of them was reminded on the seventh (C57, B.2.4)', () => {
  const asked = inBucket('window.opt_in')
  expect(asked.map(({ organisation }) => organisation)).toEqual(['kestrel', 'tidewater'])
  for (const claim of asked) expect(at(claim, 'acceptNotice') + 30 * days).toBeGreaterThan(T0.getTime())
  const reminded = asked.filter(({ needs }) => needs.includes('remind'))
  expect(reminded.map((claim) => at(claim, 'remind') - at(claim, 'acceptNotice'))).toEqual([7 * days + 1000])
})

test('nobody asks a customer whose list it is not on, or who blocks it (ACC-R2, CUSTOMER_POLICY)', () => {
  const refused = claims.filter(({ tenant, organisation }) => {
    const { allowed, blocked } = tenantOf(tenant).consent
    return blocked?.includes(organisation) || !(allowed?.includes(organisation) ?? true)
  })
  expect(refused.map(({ key }) => key)).toEqual([])
})

test('customers said no for the three reasons, five, five and four times; two can still undo it (F.11)', () => {
  const denied = claims.filter(({ status }) => status === 'consent_denied')
  expect(tally(denied.map((claim) => String(lastStep(claim).reasons![0])))).toEqual({ data: 5, unknown: 5, other: 4 })
  const undoable = denied.filter((claim) => T0.getTime() - at(claim, 'deny') < 24 * hours)
  expect(new Set(undoable.flatMap(({ fixtures }) => fixtures))).toEqual(
    new Set(['fx.deny.undo_1h_left', 'fx.deny.undo_taken']),
  )
})

test('nine rejections can still be disputed, one of them for thirty minutes (T15)', () => {
  const left = [...inBucket('rejected.disputable'), ...inBucket('rejected.last_day')].map(
    (claim) => lastStep(claim).at.getTime() + 30 * days - T0.getTime(),
  )
  expect(left).toHaveLength(9)
  expect(Math.min(...left)).toBe(30 * 60_000)
})

test('every reason of every catalogue occurs (SED-R4)', () => {
  const given = new Set(claims.flatMap(({ steps }) => steps).flatMap(({ reasons }) => reasons ?? []))
  const known = [reviewReasons, denialReasons, withdrawalReasons, disassociationReasons].flatMap((reasons) =>
    reasons.map(({ code }) => code),
  )
  expect(known.filter((code) => !given.has(code))).toEqual([])
})
