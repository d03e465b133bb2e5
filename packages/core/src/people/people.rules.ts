import { z } from 'zod'
import { line } from '../kernel/text.rules.ts'
import type { AffiliationState } from './affiliation.rules.ts'
import { partnerRoles } from './role.reach.rules.ts'

const page = {
  size: z.union([z.literal(25), z.literal(50), z.literal(100)]).default(50),
  cursor: z.string().max(600).nullable().default(null),
}

/** What narrows a list of people (PPL-R1). Somebody's name is one text: the first name begins it, the last one any later word. */
const names = {
  firstName: line(80).default(''),
  lastName: line(80).default(''),
  email: line(254).default(''),
  locationId: z.uuid().nullable().default(null),
}

export const stayLists = ['people', 'requests', 'pending', 'awaiting'] as const
export type StayList = (typeof stayLists)[number]

/** Which states each list holds; of the expired only those of the last ninety days (AF12). */
export const statesOf: Readonly<Record<StayList, readonly AffiliationState[]>> = {
  people: ['active'],
  requests: ['requested'],
  pending: ['profile_done_pending_approval'],
  awaiting: ['invited_single', 'awaiting_profile', 'expired'],
}

export const WaitingInput = z.strictObject({ ...names, ...page })
export type WaitingInput = z.infer<typeof WaitingInput>

const PeopleFilters = z.strictObject({
  ...names,
  /** A part of the name or of the address. */
  search: line(120).default(''),
  role: z.enum(partnerRoles).nullable().default(null),
  /** People of today, or those who were here. */
  state: z.enum(['active', 'ended']).default('active'),
})

/** The organisation's people, by name. */
export const PeopleInput = PeopleFilters.extend(page)
export type PeopleInput = z.infer<typeof PeopleInput>

/** What is exported: everybody the filters let through (GEN-R6). */
export const PeopleExportInput = PeopleFilters
export type PeopleExportInput = z.infer<typeof PeopleExportInput>

export const PickInput = z.strictObject({ search: line(120).default('') })
