import type { CompetencyRenewal } from '../src/competencies.ts'
import { competencyShape, competencyValues, plainDay } from '../src/competencies.ts'
import { letter } from '../src/letter.ts'

export const competencyRenewal = letter({
  room: 'competencies',
  shape: { ...competencyShape, endsOn: 'line', lastDay: 'line' },
  editions: ['reminder', 'grace'],
  editionOf: ({ phase }: CompetencyRenewal) => (phase === 'open' ? undefined : phase),
  fill: (params: CompetencyRenewal, locale) => ({
    ...competencyValues(params, locale),
    endsOn: plainDay(params.endsOn, locale),
    lastDay: plainDay(params.lastDay, locale),
  }),
})
