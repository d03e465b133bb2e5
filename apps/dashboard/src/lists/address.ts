import { useLocation, useSearchParams } from '@solidjs/router'
import type { Accessor } from 'solid-js'
import { createEffect } from 'solid-js'
import { problemOf } from '../lib/problem.ts'
import { createSearch } from '../lib/search.ts'

const sizes = [25, 50, 100] as const
type Size = (typeof sizes)[number]

const one = (value: string | string[] | undefined): string => (Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))

/** What narrows a list and where in it one is: all of it stands in the address. */
export const createListAddress = <Name extends string>(names: readonly Name[]) => {
  const [params, setParams] = useSearchParams()
  const location = useLocation<{ trail?: string[] }>()
  const trail = (): string[] => location.state?.trail ?? []
  const cursor = (): string | null => one(params['after']) || null
  const turn = (after: string | null, way: string[]): void =>
    setParams({ after }, { scroll: true, state: { trail: way } })
  const change = (changes: Partial<Record<Name, string | null>>, replace = false): void =>
    setParams({ ...changes, after: null }, { replace })
  return {
    /** Empty when it is not set. */
    value: (name: Name): string => one(params[name]),
    cursor,
    size: (): Size => sizes.find((size) => String(size) === params['size']) ?? 50,
    isNarrowed: (): boolean => names.some((name) => one(params[name]) !== ''),
    change,
    clear: (): void => change(Object.fromEntries(names.map((name) => [name, null])) as Record<Name, null>),
    resize: (size: number): void => setParams({ size, after: null }),
    first: (): void => setParams({ after: null }, { replace: true }),
    back: () => (cursor() === null ? undefined : () => turn(trail().at(-1) || null, trail().slice(0, -1))),
    onward: (next: string | null) =>
      next === null ? undefined : () => turn(next, [...trail(), ...(cursor() === null ? [] : [cursor() ?? ''])]),
  }
}

export type ListAddress = ReturnType<typeof createListAddress>

/** A key that belongs to other filters, or is older than the signing key: the first page is always there. */
export const createFirstPage = (
  query: Accessor<{ readonly isError: boolean; readonly error: unknown }>,
  address: Accessor<Pick<ListAddress, 'first'>>,
): void =>
  createEffect(() => {
    if (query().isError && problemOf(query().error).code === 'CURSOR_INVALID') address().first()
  })

/** The search field of a list whose search stands in the address as `q`, and a way to clear it with all filters. */
export const createAddressSearch = (
  address: Pick<ListAddress, 'clear'> & {
    value: (name: 'q') => string
    change: (changes: { q: string | null }, replace: boolean) => void
  },
) => {
  const search = createSearch(
    () => address.value('q'),
    (typed) => address.change({ q: typed || null }, true),
  )
  const clear = (): void => {
    search.set('')
    address.clear()
  }
  return { ...search, clear }
}
