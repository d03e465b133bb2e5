import { z } from 'zod'
import { Requirement } from '../catalogue/requirement.rules.ts'
import { line } from '../customers/feed.rules.ts'

const levels = ['silver', 'gold'] as const

const code = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, 'is not a code: small letters, digits and underscores, such as app_dev')

const pathOf = (path: readonly PropertyKey[]): string =>
  path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('')

const asJson = (typed: string): unknown => {
  try {
    return JSON.parse(typed)
  } catch {
    return undefined
  }
}

/** A requirement is known by its code within its option, also to another one that asks for the same people. */
const Requirements = z
  .array(Requirement)
  .min(1, 'holds no requirement')
  .superRefine((all, context) => {
    const codes = all.map((each) => each.code)
    for (const [at, each] of all.entries()) {
      if (codes.indexOf(each.code) < at)
        context.addIssue({ code: 'custom', path: [at, 'code'], message: `${each.code} stands twice` })
      const other = 'samePeopleAs' in each ? each.samePeopleAs : null
      if (other !== null && (other === each.code || !codes.includes(other)))
        context.addIssue({
          code: 'custom',
          path: [at, 'samePeopleAs'],
          message: `${other} is no other requirement here`,
        })
    }
  })

const requirements = z.string().transform((typed, context): Requirement[] => {
  const json = asJson(typed)
  const say = (message: string): void => context.addIssue({ code: 'custom', message })
  if (!Array.isArray(json)) say('is not a JSON array')
  else {
    const read = Requirements.safeParse(json)
    if (read.success) return read.data
    for (const { path, message } of read.error.issues)
      say(path.length === 0 ? message : `is wrong at ${pathOf(path)}: ${message}`)
  }
  return z.NEVER
})

/** One way to a level of a competency, with the competency. */
export const CatalogueRow = z.object({
  group_code: code,
  group_name: line(120),
  code,
  name: line(120),
  level: z.enum(levels, { error: `is not one of ${levels.join(', ')}` }),
  option: code,
  option_name: z.string().trim().max(120, 'is longer than 120 characters'),
  position: z
    .string()
    .regex(/^\d{1,4}$/, 'is not a whole number from 0 to 9999')
    .transform(Number),
  requirements,
})
export type CatalogueRow = z.infer<typeof CatalogueRow>

export const catalogueColumns = Object.keys(CatalogueRow.shape)
