import type { ClaimActivity } from '@ofrecord/core/catalogue/catalogue.rules'
import { days, hours } from '../time.ts'
import type { Bucket } from './buckets.ts'
import { kestrel, others, refused, situations, story } from './stories.table.ts'
import type { Story } from './stories.table.ts'

type Pair = readonly [first: string, second: string, activity?: ClaimActivity]

/** Two partners ask for the same item, and neither holds it. */
const challengers = (pairs: readonly Pair[]): Story[] =>
  pairs.flatMap(([first, second, activity = 'usage'], index) => {
    const [a, b] = [`rivals-${index + 1}a`, `rivals-${index + 1}b`]
    const conflict = index === 0 ? 'awaiting_partners' : 'open'
    return [
      story(a, 'review.conflict', first, activity, { count: 2, at: -5 * days - 2 * hours }),
      story(b, 'review.conflict', second, activity, {
        count: 1 + (index % 2),
        at: -4 * days - 3 * hours,
        rival: { claim: a, conflict },
      }),
    ]
  })

/** One partner holds the item, another one asks for it: what became of it is the challenger's bucket. */
const challenges = (
  kind: 'open' | 'reserved' | 'lost' | 'moot',
  pairs: readonly (readonly [...Pair, Bucket | undefined, (string | undefined)?])[],
): Story[] =>
  pairs.flatMap(([challenger, incumbent, activity = 'usage', bucket = 'review.conflict', fixture], index) => {
    const held = `${kind}-${index + 1}-incumbent`
    return [
      story(held, 'active.plain', incumbent, activity, {
        count: activity === 'usage' ? 2 : 1,
        at: -(330 + index * 7) * days,
      }),
      story(`${kind}-${index + 1}-challenger`, bucket, challenger, activity, {
        count: activity === 'usage' ? 1 + (index % 2) : 1,
        rival: { claim: held, conflict: kind === 'open' && index === 1 ? 'awaiting_partners' : kind },
        ...(fixture !== undefined && { fixtures: [fixture], at: -3 * days }),
        ...(kind === 'lost' && { reasons: ['other_partner_recorded'] as const }),
      }),
    ]
  })

/** The incumbent lost: it ended when the challenger's window closed in silence (CNF-R5). */
const replacements = (pairs: readonly Pair[]): Story[] =>
  pairs.flatMap(([loser, winner, activity = 'usage'], index) => {
    const replacedAt = -(30 + index * 25) * days
    return [
      story(`replaced-${index + 1}`, 'ended.superseded', loser, activity, { count: 2, at: replacedAt }),
      story(`replacing-${index + 1}`, 'active.plain', winner, activity, {
        count: 2,
        at: replacedAt - 7 * days,
        rival: { claim: `replaced-${index + 1}`, conflict: 'superseded' },
      }),
    ]
  })

/** All claims that are told rather than drawn. A rival stands after the claim whose items it wants. */
export const stories: readonly Story[] = [
  ...others,
  ...kestrel,
  ...situations,
  ...refused,
  ...challengers([
    ['kestrel.bristol', 'tidewater'],
    ['kestrel.leeds', 'tidewater'],
    ['kestrel.cologne', 'tidewater'],
    ['hexlow', 'fjordline'],
  ]),
  ...challenges('open', [
    ['kestrel.rome', 'tidewater', 'usage', undefined],
    ['tidewater', 'kestrel.cologne', 'usage', undefined],
    ['tidewater', 'kestrel.leeds', 'usage', undefined],
    ['lanterna', 'auberline', 'usage_recognition', undefined],
    ['sakura', 'ganges', 'usage', undefined],
  ]),
  ...challenges('reserved', [
    ['kestrel.leeds', 'tidewater', 'usage', 'window.reserved', 'fx.conflict.reserved'],
    ['brackwater', 'fjordline', 'usage', 'window.reserved'],
  ]),
  ...challenges('lost', [
    ['tidewater', 'kestrel.bristol', 'usage', 'rejected.final'],
    ['stoneweir', 'rheinfels', 'usage', 'rejected.disputable'],
    ['hollowoak', 'pinecone', 'usage', 'rejected.final'],
    ['bluebell', 'marlstone', 'usage', 'rejected.disputable'],
    ['hexlow', 'countinghouse', 'presales', 'rejected.final'],
  ]),
  ...challenges('moot', [
    ['larkspur', 'brackwater', 'usage', 'withdrawn.customer_left'],
    ['ledgerline', 'setepontes', 'usage', 'withdrawn.other'],
  ]),
  ...replacements([
    ['tidewater', 'kestrel.leeds'],
    ['kestrel.milan', 'tidewater'],
    ['mesa', 'marlstone'],
    ['redgate', 'ganges'],
  ]),
]
