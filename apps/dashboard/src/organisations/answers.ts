import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '../lib/app-router.ts'

/** What the server answers about the hierarchy, by its procedures. */
export type Answers = inferRouterOutputs<AppRouter>['hierarchy']
export type Organisation = inferRouterOutputs<AppRouter>['organisations']['get']
export type Questions = inferRouterInputs<AppRouter>['hierarchy']

export type TreeRow = Answers['tree']['rows'][number]
export type LocationRecord = Answers['get']
export type DeskLocationRecord = Answers['inspect']
export type Rehearsal = Answers['rehearsal']
export type Change = Questions['rehearse']['change']
export type MergeView = Answers['merge']['get']
