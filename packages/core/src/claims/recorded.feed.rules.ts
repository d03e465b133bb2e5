import { z } from 'zod'
import { associationMethods } from '../catalogue/requirement.rules.ts'
import { guid, instantOrNone, line, month } from '../customers/feed.rules.ts'
import { readGuid } from '../kernel/guid.rules.ts'

/** A location's number; that it is one, and no global number (CLM-R4), only the database can say. */
export const locationNumber = z
  .string()
  .regex(/^[1-9]\d{0,8}$/, 'is not the number of a location, such as 4000120')
  .transform(Number)

const otherMethods = associationMethods.filter((method) => method !== 'claim')
const measures = ['consumption', 'revenue'] as const

const instant = instantOrNone.transform((at, context) => {
  if (at !== null) return at
  context.addIssue({ code: 'custom', message: 'is empty: give the instant' })
  return z.NEVER
})

/** A partner that another system has on record at a customer. */
const AssociationShape = z.object({
  method: z.enum(otherMethods, { error: `is not one of ${otherMethods.join(', ')}` }),
  reference: line(120),
  location_number: locationNumber,
  tenant_id: guid,
  /** A code of the catalogue, or a subscription in the one spelling that the order system's GUIDs have here. */
  item: line(60).transform((typed) => readGuid(typed) ?? typed),
  since: instant,
  ended_at: instantOrNone,
})

export const associationColumns = Object.keys(AssociationShape.shape)

export const AssociationRow = AssociationShape.superRefine(({ since, ended_at }, context) => {
  if (ended_at !== null && ended_at < since)
    context.addIssue({ code: 'custom', path: ['ended_at'], message: 'is before since: correct one of the two' })
})
export type AssociationRow = z.infer<typeof AssociationRow>

/** Dollars with two decimals, as cents: 1250.00 is 125000 (GEN-R9). */
const cents = z
  .string()
  .regex(/^\d{1,12}\.\d{2}$/, 'is not an amount in US dollars with two decimals, such as 1250.00')
  .transform((typed) => Number(typed.replace('.', '')))

export const AmountRow = z.object({
  month,
  location_number: locationNumber,
  tenant_id: guid,
  product: line(20),
  method: z.enum(associationMethods, { error: `is not one of ${associationMethods.join(', ')}` }),
  measure: z.enum(measures, { error: `is not one of ${measures.join(', ')}` }),
  amount: cents,
})
export type AmountRow = z.infer<typeof AmountRow>

export const amountColumns = Object.keys(AmountRow.shape)
