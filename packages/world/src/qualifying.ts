import type { Requirement } from '@ofrecord/core/catalogue/requirement.rules'
import type { EnrollmentState } from '@ofrecord/core/competencies/enrollment.rules'
import { certifications } from './certifications.ts'
import { competencies } from './competencies.ts'
import type { CredentialPlan, SkillPlan } from './credentials.ts'
import { enrollments, organisationOfPlace } from './enrollments.ts'
import type { EnrollmentPlan } from './enrollments.ts'
import { random } from './random.ts'

/** States in which all that the level asks for is there. */
const metStates: ReadonlySet<EnrollmentState> = new Set(['active_earned', 'in_renewal', 'grace', 'qualified'])
export const isMet = ({ state }: EnrollmentPlan): boolean => metStates.has(state)

/** What an enrolment asks for, by the option that it is planned to meet. */
export const requirementsOf = ({ competency, level, option }: EnrollmentPlan): readonly Requirement[] => {
  const { options } = competencies.find(({ code }) => code === competency)!
  const found = options.find((each) => each.level === level && each.option === option)
  if (!found) throw new Error(`${competency} has no ${level} by ${option}`)
  return found.requirements
}

/** `fx.cred.matching`: all eight count for the first gold, and only four of them for the second: one way to have both. */
export const matching = { organisation: 'sakura', first: 'collab', second: 'devices' } as const

/**
 * Where nobody else may have a result by chance: one person less puts the competency at risk, or another person would make
 * a second way.
 */
const closed = new Set([
  ...enrollments
    .filter(({ risk }) => risk === 'person')
    .map(({ location, competency }) => `${organisationOfPlace(location)} ${competency}`),
  `${matching.organisation} ${matching.first}`,
  `${matching.organisation} ${matching.second}`,
  // Everything else is there, and nobody is certified; or as many as silver asks for, and no more.
  'lanterna security',
  'larkspur cloud_productivity',
  'pinecone data_analytics',
])

/** Whether anybody of an organisation may have a result that no story gives them. */
export const isOpen = (organisation: string | null, code: string): boolean =>
  !certifications
    .find((each) => each.code === code)!
    .qualifiesFor.some((competency) => closed.has(`${organisation} ${competency}`))

type PeopleRequirement = Extract<Requirement, { count: number; skills: unknown }>

const isPeople = (requirement: Requirement): requirement is PeopleRequirement => 'skills' in requirement

/** Which results make somebody count: those that are named, or the competency's own. */
const codesOf = (competency: string, { kind, skills: { match, codes } }: PeopleRequirement): string[] => {
  if (codes.length > 0) return match === 'all' ? codes : [codes[0]!]
  const own = certifications.filter(
    ({ retiredDays, qualifiesFor, ...each }) =>
      retiredDays === undefined &&
      qualifiesFor.includes(competency) &&
      (each.kind === 'assessment') === (kind === 'people_assessed'),
  )
  // The one that names fewest others: it counts for this competency alone.
  return [own.toSorted((a, b) => a.qualifiesFor.length - b.qualifiesFor.length)[0]!.code]
}

const isLeaving = 'colleague.302'
const isCooling = 'dual'

/**
 * Results by which people count for what F.5.3 says is met: they outlast the anniversary, but for the last person of what
 * is at risk.
 */
export const qualifyingSkills = (linked: readonly CredentialPlan[]): SkillPlan[] => {
  const told = new Map<string, SkillPlan>()
  for (const plan of enrollments.filter(isMet)) {
    const organisation = organisationOfPlace(plan.location)
    const pool = linked.filter(
      (each) => each.organisation === organisation && each.person !== isLeaving && each.person !== isCooling,
    )
    for (const skill of skillsFor(plan, pool)) told.set(`${skill.credentialId} ${skill.code}`, skill)
  }
  return [...told.values()]
}

const skillsFor = (plan: EnrollmentPlan, pool: readonly CredentialPlan[]): SkillPlan[] => {
  const draws = random(`people of ${plan.location} ${plan.competency}`)
  const isMatched = plan.location.startsWith(`${matching.organisation}.`)
  // Kestrel's are those whom the stories know.
  const order = isMatched || plan.competency === 'messaging' ? pool : draws.shuffle(pool)
  const requirements = requirementsOf(plan).filter(isPeople)
  return requirements.flatMap((requirement) => {
    const { count } = requirement
    const people =
      isMatched && plan.competency === matching.first
        ? order.slice(0, 2 * count)
        : isMatched && plan.competency === matching.second
          ? order.slice(count, 2 * count)
          : order.slice(0, count)
    if (people.length < count) throw new Error(`${plan.location} has too few people for ${plan.competency}`)
    return people.flatMap(({ credentialId, name }, index) =>
      codesOf(plan.competency, requirement).map((code): SkillPlan => {
        const isLast = plan.risk === 'person' && requirement.samePeopleAs === null && index === count - 1
        return {
          credentialId,
          name,
          code,
          passedDays: -draws.int(40, 600),
          expiresDays: isLast ? Math.min(150, plan.renewsDays! - 20) : draws.chance(0.3) ? null : draws.int(500, 900),
        }
      }),
    )
  })
}
