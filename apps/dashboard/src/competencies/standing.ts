import type { CompetencyLevel } from '@ofrecord/core/competencies/enrollment.rules'
import type { ShownOption, ShownStanding } from '@ofrecord/core/competencies/shown.rules'

const share = ({ requirements }: ShownOption): number =>
  requirements.filter(({ met }) => met).length / Math.max(1, requirements.length)

/** The option of a level that a competency stands by: the one its anniversary looks at, the one met, or the nearest. */
export const bestOption = (
  { levels, outlook }: Pick<ShownStanding, 'levels' | 'outlook'>,
  level: CompetencyLevel,
): ShownOption | undefined => {
  const options = levels.find((one) => one.level === level)?.options ?? []
  return (
    options.find(({ option }) => outlook?.level === level && option === outlook.option) ??
    options.find(({ met }) => met) ??
    options.toSorted((a, b) => share(b) - share(a))[0]
  )
}
