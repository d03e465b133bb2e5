import type { Rehearsal, TreeRow } from '../answers.ts'
import type { ChartNode } from './tree-chart.tsx'
import type { TreeLine } from './lines.ts'

type Places = Rehearsal['impact']['places']

interface Known {
  id: string
  name: string
  number: number
  parentId: string | null
  below: number
  status: TreeRow['status']
}

const knownOf = (lines: readonly TreeLine[]): Known[] =>
  lines.flatMap(({ row, parentId }) =>
    row
      ? [
          {
            id: row.id,
            name: row.name,
            number: row.number,
            parentId: parentId || null,
            below: row.below ?? 0,
            status: row.status,
          },
        ]
      : [],
  )

/** The loaded lines as boxes below boxes; what is not loaded is counted. */
export const chartOf = (lines: readonly TreeLine[], links: boolean): ChartNode[] =>
  build(knownOf(lines), links, () => undefined)

/** The same after a change: what moves is outlined at its new place, and struck where it was. */
export const chartAfter = (lines: readonly TreeLine[], { kind, impact }: Rehearsal): ChartNode[] => {
  const places = new Map(impact.places.map((place) => [place.locationId, place]))
  const told = knownOf(lines)
  const open = new Set(told.map(({ parentId }) => parentId))
  // What stood below a location and is shown elsewhere now is not below it unseen.
  const known = told.map((each) => (open.has(each.id) ? { ...each, below: 0 } : each))
  const placed = known
    .filter(({ id }) => kind !== 'dissociated' || !places.has(id))
    .map((each) => ({ ...each, parentId: places.has(each.id) ? places.get(each.id)!.to : each.parentId }))
  const added = kind === 'created' ? [...places.values()].map((place) => knownAt(place, place.to)) : []
  const gone = kind === 'headquarters' ? [] : [...places.values()].filter(({ from }) => from !== null)
  const ghosts = gone.map((place) => ({ ...knownAt(place, place.from), id: `${ghost}${place.locationId}` }))
  const all = new Map([...placed, ...added].map((each) => [each.id, each]))
  const isMoved = (id: string): boolean => {
    const each = all.get(id)
    return each !== undefined && (places.has(id) || (each.parentId !== null && isMoved(each.parentId)))
  }
  const markOf = (id: string): ChartNode['mark'] => (id.startsWith(ghost) ? 'gone' : isMoved(id) ? 'moved' : undefined)
  return build([...all.values(), ...ghosts], false, kind === 'headquarters' ? (id) => headMark(places, id) : markOf)
}

const ghost = 'gone '

const knownAt = ({ locationId, name, number }: Places[number], parentId: string | null): Known => ({
  id: locationId,
  name,
  number,
  parentId,
  below: 0,
  status: null,
})

/** With a new headquarters nearly all is below something new: only those whose own place changes are outlined. */
const headMark = (places: ReadonlyMap<string, Places[number]>, id: string): ChartNode['mark'] =>
  places.has(id) ? 'moved' : undefined

const build = (known: readonly Known[], links: boolean, markOf: (id: string) => ChartNode['mark']): ChartNode[] => {
  const ids = new Set(known.map(({ id }) => id))
  const children = Map.groupBy(known, ({ parentId }) => (parentId !== null && ids.has(parentId) ? parentId : ''))
  const make = ({ id, name, number, below, status }: Known): ChartNode => {
    const own = (children.get(id) ?? []).map(make)
    return { id, name, number, status, mark: markOf(id), below: own, unseen: own.length > 0 ? 0 : below, link: links }
  }
  return (children.get('') ?? []).map(make)
}
