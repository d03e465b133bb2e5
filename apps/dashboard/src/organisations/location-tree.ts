import type { inferRouterOutputs } from '@trpc/server'
import type { AppRouter } from '../lib/app-router.ts'

export type Organisation = inferRouterOutputs<AppRouter>['organisations']['get']
export type Location = Organisation['locations'][number]

/** A location in the tree as it is drawn: below its parent, with its depth and whether something hangs on it. */
export interface TreeRow {
  location: Location
  /** 1 is the headquarters. */
  level: number
  hasBelow: boolean
}

/** The tree as rows in reading order; what lies below a closed location is left out. */
export const treeRows = (locations: readonly Location[], closed: ReadonlySet<string>): TreeRow[] => {
  const belowOf = (parentId: string | null): Location[] => locations.filter((each) => each.parentId === parentId)
  const walk = (location: Location, level: number): TreeRow[] => {
    const below = belowOf(location.id)
    const row: TreeRow = { location, level, hasBelow: below.length > 0 }
    return closed.has(location.id) ? [row] : [row, ...below.flatMap((each) => walk(each, level + 1))]
  }
  return belowOf(null).flatMap((root) => walk(root, 1))
}

/** Where an arrow key leads from a row: along the rows, into what lies below, or out to the parent. */
export const rowAfterKey = (rows: readonly TreeRow[], at: number, key: string): number | undefined => {
  const level = rows[at]?.level ?? 1
  const moves: Record<string, () => number> = {
    ArrowDown: () => Math.min(at + 1, rows.length - 1),
    ArrowUp: () => Math.max(at - 1, 0),
    Home: () => 0,
    End: () => rows.length - 1,
    ArrowRight: () => ((rows[at + 1]?.level ?? 0) > level ? at + 1 : at),
    ArrowLeft: () => rows.findLastIndex((row, index) => index < at && row.level < level),
  }
  const to = moves[key]?.()
  return to === undefined || to < 0 ? undefined : to
}
