import type { Accessor } from 'solid-js'
import { createEffect, createSignal } from 'solid-js'

type Named = { areaCode: string; areaName: string }

/** The areas that were seen in the queue so far: what it can be filtered by. */
export const createAreas = (rows: Accessor<readonly Named[] | undefined>) => {
  const [seen, setSeen] = createSignal<ReadonlyMap<string, string>>(new Map())
  createEffect(() => {
    const found = rows() ?? []
    setSeen((known) => new Map([...known, ...found.map(({ areaCode, areaName }) => [areaCode, areaName] as const)]))
  })
  return {
    list: (): [string, string][] => [...seen()].toSorted((a, b) => a[1].localeCompare(b[1])),
    nameOf: (code: string): string => seen().get(code) ?? code,
  }
}
