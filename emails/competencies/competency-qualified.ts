import type { CompetencyQualified } from '../src/competencies.ts'
import { competencyShape, competencyValues } from '../src/competencies.ts'
import { letter } from '../src/letter.ts'
import { moment } from '../src/moments.ts'

export const competencyQualified = letter({
  room: 'competencies',
  shape: { ...competencyShape, at: 'line' },
  editions: ['lost'],
  editionOf: ({ outcome }: CompetencyQualified) => (outcome === 'lost' ? outcome : undefined),
  fill: (params: CompetencyQualified, locale) => ({
    ...competencyValues(params, locale),
    at: moment(params.happenedAt, params.timeZone, locale),
  }),
})
