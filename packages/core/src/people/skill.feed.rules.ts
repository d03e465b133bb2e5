import { z } from 'zod'
import { skillKinds } from '../catalogue/catalogue.rules.ts'

const line = (max: number) => z.string().trim().min(1, 'is empty').max(max, `is longer than ${max} characters`)

/** What the database can hold as a day, and no typing error: 0026 and 20266 are refused. */
const isDay = (typed: string): boolean => z.iso.date().safeParse(typed).success && /^(19[7-9]\d|2[01]\d\d)-/.test(typed)
export const day = z.string().trim().refine(isDay, 'is not a day, such as 2026-11-02')
export const dayOrNone = z
  .string()
  .trim()
  .refine((typed) => typed === '' || isDay(typed), 'is not a day, such as 2026-11-02')
  .transform((typed) => (typed === '' ? null : typed))

const code = line(40).regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'is not a code: letters, digits, dots and dashes')

const codes = z.string().transform((value, context) => {
  const listed = value
    .split(';')
    .map((each) => each.trim())
    .filter(Boolean)
  const again = listed.find((each, at) => listed.indexOf(each) !== at)
  if (again !== undefined) context.addIssue({ code: 'custom', message: `names ${again} twice: keep one of them` })
  const wrong = listed.find((each) => !/^[a-z0-9_]{1,40}$/.test(each))
  if (wrong !== undefined)
    context.addIssue({
      code: 'custom',
      message: `holds ${wrong.slice(0, 60)}, which is not a competency's code, such as app_dev`,
    })
  return listed
})

/** What the vendor's certifications are, and which competencies ask for them (CP-R6). */
const CertificationShape = z.object({
  code,
  name: line(200),
  kind: z.enum(skillKinds, { error: `is not one of ${skillKinds.join(', ')}` }),
  qualifies_for: codes,
  retired_on: dayOrNone,
  counts_until: dayOrNone,
})

export const certificationColumns = Object.keys(CertificationShape.shape)

export const CertificationRow = CertificationShape.superRefine(({ retired_on, counts_until }, context) => {
  const say = (column: string, message: string): void => context.addIssue({ code: 'custom', path: [column], message })
  if (retired_on !== null && counts_until === null)
    say('counts_until', 'is empty, but it is retired: give the last day on which it counts')
  if (retired_on === null && counts_until !== null)
    say('retired_on', 'is empty, but counts_until is given: give the day from which it is not given any more')
  if (retired_on !== null && counts_until !== null && counts_until < retired_on)
    say('counts_until', 'is before retired_on: correct one of the two')
})
export type CertificationRow = z.infer<typeof CertificationRow>

/** What one person passed, as the provider of the certifications has it. */
const SkillShape = z.object({
  credential_id: line(60).regex(/^\S+$/, 'holds a space'),
  name: line(200),
  code,
  passed_on: day,
  expires_on: dayOrNone,
})

export const skillColumns = Object.keys(SkillShape.shape)

export const SkillRow = SkillShape.superRefine(({ passed_on, expires_on }, context) => {
  if (expires_on !== null && expires_on < passed_on)
    context.addIssue({ code: 'custom', path: ['expires_on'], message: 'is before passed_on: correct one of the two' })
})
export type SkillRow = z.infer<typeof SkillRow>
