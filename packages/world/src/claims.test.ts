import fc from 'fast-check'
import { expect, test } from 'vitest'
import { areas } from './catalogue.ts'
import { claims as planClaims } from './claims.ts'
import { buckets, groupOf } from './claims/buckets.ts'
import { variantCounts } from './claims/evidence.ts'
import type { ClaimPlan, ItemPlan } from './claims/plan.ts'
import { repeated, tally } from './counting.ts'
import { locationOf, organisationOf } from './organisations.ts'
import { workloadsIn } from './products.ts'
import { subscriptions } from './subscriptions.ts'
import { hours, T0 } from './time.ts'
import { claimOf, demoWorld } from './world.ts'

const world = demoWorld(T0)
const { claims } = world

const codeOf = (item: ItemPlan): string => (item.kind === 'workload' ? item.workload : item.subscription)
const keysOf = ({ tenant, items }: ClaimPlan): string[] => items.map((item) => `${tenant} ${codeOf(item)}`)

test('420 claims stand in the statuses of F.11', () => {
  expect(tally(claims.map(({ status, phase }) => phase ?? status))).toEqual({
    draft: 38,
    submitted: 46,
    under_review: 52,
    action_required: 34,
    window: 44,
    active: 128,
    rejected: 40,
    withdrawn: 10,
    consent_denied: 14,
    ended: 14,
  })
})

test('each break-down of F.11 has its number of claims', () => {
  expect(tally(claims.map(({ bucket }) => bucket))).toEqual(
    Object.fromEntries(Object.entries(buckets).map(([bucket, { count }]) => [bucket, count])),
  )
})

test('areas and activities add up: 262 Workplace, 71 presales, 56 usage recognition, 31 revenue (F.11)', () => {
  expect(tally(claims.map(({ activity }) => activity))).toEqual({
    usage: 262,
    presales: 71,
    usage_recognition: 56,
    revenue: 31,
  })
  expect(
    claims.filter(
      ({ area, activity }) =>
        !areas.find(({ code }) => code === area)!.activities.some(({ code }) => code === activity),
    ),
  ).toEqual([])
})

test('910 items are claimed, and 400 of them were approved at some time (F.2, F.11)', () => {
  const approved = claims.filter(({ bucket }) => ['window', 'active', 'denied', 'ended'].includes(groupOf(bucket)))
  expect(claims.flatMap(({ items }) => items)).toHaveLength(910)
  expect(approved.flatMap(({ items }) => items).filter(({ decision }) => decision === 'approved')).toHaveLength(400)
})

test('640 documents show or lack what F.11 says, ten of them with the bytes of another customer’s', () => {
  expect(tally(claims.flatMap(({ evidence }) => evidence).map(({ variant }) => variant))).toEqual(variantCounts)
  expect(claims.filter(({ activity, evidence }) => activity === 'revenue' && evidence.length > 0)).toEqual([])
})

test('numbers run from 1000001 to 1000420 in the order of creation (GEN-R1)', () => {
  expect(claims.map(({ number }) => number)).toEqual(Array.from({ length: 420 }, (_, index) => 1_000_001 + index))
  const created = claims.map(({ steps }) => steps[0]!.at.getTime())
  expect(created).toEqual(created.toSorted((a, b) => a - b))
})

test('no two claims want the same item unless they are told as rivals (CNF-R8)', () => {
  const rivals = new Set(claims.flatMap(({ key, rival }) => (rival ? [key, rival.claim] : [])))
  expect(repeated(claims.filter(({ key }) => !rivals.has(key)).flatMap(keysOf))).toEqual([])
})

test('no two living associations share tenant and item (SED F.14, CNF-R8)', () => {
  // A reserved winner waits beside the incumbent until the window ends (CNF-R5).
  const living = claims.filter(({ status, bucket }) => status === 'approved' && bucket !== 'window.reserved')
  expect(repeated(living.flatMap(keysOf))).toEqual([])
})

test('rivals belong to different organisations and share an item; conflicts are counted as F.11 says (CNF-R1)', () => {
  const pairs = claims.flatMap((claim) =>
    claim.rival ? [{ claim, other: claimOf(world, claim.rival.claim), conflict: claim.rival.conflict }] : [],
  )
  expect(pairs.filter(({ claim, other }) => claim.organisation === other.organisation)).toEqual([])
  expect(pairs.filter(({ claim, other }) => !keysOf(claim).some((key) => keysOf(other).includes(key)))).toEqual([])
  expect(tally(pairs.map(({ conflict }) => conflict))).toEqual({
    open: 8,
    awaiting_partners: 2,
    reserved: 2,
    superseded: 4,
    lost: 5,
    moot: 3,
  })
})

