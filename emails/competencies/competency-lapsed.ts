import type { CompetencyLapsed } from '../src/competencies.ts'
import { competencyShape, competencyValues } from '../src/competencies.ts'
import { letter } from '../src/letter.ts'
import { moment } from '../src/moments.ts'

export const competencyLapsed = letter({
  room: 'competencies',
  shape: { ...competencyShape, at: 'line' },
  editions: ['ahead', 'given_up'],
  editionOf: ({ why }: CompetencyLapsed) => (why === 'not_renewed' ? undefined : why),
  fill: (params: CompetencyLapsed, locale) => ({
    ...competencyValues(params, locale),
    at: moment(params.happenedAt, params.timeZone, locale),
  }),
})
