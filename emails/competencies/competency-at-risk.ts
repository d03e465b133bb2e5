import type { CompetencyAtRisk } from '../src/competencies.ts'
import { competencyShape, competencyValues, plainDay } from '../src/competencies.ts'
import { letter } from '../src/letter.ts'
import { name } from '../src/plain.ts'

export const competencyAtRisk = letter({
  room: 'competencies',
  shape: { ...competencyShape, endsOn: 'line', requirements: 'line' },
  fill: (params: CompetencyAtRisk, locale) => ({
    ...competencyValues(params, locale),
    endsOn: plainDay(params.endsOn, locale),
    requirements: name(new Intl.ListFormat(locale, { type: 'conjunction' }).format(params.requirements)),
  }),
})
