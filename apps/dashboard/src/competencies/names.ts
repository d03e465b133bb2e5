import type { inferRouterOutputs } from '@trpc/server'
import type { CompetencyLevel } from '@ofrecord/core/competencies/enrollment.rules'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { createPlaces } from '../organisations/places.ts'

export type Answers = inferRouterOutputs<AppRouter>['competencies']
type Requirement =
  Answers['catalogue']['competencies'][number]['levels'][number]['options'][number]['requirements'][number]

/** What codes and ids in counts are called; until that is known, a competency is its code and a location is nothing. */
export const createNames = () => {
  const catalogue = createTrpcQuery(api.competencies.catalogue)
  const places = createPlaces('competencies.see')
  const competencies = () => answerOf(catalogue)?.competencies ?? []
  return {
    competencies,
    places,
    competency: (code: string): string => competencies().find((one) => one.code === code)?.name ?? code,
    /** A product, an exam or a certification by its code. */
    thing: (code: string): string => answerOf(catalogue)?.names[code] ?? code,
    location: (id: string): string => places.of(id)?.name ?? '',
    /** Results that the catalogue names a competency for. */
    resultsFor: (competency: string) =>
      (answerOf(catalogue)?.certifications ?? []).filter(({ qualifiesFor }) => qualifiesFor.includes(competency)),
    /** What is asked by the requirements of an option. */
    asked: (competency: string, level: CompetencyLevel, option: string): readonly Requirement[] =>
      competencies()
        .find(({ code }) => code === competency)
        ?.levels.find((one) => one.level === level)
        ?.options.find((one) => one.option === option)?.requirements ?? [],
  }
}

export type Names = ReturnType<typeof createNames>
