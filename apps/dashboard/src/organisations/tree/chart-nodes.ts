import type { Rehearsal, TreeRow } from '../answers.ts'
import type { ChartNode } from './tree-chart.tsx'
import type { TreeLine } from './lines.ts'

type Places = Rehearsal['impact']['places']

interface Known {
  id: string
  name: string
  number: number
  parentId: string | null
  /** Locations below it that are not told, on whatever level. */
  unseen: number
  status: TreeRow['status']
}

const knownOf = (lines: readonly TreeLine[]): Known[] => {
  const told = lines.flatMap(({ row, parentId }) => (row ? [{ row, parentId: parentId || null }] : []))
  const children = Map.groupBy(told, ({ parentId }) => parentId)
  // Of a branch whose children are told in part, the rest is what they and what is below them leave over.
  return told.map(({ row: { id, name, number, below, status }, parentId }) => {
    const seen = (children.get(id) ?? []).reduce((sum, child) => sum + 1 + (child.row.below ?? 0), 0)
    return { id, name, number, parentId, status, unseen: Math.max(0, (below ?? 0) - seen) }
  })
}

/** The loaded lines as boxes below boxes; what is not loaded is counted. */
export const chartOf = (lines: readonly TreeLine[], links: boolean): ChartNode[] =>
  build(knownOf(lines), links, () => undefined)

/** The same after a change: what moves is outlined at its new place, and struck where it was. */
export const chartAfter = (lines: readonly TreeLine[], { kind, impact }: Rehearsal): ChartNode[] => {
  const told = knownOf(lines)
  const known = kind === 'headquarters' ? underNewHead(told, impact.places) : told
  const named = kind === 'headquarters' ? belowNewHead(told, impact.places) : impact.places
  const places = new Map(named.map((place) => [place.locationId, place]))
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

/** Whatever stood directly below the old headquarters stands below the new one, told or not (HIE-R12). */
const underNewHead = (known: readonly Known[], places: Places): Known[] => {
  const head = places.find(({ to }) => to === null)?.locationId
  const old = known.find(({ parentId }) => parentId === null)
  if (!head || !old) return [...known]
  return known.map((each) => {
    if (each.id === old.id) return { ...each, unseen: 0 }
    return each.id === head ? { ...each, unseen: each.unseen + old.unseen } : each
  })
}

/** A report names the first of many places: what stood beside them moves like them. */
const belowNewHead = (known: readonly Known[], places: Places): Places => {
  const named = new Set(places.map(({ locationId }) => locationId))
  const head = places.find(({ to }) => to === null)?.locationId
  const old = known.find(({ parentId }) => parentId === null)
  if (!head || !old) return places
  const others = known.filter(({ id, parentId }) => parentId === old.id && !named.has(id))
  return [
    ...places,
    ...others.map(({ id, number, name }) => ({
      locationId: id,
      number,
      name,
      from: old.id,
      to: head,
      fromName: old.name,
      toName: null,
    })),
  ]
}

const knownAt = ({ locationId, name, number }: Places[number], parentId: string | null): Known => ({
  id: locationId,
  name,
  number,
  parentId,
  unseen: 0,
  status: null,
})

/** With a new headquarters nearly all is below something new: only those whose own place changes are outlined. */
const headMark = (places: ReadonlyMap<string, Places[number]>, id: string): ChartNode['mark'] =>
  places.has(id) ? 'moved' : undefined

const build = (known: readonly Known[], links: boolean, markOf: (id: string) => ChartNode['mark']): ChartNode[] => {
  const ids = new Set(known.map(({ id }) => id))
  const children = Map.groupBy(known, ({ parentId }) => (parentId !== null && ids.has(parentId) ? parentId : ''))
  const make = ({ id, name, number, unseen, status }: Known): ChartNode => {
    const own = (children.get(id) ?? []).map(make)
    return { id, name, number, status, mark: markOf(id), below: own, unseen, link: links }
  }
  return (children.get('') ?? []).map(make)
}
