import type { Feed, FeedReport } from '../kernel/feed.ts'
import { takeRows } from '../kernel/feed.ts'
import type { Call } from '../kernel/transaction.ts'
import { certificationFeed, skillFeed } from '../people/skill.feed.ts'
import { judgeCustomers, judgeSubscriptions, judgeUsage } from './feed.judging.ts'
import type { CustomerRow, SubscriptionRow, UsageRow } from './feed.rules.ts'
import { feedShapes } from './feed.rules.ts'
import { writeCustomers, writeSubscriptions, writeUsage } from './feed.writing.ts'

export const feedNames = ['customers', 'subscriptions', 'usage', 'certifications', 'skills'] as const
export type FeedName = (typeof feedNames)[number]

const customers: Feed<CustomerRow> = {
  name: 'customers',
  columns: Object.keys(feedShapes.customers.shape),
  shape: feedShapes.customers,
  judge: judgeCustomers,
  write: writeCustomers,
}

const subscriptions: Feed<SubscriptionRow> = {
  name: 'subscriptions',
  columns: Object.keys(feedShapes.subscriptions.shape),
  shape: feedShapes.subscriptions,
  judge: judgeSubscriptions,
  write: writeSubscriptions,
}

const usage: Feed<UsageRow> = {
  name: 'usage',
  columns: Object.keys(feedShapes.usage.shape),
  shape: feedShapes.usage,
  judge: judgeUsage,
  write: writeUsage,
}

/**
 * Takes one feed file in. Every row is judged, and so is what it refers to; unless `validOnly`, one wrong row and nothing
 * is written. Refuses with `FEED_UNREADABLE` or `FEED_COLUMNS` when the file as a whole cannot be read.
 */
export const takeFeed = (
  call: Call,
  vendorId: string,
  feed: FeedName,
  content: string,
  validOnly: boolean,
): Promise<FeedReport> => {
  const take = <Row>(kind: Feed<Row>) => takeRows(call, vendorId, kind, content, validOnly)
  switch (feed) {
    case 'customers':
      return take(customers)
    case 'subscriptions':
      return take(subscriptions)
    case 'usage':
      return take(usage)
    case 'certifications':
      return take(certificationFeed)
    case 'skills':
      return take(skillFeed)
  }
}
