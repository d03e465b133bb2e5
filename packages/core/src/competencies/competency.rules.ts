import { z } from 'zod'
import { line, paragraph } from '../kernel/text.rules.ts'
import { competencyLevels, enrollmentStates } from './enrollment.rules.ts'

const day = z.iso.date()
const code = line(60).min(1)
const place = { locationId: z.uuid(), competency: code }

/** What narrows the summary and its export (B.8.3). */
export const SummaryFilters = z.strictObject({
  locationId: z.uuid().nullable().default(null),
  /** Code of a group of competencies. */
  group: code.nullable().default(null),
  level: z.enum(competencyLevels).nullable().default(null),
  states: z.array(z.enum(enrollmentStates)).max(enrollmentStates.length).default([]),
  atRiskOnly: z.boolean().default(false),
  /** The anniversary is within so many days; those in grace are past it and within. */
  dueWithinDays: z.int().min(0).max(366).nullable().default(null),
})
export type SummaryFilters = z.infer<typeof SummaryFilters>

export const EnrollmentInput = z.strictObject({ enrollmentId: z.uuid() })

/** A competency at a location, whether or not anything is enrolled there. */
export const PlaceInput = z.strictObject(place)

export const HistoryInput = z.strictObject({
  locationId: z.uuid().nullable().default(null),
  competency: code.nullable().default(null),
  size: z.literal([25, 50, 100]).default(50),
  cursor: z.string().max(800).nullable().default(null),
})
export type HistoryInput = z.infer<typeof HistoryInput>

/** What to suppose (B.8.3). Who is added is somebody new at a location with these results, all of which count for good. */
export const SupposedChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('add_person'), locationId: z.uuid(), skills: z.array(code).min(1).max(20) }),
  z.strictObject({ kind: z.literal('remove_person'), personId: z.uuid() }),
  z.strictObject({ kind: z.literal('add_skill'), personId: z.uuid(), skill: code }),
  z.strictObject({ kind: z.literal('remove_skill'), personId: z.uuid(), skill: code }),
  z.strictObject({ kind: z.literal('move_person'), personId: z.uuid(), locationId: z.uuid() }),
  z.strictObject({ kind: z.literal('add_reference'), ...place }),
  z.strictObject({ kind: z.literal('assign_reference'), referenceId: z.uuid(), ...place }),
  z.strictObject({ kind: z.literal('remove_reference'), referenceId: z.uuid() }),
  /** A new customer with so many active entitlements of a product. */
  z.strictObject({
    kind: z.literal('add_association'),
    locationId: z.uuid(),
    product: code,
    entitlements: z.int().min(1).max(10_000_000),
  }),
  z.strictObject({ kind: z.literal('remove_association'), associationId: z.uuid() }),
])
export type SupposedChange = z.infer<typeof SupposedChange>

export const mostSupposed = 20
export const SimulationInput = z.strictObject({ changes: z.array(SupposedChange).min(1).max(mostSupposed) })

export const PinInput = z.strictObject({ personId: z.uuid(), ...place })

export const DeskInput = z.strictObject({
  /** A part of an organisation's name, or the number of one of its locations. */
  search: line(120).default(''),
  competency: code.nullable().default(null),
  states: z.array(z.enum(enrollmentStates)).max(enrollmentStates.length).default([]),
  atRiskOnly: z.boolean().default(false),
  size: z.literal([25, 50, 100]).default(50),
  cursor: z.string().max(800).nullable().default(null),
})
export type DeskInput = z.infer<typeof DeskInput>

export const PlaceSearch = z.strictObject({ search: line(120).min(1) })

/** A level ahead of its requirements; for what is not enrolled yet the place says it. */
export const PreapprovalInput = z.strictObject({
  ...place,
  level: z.enum(competencyLevels),
  /** Its last day, three months ahead at most. */
  until: day,
  reason: paragraph(500).min(1),
})
export type PreapprovalInput = z.infer<typeof PreapprovalInput>