test('Kestrel and Tidewater have seven open conflicts and four decided ones (F.8)', () => {
  const between = claims.filter(
    ({ organisation, rival }) =>
      rival && [organisation, claimOf(world, rival.claim).organisation].toSorted().join() === 'kestrel,tidewater',
  )
  const open = between.filter(({ rival }) => rival!.conflict === 'open' || rival!.conflict === 'awaiting_partners')
  expect([open.length, between.length - open.length]).toEqual([7, 4])
})

test('Kestrel has claims in every status', () => {
  const own = claims.filter(({ organisation }) => organisation === 'kestrel')
  expect(new Set(own.map(({ status }) => status)).size).toBe(9)
  expect(new Set(own.map(({ phase }) => phase).filter(Boolean)).size).toBe(2)
})

test('every item was bought, active and in an eligible channel before the claim was made (CLM-V4…V9, CLM-V19)', () => {
  const wrong = claims
    .filter(({ refusal }) => refusal === undefined)
    .filter((claim) => claim.items.some((item) => !isClaimable(claim, item)))
  expect(wrong.map(({ key }) => key)).toEqual([])
})

const isClaimable = (claim: ClaimPlan, item: ItemPlan): boolean => {
  const { channels } = areas.flatMap(({ activities }) => activities).find(({ code }) => code === claim.activity)!
  const created = claim.steps[0]!.at.getTime()
  return world.subscriptions.some(
    (subscription) =>
      subscription.tenant === claim.tenant &&
      channels.includes(subscription.channel) &&
      (item.kind === 'subscription'
        ? subscription.key === item.subscription
        : workloadsIn(subscription.product).includes(item.workload)) &&
      subscription.activatedAt !== null &&
      subscription.activatedAt.getTime() + 48 * hours <= created &&
      (['active', 'grace'].includes(subscription.state) || claim.bucket === 'ended.subscription'),
  )
}

test('paying claims come from enrolled, verified locations or are opted out (CLM-R4, CLM-R5)', () => {
  const pays = ({ activity, incentiveOptOut }: ClaimPlan): boolean =>
    (activity === 'usage' && !incentiveOptOut) || activity === 'presales'
  expect(
    claims.filter((claim) => pays(claim) && locationOf(claim.location).incentives !== 'enrolled').map(({ key }) => key),
  ).toEqual([])
  expect(claims.filter(({ location }) => locationOf(location).status !== 'verified')).toEqual([])
})

test('a claim’s name is used once in its organisation and fits 120 characters (B.1.2)', () => {
  expect(repeated(claims.map(({ organisation, name }) => `${organisation} ${name.toLowerCase()}`))).toEqual([])
  expect(Math.max(...claims.map(({ name }) => name.length))).toBeLessThanOrEqual(120)
})

test('the customer’s contact is nobody of the partner, and Business Applications name a technical one (CLM-R14, CLM-R15)', () => {
  const domainOf = (address: string): string => address.split('@')[1]!
  expect(
    claims.filter(({ organisation, contact }) =>
      organisationOf(organisation).domains.includes(domainOf(contact.email)),
    ),
  ).toEqual([])
  expect(claims.filter(({ area, technical }) => (area === 'business_apps') !== (technical !== undefined))).toEqual([])
})

test('the fixtures of claims name one claim each (SED-R6, F.12)', () => {
  const keys = claims.flatMap(({ fixtures }) => fixtures)
  expect(repeated(keys)).toEqual([])
  expect(keys.toSorted()).toMatchInlineSnapshot(`
    [
      "fx.claim.bounced",
      "fx.claim.due_in_one_hour",
      "fx.claim.last_dispute_day",
      "fx.claim.nda",
      "fx.claim.no_admin_copy",
      "fx.claim.only_a_yes",
      "fx.claim.only_a_yes_fresh",
      "fx.claim.partial",
      "fx.claim.phish_check",
      "fx.claim.window_ended_missed",
      "fx.claim.window_ends_today",
      "fx.conflict.fresh_vs_old",
      "fx.conflict.reserved",
      "fx.conflict.self",
      "fx.deny.undo_1h_left",
      "fx.deny.undo_taken",
      "fx.evidence.infected",
      "fx.evidence.oversize",
      "fx.scanner",
      "fx.sub.too_new",
      "fx.tenant.map",
    ]
  `)
})

test('whenever the world begins, nothing happens after T0 and each claim’s steps follow each other', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date('2026-01-01'), max: new Date('2031-12-31'), noInvalidDate: true }), (t0) => {
      for (const { key, steps, evidence } of planClaims(t0, subscriptions(t0))) {
        const times = steps.map((step) => step.at.getTime())
        expect(times, key).toEqual(times.toSorted((a, b) => a - b))
        expect(times.at(-1)!, key).toBeLessThanOrEqual(t0.getTime())
        for (const { signedAt, round } of evidence)
          expect(signedAt.getTime(), key).toBeLessThan(steps.findLast((step) => step.round === round)!.at.getTime())
      }
    }),
    { numRuns: 6 },
  )
})
