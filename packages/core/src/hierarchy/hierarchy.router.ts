import { router } from '../kernel/trpc.ts'
import { changeProcedures } from './change.router.ts'
import { deskProcedures } from './desk.router.ts'
import { mergeRouter } from './merge.router.ts'
import { treeProcedures } from './tree.router.ts'

/** The hierarchy of locations (B.7): looking at it, changing it, and what the service desk does. */
export const hierarchyRouter = router({
  ...treeProcedures,
  ...changeProcedures,
  ...deskProcedures,
  merge: mergeRouter,
})
