import type { CompetencyPreapproved } from '../src/competencies.ts'
import { competencyShape, competencyValues, plainDay } from '../src/competencies.ts'
import { letter } from '../src/letter.ts'

export const competencyPreapproved = letter({
  room: 'competencies',
  shape: { ...competencyShape, endsOn: 'line' },
  editions: ['reminder'],
  editionOf: ({ isReminder }: CompetencyPreapproved) => (isReminder ? 'reminder' : undefined),
  fill: (params: CompetencyPreapproved, locale) => ({
    ...competencyValues(params, locale),
    endsOn: plainDay(params.endsOn, locale),
  }),
})
