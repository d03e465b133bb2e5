import type { inferRouterOutputs } from '@trpc/server'
import { api, pathOf } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { answerOf, createTrpcQuery, queryClient, refresh } from '../lib/query.ts'
import { createPlaces } from '../organisations/places.ts'

/** What the server answers about references, by its procedures. */
type Answers = inferRouterOutputs<AppRouter>['references']
export type ReferenceRow = Answers['list']['rows'][number]
export type ReferenceOptions = Answers['options']
export type ReferenceDetail = Answers['get']
export type CheckRow = Answers['checks']['rows'][number]
export type ReferenceCheck = Answers['check']

/** What may be chosen from, and what codes and ids are called; a code without a name is shown as it is. */
export const createNames = () => {
  const query = createTrpcQuery(api.references.options)
  const options = () => answerOf(query)
  const places = createPlaces('references.see')
  return {
    options,
    competency: (code: string): string => options()?.competencies.find((each) => each.code === code)?.name ?? code,
    product: (code: string): string => options()?.products.find((each) => each.code === code)?.name ?? code,
    places,
    location: (id: string): string | undefined => places.of(id)?.name,
  }
}

/** What shows references may have changed; competencies count them. */
export const renew = (): Promise<void> => refresh(api.references, api.competencies)

/** What is remembered of a draft is older with every word of its form: the form begins, and the page after it, anew. */
export const forget = (): void => queryClient.removeQueries({ queryKey: [...pathOf(api.references.get)] })
