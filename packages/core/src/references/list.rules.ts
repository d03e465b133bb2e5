import { z } from 'zod'
import { pageSizes } from '../claims/list.rules.ts'
import { line } from '../kernel/text.rules.ts'
import { referenceStates } from './reference.rules.ts'

/** What narrows the list of references (B.5.2). */
export const ReferenceFilters = z.strictObject({
  /** A part of the company, the project or the contact's name. */
  search: line(120).default(''),
  states: z.array(z.enum(referenceStates)).max(referenceStates.length).default([]),
  /** Where the work was done, or where the reference counts. */
  locationId: z.uuid().nullable().default(null),
  /** A competency it supports or counts for, by its code. */
  competency: line(60).nullable().default(null),
  /** Good for so many days more at most. */
  expiringDays: z.int().min(1).max(730).nullable().default(null),
  /** Approved, and counting nowhere (REF-R5). */
  unassigned: z.boolean().default(false),
})
export type ReferenceFilters = z.infer<typeof ReferenceFilters>

export const referenceSorts = ['changed', 'company', 'sent', 'expires'] as const

export const ReferenceListInput = ReferenceFilters.extend({
  sort: z.enum(referenceSorts).default('changed'),
  direction: z.enum(['asc', 'desc']).default('desc'),
  size: z.literal(pageSizes).default(50),
  cursor: z.string().max(600).nullable().default(null),
})
export type ReferenceListInput = z.infer<typeof ReferenceListInput>

/** What the vendor's reviewers look through: what customers answered. */
export const CheckListInput = z.strictObject({
  search: line(120).default(''),
  /** Only answers that look like a program's (L9). */
  suspected: z.boolean().default(false),
  states: z.array(z.enum(referenceStates)).max(referenceStates.length).default([]),
  size: z.literal(pageSizes).default(50),
  cursor: z.string().max(600).nullable().default(null),
})
export type CheckListInput = z.infer<typeof CheckListInput>
