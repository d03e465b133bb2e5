import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '../lib/app-router.ts'

type Answers = inferRouterOutputs<AppRouter>

export type Organisation = Answers['organisations']['get']
export type Location = Organisation['locations'][number]
