import type { SkillKind } from '../catalogue/catalogue.rules.ts'

/** A day as the database has it, `2026-11-02`: days compare as text. */
export type Day = string

/** What is known of one result and of the certification it is of. */
export interface SkillFacts {
  expiresOn: Day | null
  retiredOn: Day | null
  /** Until when a retired certification still counts. */
  countsUntil: Day | null
}

export const skillStatuses = ['valid', 'retired', 'expired', 'over'] as const
/** `retired`: it is not given any more and still counts; `over`: its days of grace are past too. */
export type SkillStatus = (typeof skillStatuses)[number]

/** How a result stands on a day. The last day of either counts (CP-R6). */
export const skillStatus = ({ expiresOn, retiredOn, countsUntil }: SkillFacts, today: Day): SkillStatus => {
  if (expiresOn !== null && expiresOn < today) return 'expired'
  if (retiredOn === null || retiredOn > today) return 'valid'
  return countsUntil !== null && countsUntil >= today ? 'retired' : 'over'
}

/** Whether a result counts on a day: for the competencies that name its certification, and for nothing else (CP-R6). */
export const skillCounts = (facts: SkillFacts, today: Day): boolean =>
  ['valid', 'retired'].includes(skillStatus(facts, today))

/** The last day on which a result counts; null: no end is known. */
export const countsThrough = ({ expiresOn, countsUntil }: SkillFacts): Day | null => {
  const ends = [expiresOn, countsUntil].filter((day) => day !== null)
  return ends.toSorted()[0] ?? null
}

/** One result of a professional, as lists show it. */
export interface Skill extends SkillFacts {
  id: string
  kind: SkillKind
  code: string
  name: string
  passedOn: Day
  /** Names of competencies; a code where the catalogue has none by it. */
  qualifiesFor: string[]
}

export interface ShownSkill extends Skill {
  status: SkillStatus
  countsThrough: Day | null
}

export const shownSkill = (skill: Skill, today: Day): ShownSkill => ({
  ...skill,
  status: skillStatus(skill, today),
  countsThrough: countsThrough(skill),
})

/** The competencies that somebody's results count for on a day, once each. */
export const competenciesOf = (skills: readonly Skill[], today: Day): string[] =>
  [
    ...new Set(skills.filter((skill) => skillCounts(skill, today)).flatMap(({ qualifiesFor }) => qualifiesFor)),
  ].toSorted()
