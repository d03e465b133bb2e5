import { happened } from '../kernel/happened.ts'
import type { Call } from '../kernel/transaction.ts'
import type { Day } from '../people/skill.rules.ts'
import type { Cause, CompetencyEnrollment } from './enrollment.entity.ts'
import type { Standing } from './evaluation.rules.ts'
import { bestOption } from './result.rules.ts'
import type { Failing } from './result.rules.ts'

/**
 * What a count makes of a competency (B.16.4): qualified and back before the fee is paid, held once what was granted ahead
 * is met, renewed where the fee came first. A level that is held stays until its anniversary, met or not. Answers whether
 * its state or its anniversary moved.
 */
export const follow = (
  call: Call,
  enrollment: CompetencyEnrollment,
  standing: Standing | undefined,
  today: Day,
  cause: Cause,
): boolean => {
  const { state, renewsOn } = enrollment
  const met = standing?.metLevel ?? null
  noteLevel(enrollment, met)
  if (state === 'in_progress' && met) enrollment.qualify(call, met, cause)
  else if (state === 'qualified') followQualified(call, enrollment, cause)
  else if (state === 'active_preapproved' && met && (met === 'gold' || enrollment.level === 'silver'))
    enrollment.fulfil(call, today, cause)
  else if (state === 'in_renewal' || state === 'grace') enrollment.followFee(call, cause)
  enrollment.option = standing ? bestOption(standing, enrollment.level) : null
  return enrollment.state !== state || enrollment.renewsOn !== renewsOn
}

/** Whoever sells the fee of a level hears of one that is met, and of one that is not any more. */
const noteLevel = (enrollment: CompetencyEnrollment, met: CompetencyEnrollment['metLevel']): void => {
  const from = enrollment.metLevel ?? null
  if (from === met) return
  enrollment.metLevel = met
  const { locationId, competency, level } = enrollment
  happened(enrollment, 'competency.levelMet', { locationId, competency, level, from, to: met ?? null })
}

const followQualified = (call: Call, enrollment: CompetencyEnrollment, cause: Cause): void => {
  if (!enrollment.metLevel) enrollment.lose(call, cause)
  else if (enrollment.level !== enrollment.metLevel) enrollment.level = enrollment.metLevel
}

/** Held with an anniversary to come: what was granted ahead has none, and is not met to begin with. */
const risked = ['active_earned', 'in_renewal', 'grace']

export const isRisked = ({ state }: CompetencyEnrollment, standing: Standing | undefined): boolean =>
  risked.includes(state) && standing?.outlook?.atRisk === true

/**
 * The flag, and one event for the requirements that fail now and did not when it was counted last (B.16.4): one letter for
 * each, once.
 */
export const noteRisk = (enrollment: CompetencyEnrollment, standing: Standing | undefined, failing: Failing): void => {
  const outlook = standing?.outlook
  const was = enrollment.atRisk
  enrollment.atRisk = isRisked(enrollment, standing)
  if (!enrollment.atRisk || !outlook) return
  const newly = outlook.failing.filter((code) => !was || !failing(enrollment.id, outlook, code))
  if (newly.length === 0) return
  const { locationId, competency, level } = enrollment
  const about = { locationId, competency, level, option: outlook.option, renewsOn: outlook.on }
  happened(enrollment, 'competency.atRisk', { ...about, requirements: newly })
}
