import { z } from 'zod'
import { line } from '../kernel/text.rules.ts'

/** How a partner came to be recorded at a customer (F.5.1): measures name those that count for them. */
export const associationMethods = ['claim', 'designation', 'delegated', 'transaction'] as const
export type AssociationMethod = (typeof associationMethods)[number]

const code = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/)
const codes = z.array(z.string().min(1).max(60)).max(200)
const methods = z.array(z.enum(associationMethods)).min(1)

/** A threshold in both kinds of market; the location's country says which one holds. */
export const MarketValue = z.strictObject({ developed: z.int().min(0), developing: z.int().min(0) })
export type MarketValue = z.infer<typeof MarketValue>

/**
 * Which results make a person count: any one of the codes, or all of them. No codes: whatever the catalogue's
 * certifications name this competency for.
 */
export const SkillWish = z.strictObject({ match: z.enum(['any', 'all']), codes, minimum: z.int().min(1).default(1) })
export type SkillWish = z.infer<typeof SkillWish>

const base = {
  code,
  name: line(160).min(1),
  /** Where it is counted: at the location itself, or in the whole organisation (CMP-R3). */
  scope: z.enum(['location', 'organization']).default('organization'),
}

const people = {
  ...base,
  count: z.int().min(1),
  /** The count where the organisation has five active people or fewer; null: the same. */
  smallCount: z.int().min(1).nullable().default(null),
  skills: SkillWish,
  /** Counted here, a person is counted for no other exclusive requirement of the organisation. */
  exclusive: z.boolean().default(false),
  /** The code of a requirement of the same option whose people these must be. */
  samePeopleAs: code.nullable().default(null),
}

/** One indicator of a points model. `scoreTenths` of the whole are tenths of a point: 59.9 is 599, and not 60. */
export const Indicator = z.strictObject({
  code,
  name: line(160).min(1),
  maxTenths: z.int().min(1),
  /** What earns all of its points; growth is in basis points. */
  threshold: MarketValue,
  kind: z.enum(['proportional', 'all_or_nothing']),
  /** Thresholds that depend on where growth began: each from a baseline on. */
  bands: z.array(z.strictObject({ from: MarketValue, threshold: z.int().min(0) })).default([]),
})
export type Indicator = z.infer<typeof Indicator>

/** What a location must show for a level, by one of its options (B.8.1). Money is in cents of the US dollar. */
export const Requirement = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('people_certified'), ...people }),
  z.strictObject({ kind: z.literal('people_assessed'), ...people }),
  z.strictObject({ kind: z.literal('references'), ...base, count: z.int().min(1) }),
  z.strictObject({
    kind: z.literal('active_entitlements'),
    ...base,
    threshold: MarketValue,
    /** Empty: of every product. */
    products: codes,
    methods,
  }),
  z.strictObject({
    kind: z.literal('new_customers'),
    ...base,
    threshold: MarketValue,
    months: z.int().min(1).default(12),
    /** A customer with fewer does not count. */
    minSeats: z.int().min(0).default(0),
    methods,
  }),
  z.strictObject({
    kind: z.enum(['consumption', 'revenue']),
    ...base,
    threshold: MarketValue,
    products: codes,
    months: z.int().min(1).default(12),
    methods,
  }),
  z.strictObject({
    kind: z.literal('points'),
    ...base,
    minTenths: z.int().min(1).max(1000),
    indicators: z.array(Indicator).min(1),
  }),
  z.strictObject({ kind: z.enum(['agreement', 'satisfaction_survey']), ...base, document: code }),
])
export type Requirement = z.infer<typeof Requirement>
export type RequirementKind = Requirement['kind']
