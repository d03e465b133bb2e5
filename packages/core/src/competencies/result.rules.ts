import type { Counted, RequirementCount, RequirementUnit } from './counting.rules.ts'
import type { CompetencyLevel } from './enrollment.rules.ts'
import type { Evaluation, Standing } from './evaluation.rules.ts'

/** What counted: its kind, and what tells it from others. */
type StoredCounted = { kind: Counted['kind'] } & { [key: string]: string | number | null }

/** How a requirement stands, as it is kept: figures and ids, and nobody's name. */
export interface StoredResult {
  enrollmentId: string
  level: CompetencyLevel
  option: string
  requirement: string
  needed: number
  have: number
  expiring: number
  detail: { unit: RequirementUnit; countedOf: number; counted: StoredCounted[] }
}

export const resultKey = ({ enrollmentId, level, option, requirement }: StoredResult): string =>
  `${enrollmentId} ${level} ${option} ${requirement}`

interface Placed {
  id: string
  locationId: string
  competency: string
}

/** The results of everything that is enrolled, of every level and option. */
export const resultsOf = ({ standings }: Evaluation, enrollments: readonly Placed[]): StoredResult[] => {
  const ids = new Map(enrollments.map(({ id, locationId, competency }) => [`${locationId} ${competency}`, id]))
  return standings.flatMap(({ locationId, competency, options }) => {
    const enrollmentId = ids.get(`${locationId} ${competency}`)
    return enrollmentId === undefined
      ? []
      : options.flatMap(({ level, option, requirements }) =>
          requirements.map((count) => ({ enrollmentId, level, option, ...storedOf(count) })),
        )
  })
}

const storedOf = ({ requirement, needed, have, expiring, unit, counted, countedOf }: RequirementCount) => ({
  requirement,
  needed,
  have,
  expiring,
  detail: { unit, countedOf, counted: counted.map(idOf) },
})

/** What counted without its name, which may change, and which is erased when its owner asks for it. */
const idOf = (one: Counted): StoredCounted => {
  switch (one.kind) {
    case 'person':
    case 'reference':
    case 'association':
      return { kind: one.kind, id: one.id, through: one.through }
    case 'customer':
      return { kind: one.kind, id: one.id }
    case 'month':
      return { kind: one.kind, month: one.month, cents: one.cents }
    case 'indicator':
      return { kind: one.kind, code: one.code, tenths: one.tenths }
    case 'document':
      return { kind: one.kind, document: one.document, through: one.through }
  }
}

/** The option of a level that is met, or comes nearest: by the requirements that are met, then in the programme's order. */
export const bestOption = (
  { metLevel, metOption, options, outlook }: Standing,
  level: CompetencyLevel,
): string | null => {
  if (outlook?.level === level) return outlook.option
  if (metLevel === level && metOption !== null) return metOption
  const ranked = options
    .filter((one) => one.level === level)
    .map(({ option, requirements }) => ({ option, open: requirements.filter(({ met }) => !met).length }))
    .toSorted((a, b) => a.open - b.open)
  return ranked[0]?.option ?? null
}

/** Whether a requirement failed when it was counted last. */
export type Failing = (
  enrollmentId: string,
  where: { level: CompetencyLevel; option: string },
  requirement: string,
) => boolean

export const failingOf = (stored: readonly StoredResult[]): Failing => {
  const failing = new Set(
    stored.filter(({ have, expiring, needed }) => have - expiring < needed).map((result) => resultKey(result)),
  )
  return (enrollmentId, { level, option }, requirement) =>
    failing.has(`${enrollmentId} ${level} ${option} ${requirement}`)
}
