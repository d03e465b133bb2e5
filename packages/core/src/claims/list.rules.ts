import { z } from 'zod'
import { claimActivities } from '../catalogue/catalogue.rules.ts'
import { claimFlags, reviewKinds } from './choices.rules.ts'
import { shownStatuses } from './standing.rules.ts'
import { line } from '../kernel/text.rules.ts'

export const pageSizes = [25, 50, 100] as const

/** At most this many claims are ticked, and then exported, taken or assigned in one go: the largest page. */
export const maxPicked = 100

const instant = z.iso.datetime().nullable().default(null)

/** What narrows the partner's list (B.1.9). Ranges are instants, so that a day is the reader's own day. */
const ClaimFilters = z.strictObject({
  search: line(120).default(''),
  statuses: z.array(z.enum(shownStatuses)).max(shownStatuses.length).default([]),
  areaCode: line(40).nullable().default(null),
  activity: z.enum(claimActivities).nullable().default(null),
  /** An incentive programme of the catalogue, by its code: the area and the activity that belong to it. */
  programme: line(40).nullable().default(null),
  locationId: z.uuid().nullable().default(null),
  /** Only locations enrolled in incentives (CLM-R5). */
  enrolledOnly: z.boolean().default(false),
  /** A part of the customer's name or domain. */
  customer: line(120).default(''),
  createdFrom: instant,
  createdBefore: instant,
  /** Somebody must act within so many days from now; what is overdue counts too. */
  dueWithinDays: z.int().min(0).max(365).nullable().default(null),
  flag: z.enum(claimFlags).nullable().default(null),
  /** A shared comment of the vendor is newer than the person's last look at the claim. */
  unread: z.boolean().default(false),
})
export type ClaimFilters = z.infer<typeof ClaimFilters>

/** Filters, order and page of the partner's list. Sort columns are enumerated: nothing typed reaches the SQL. */
export const ClaimListInput = ClaimFilters.extend({
  sort: z.enum(['changed', 'number']).default('changed'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  size: z.literal(pageSizes).default(50),
  cursor: z.string().max(400).nullable().default(null),
})
export type ClaimListInput = z.infer<typeof ClaimListInput>

/** What is exported: everything the filters let through, or of that only the claims that were ticked. */
export const ClaimExportInput = ClaimFilters.extend({
  claimIds: z.array(z.uuid()).max(maxPicked).default([]),
})
export type ClaimExportInput = z.infer<typeof ClaimExportInput>

/** Filters of the reviewers' queue, oldest first (B.1.9). */
export const QueueInput = z.strictObject({
  search: line(120).default(''),
  areaCode: line(40).nullable().default(null),
  mine: z.enum(['all', 'mine', 'untaken']).default('all'),
  /** ISO 3166-1 alpha-2 code of the claiming location's country. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null),
  reviewerId: z.uuid().nullable().default(null),
  reviewKind: z.enum(reviewKinds).nullable().default(null),
  competing: z.boolean().default(false),
  sampled: z.boolean().default(false),
  /** Submitted at least so many days ago. */
  olderThanDays: z.int().min(1).max(365).nullable().default(null),
  size: z.literal(pageSizes).default(50),
  cursor: z.string().max(400).nullable().default(null),
})
export type QueueInput = z.infer<typeof QueueInput>
