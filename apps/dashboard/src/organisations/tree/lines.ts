import type { TreeRow } from '../answers.ts'

/** What the server has told of the children of a location so far. */
export interface Branch {
  rows: readonly TreeRow[]
  /** Where to go on; null: these are all. */
  next: string | null
}

/** Branches by the location above; '' is where the reader's tree begins. */
type Branches = ReadonlyMap<string, Branch>

/** One line of the tree as it is drawn. */
export interface TreeLine {
  key: string
  /** 1 is the headquarters. */
  level: number
  /** null: the line that loads more of what is below `parentId`. */
  row: TreeRow | null
  parentId: string
  isOpen: boolean
  /** Its place among its siblings, from 1. */
  place: number
  /** How many siblings there are; -1 while there are more than were told so far. */
  siblings: number
}

/** The tree as lines in reading order; what is below a closed location is left out. */
export const linesOf = (branches: Branches, open: ReadonlySet<string>): TreeLine[] => {
  const lines: TreeLine[] = []
  const walk = (parentId: string, level: number): void => {
    const branch = branches.get(parentId)
    branch?.rows.forEach((row, index) => {
      const at = parentId === '' ? row.above.length + 1 : level
      const isOpen = row.hasChildren && open.has(row.id)
      const siblings = branch.next === null ? branch.rows.length : -1
      lines.push({ key: row.id, level: at, row, parentId, isOpen, place: index + 1, siblings })
      if (isOpen) walk(row.id, at + 1)
    })
    if (branch?.next)
      lines.push({ key: `more ${parentId}`, level, row: null, parentId, isOpen: false, place: 0, siblings: -1 })
  }
  walk('', 1)
  return lines
}

/** What was found, below the names of everything above it, so that the tree keeps its shape (PRI-R2). */
export const linesFound = (rows: readonly TreeRow[]): TreeLine[] => {
  const known = new Map<string, TreeRow>()
  const below = new Map<string, string[]>()
  const put = (row: TreeRow, parentId: string): void => {
    const before = known.get(row.id)
    if (!before || before.status === null) known.set(row.id, row)
    if (before) return
    below.set(parentId, [...(below.get(parentId) ?? []), row.id])
  }
  for (const row of rows) {
    row.above.forEach((each, at) => put(ancestorRow(each, row.above.slice(0, at)), row.above[at - 1]?.id ?? ''))
    put(row, row.above.at(-1)?.id ?? '')
  }
  const walk = (parentId: string, level: number): TreeLine[] =>
    (below.get(parentId) ?? []).flatMap((id, index, { length: siblings }) => {
      const row = known.get(id)!
      return [
        { key: id, level, row, parentId, isOpen: below.has(id), place: index + 1, siblings },
        ...walk(id, level + 1),
      ]
    })
  return walk('', 1)
}

/** A location of which only the name is told. */
const ancestorRow = ({ id, number, name }: TreeRow['above'][number], above: TreeRow['above']): TreeRow => ({
  id,
  number,
  name,
  above,
  parentId: above.at(-1)?.id ?? null,
  city: '',
  country: '',
  isHeadquarters: above.length === 0,
  status: null,
  enrolled: null,
  version: null,
  below: null,
  height: null,
  hasChildren: true,
})

/** Where an arrow key leads from a line: along the lines, into what is below, or out to the one above. */
export const lineAfterKey = (lines: readonly TreeLine[], at: number, key: string): number | undefined => {
  const level = lines[at]?.level ?? 1
  const moves: Record<string, () => number> = {
    ArrowDown: () => Math.min(at + 1, lines.length - 1),
    ArrowUp: () => Math.max(at - 1, 0),
    Home: () => 0,
    End: () => lines.length - 1,
    PageDown: () => Math.min(at + 10, lines.length - 1),
    PageUp: () => Math.max(at - 10, 0),
    ArrowRight: () => ((lines[at + 1]?.level ?? 0) > level ? at + 1 : at),
    ArrowLeft: () => lines.findLastIndex((line, index) => index < at && line.level < level),
  }
  const to = moves[key]?.()
  return to === undefined || to < 0 ? undefined : to
}
