import { z } from 'zod'
import { claimActivities } from '../catalogue/catalogue.rules.ts'
import { shownStatuses } from './standing.rules.ts'
import { line } from './text.rules.ts'

export const pageSizes = [25, 50, 100] as const

/** Filters, order and page of the partner's list. Sort columns are enumerated: nothing typed reaches the SQL. */
export const ClaimListInput = z.strictObject({
  search: line(120).default(''),
  statuses: z.array(z.enum(shownStatuses)).max(shownStatuses.length).default([]),
  areaCode: line(40).nullable().default(null),
  activity: z.enum(claimActivities).nullable().default(null),
  locationId: z.uuid().nullable().default(null),
  sort: z.enum(['changed', 'number']).default('changed'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  size: z.literal(pageSizes).default(50),
  cursor: z.string().max(400).nullable().default(null),
})
export type ClaimListInput = z.infer<typeof ClaimListInput>

/** Filters of the reviewers' queue, oldest first. */
export const QueueInput = z.strictObject({
  search: line(120).default(''),
  areaCode: line(40).nullable().default(null),
  mine: z.enum(['all', 'mine', 'untaken']).default('all'),
  size: z.literal(pageSizes).default(50),
  cursor: z.string().max(400).nullable().default(null),
})
export type QueueInput = z.infer<typeof QueueInput>
