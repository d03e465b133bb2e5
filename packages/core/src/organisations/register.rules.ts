import { z } from 'zod'

/** What is compared by its letters and digits has some. */
const compared = (max: number, keyOf: (typed: string) => string) =>
  z
    .string()
    .trim()
    .max(max, `is longer than ${max} characters`)
    .refine((typed) => keyOf(typed) !== '', 'is empty, or has neither letter nor digit')

/** A company as a public register has it. */
export const CompanyRow = z.object({
  country: z.string().regex(/^[A-Z]{2}$/, 'is not a country code of two capitals, such as GB'),
  registration_number: compared(50, (typed) => numberKey(typed)),
  legal_name: compared(200, (typed) => nameKey(typed)),
})
export type CompanyRow = z.infer<typeof CompanyRow>

export const companyColumns = Object.keys(CompanyRow.shape)

/** `HRB 12-345` and `hrb12345` are one number. */
export const numberKey = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')

/** `Kestrel Consulting, Ltd.` and `KESTREL CONSULTING LTD` are one name; `Kestrel Ltd` is another. */
export const nameKey = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
