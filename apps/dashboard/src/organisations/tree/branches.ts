import type { Accessor } from 'solid-js'
import { createEffect, createMemo, createSignal, on } from 'solid-js'
import { api } from '../../lib/api.ts'
import type { Branch } from './lines.ts'
import { linesOf } from './lines.ts'

const pageSize = 100

/** A tree of so many locations is opened as a whole; a larger one below its beginning only. */
const openAtOnce = 60

/** What stays open while the reader goes to a location and comes back. */
const remembered = new Set<string>()
const closedByHand = new Set<string>()

/** The reader's tree, loaded level by level as it is opened, as it is or as it was. */
export const createBranches = (asOf: Accessor<string | null>) => {
  const [branches, setBranches] = createSignal<ReadonlyMap<string, Branch>>(new Map())
  const [open, setOpen] = createSignal<ReadonlySet<string>>(new Set(remembered))
  const [failure, setFailure] = createSignal<unknown>()
  const [isReady, setReady] = createSignal(false)
  const loading = new Set<string>()
  let turn = 0

  const read = async (parentId: string, cursor: string | null): Promise<Branch> => {
    const page = await api.hierarchy.tree.query({ parentId: parentId || null, asOf: asOf(), size: pageSize, cursor })
    return { rows: page.rows, next: page.nextCursor }
  }
  /** As many as stood there before, so that the reader keeps the place they scrolled to. */
  const readAsFar = async (parentId: string, count: number): Promise<Branch> => {
    let { rows, next } = await read(parentId, null)
    while (next !== null && rows.length < count) {
      const page = await read(parentId, next)
      rows = [...rows, ...page.rows]
      next = page.next
    }
    return { rows, next }
  }
  const fill = async (fresh: Map<string, Branch>, wanted: Set<string>, parentId: string): Promise<void> => {
    const branch = await readAsFar(parentId, branches().get(parentId)?.rows.length ?? 0)
    fresh.set(parentId, branch)
    const known = [...fresh.values()].reduce((sum, { rows }) => sum + rows.length, 0)
    const opens = parentId === '' || known <= openAtOnce
    for (const row of branch.rows) {
      const isSmall = parentId === '' || (row.below ?? 0) <= openAtOnce
      if (row.hasChildren && opens && isSmall && !closedByHand.has(row.id)) wanted.add(row.id)
    }
    const within = branch.rows.filter((row) => row.hasChildren && wanted.has(row.id))
    await Promise.all(within.map((row) => fill(fresh, wanted, row.id)))
  }
  /** Everything that is open, anew; what stands there stays until the answer is whole. */
  const reload = async (): Promise<void> => {
    const mine = ++turn
    const fresh = new Map<string, Branch>()
    const wanted = new Set(open())
    try {
      await fill(fresh, wanted, '')
      setFailure(undefined)
    } catch (error) {
      setFailure(error)
      return
    }
    if (mine !== turn) return
    setBranches(fresh)
    setOpen(wanted)
    setReady(true)
  }
  const loadBelow = async (parentId: string): Promise<void> => {
    if (loading.has(parentId)) return
    const mine = turn
    const known = branches().get(parentId)
    loading.add(parentId)
    try {
      const branch = await read(parentId, known?.next ?? null)
      const rows = [...(known?.rows ?? []), ...branch.rows]
      if (mine === turn) setBranches((now) => new Map(now).set(parentId, { rows, next: branch.next }))
    } catch (error) {
      setFailure(error)
    } finally {
      loading.delete(parentId)
    }
  }
  const setRowOpen = (id: string, opens: boolean): void => {
    const next = new Set(open())
    if (opens) next.add(id)
    else next.delete(id)
    setOpen(next)
    for (const [set, has] of [
      [remembered, opens],
      [closedByHand, !opens],
    ] as const) {
      if (has) set.add(id)
      else set.delete(id)
    }
    if (opens && !branches().has(id)) void loadBelow(id)
  }
  /** Opens a closed branch; of an open one that is told in part, asks for more. */
  const showMore = (id: string): void => {
    if (open().has(id) && branches().get(id)?.next) void loadBelow(id)
    else setRowOpen(id, true)
  }
  // Only another day is read anew: what else stands in the address changes nothing of the tree.
  createEffect(on(createMemo(asOf), () => void reload()))
  const lines = createMemo(() => linesOf(branches(), open()))
  return {
    lines,
    beginning: () => branches().get('')?.rows ?? [],
    isReady,
    failure,
    reload,
    loadMore: (parentId: string) => loadBelow(parentId),
    setOpen: setRowOpen,
    showMore,
  }
}
export type TreeBranches = ReturnType<typeof createBranches>
