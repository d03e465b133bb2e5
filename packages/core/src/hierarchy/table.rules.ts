import { z } from 'zod'
import { line } from '../kernel/text.rules.ts'
import { locationStatuses } from '../organisations/location.rules.ts'

const pageSizes = [25, 50, 100] as const

export const pageSize = z.literal(pageSizes).default(50)
export const cursor = z.string().max(400).nullable().default(null)

/** What narrows the table of locations; what left is not in it unless its states are asked for. */
export const LocationFilters = z.strictObject({
  /** A part of the name, the legal name, the city or the number. */
  search: line(120).default(''),
  statuses: z.array(z.enum(locationStatuses)).max(locationStatuses.length).default([]),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null),
  /** Only this location and everything below it. */
  underId: z.uuid().nullable().default(null),
  enrolledOnly: z.boolean().default(false),
})
export type LocationFilters = z.infer<typeof LocationFilters>

/** Filters, order and page of the table. Sort columns are enumerated: nothing typed reaches the SQL. */
export const LocationTableInput = LocationFilters.extend({
  sort: z.enum(['number', 'name']).default('number'),
  direction: z.enum(['asc', 'desc']).default('asc'),
  size: pageSize,
  cursor,
})
export type LocationTableInput = z.infer<typeof LocationTableInput>

export const TreeInput = z.strictObject({
  /** Whose children; null: where the caller's tree begins. */
  parentId: z.uuid().nullable().default(null),
  /** The tree as it was at an instant; null: as it is. */
  asOf: z.iso.datetime().nullable().default(null),
  size: pageSize,
  cursor,
})
export type TreeInput = z.infer<typeof TreeInput>
