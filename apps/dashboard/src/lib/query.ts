import type { UseQueryResult } from '@tanstack/solid-query'
import { keepPreviousData, QueryCache, QueryClient, useQuery } from '@tanstack/solid-query'
import type { Accessor } from 'solid-js'
import { reconcile } from 'solid-js/store'
import { api, pathOf } from './api.ts'
import { isUnauthenticated, problemOf } from './problem.ts'

/** What tRPC's client offers for a query. */
interface Asks<Input, Output> {
  query: (input: Input, options?: { signal?: AbortSignal }) => Promise<Output>
}

export interface TrpcQueryOptions {
  /** False waits, e.g. for a field that is not filled in yet. */
  enabled?: boolean
  /** Shows the rows of the last filter until the next ones are there. */
  keepsPrevious?: boolean
  /** Milliseconds between two looks, e.g. while a file is being scanned. */
  every?: number | false
}

/** A session that ends while a page is open is noticed by any call; asking who is signed in leads to the sign-in page. */
export const queryClient = new QueryClient({
  queryCache: new QueryCache({
    onError: (error, query) => {
      if (isUnauthenticated(error) && query.queryKey[0] !== 'session') void refresh(api.session)
    },
  }),
  defaultOptions: {
    queries: { staleTime: 5_000, retry: (failures, error) => failures < 1 && problemOf(error).retryable },
  },
})

const keyOf = (procedure: object, input: unknown): readonly unknown[] => [
  ...pathOf(procedure),
  { input: input ?? null },
]

/** Where a row carries what it is known by, out of sight of whoever goes through its fields. */
const known = Symbol('known by') as unknown as string

/** The ids that a row has: its `id`, else all of its fields that are one, such as `orderId`. */
const idsOf = (row: object): readonly unknown[] =>
  'id' in row ? [row.id] : Object.entries(row).flatMap(([name, value]) => (name.endsWith('Id') ? [value] : []))

/** What tells the rows of a list apart: as few of their ids as do, since those behind, such as a reviewer's, change. */
const knownBy = (rows: readonly object[]): (string | undefined)[] => {
  const ids = rows.map(idsOf)
  const most = Math.max(0, ...ids.map(({ length }) => length))
  const told = (count: number): string[] => ids.map((each) => JSON.stringify(each.slice(0, count)))
  let count = Math.min(1, most)
  while (count < most && new Set(told(count)).size < rows.length) count++
  return count === 0 ? rows.map(() => undefined) : told(count)
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

const markRows = (answer: unknown): void => {
  if (!isObject(answer)) return
  const inside: unknown[] = Object.values(answer)
  const objects = inside.filter(isObject)
  const names = Array.isArray(answer) ? knownBy(objects) : objects.map((each) => ('id' in each ? String(each.id) : ''))
  for (const [at, value] of names.entries())
    Object.defineProperty(objects[at]!, known, { value, configurable: true, writable: true })
  for (const each of objects) markRows(each)
}

/**
 * A row that is asked again stays the same row, in whichever list of an answer: focus, selection and what is open around
 * it are kept. It never becomes another's: a dialog would go on about somebody else.
 */
const renewed = <Data>(before: Data | undefined, now: Data): Data => {
  const answer = before === undefined ? structuredClone(now) : now
  markRows(answer)
  return reconcile(answer, { key: known })(before)
}

/**
 * A question to the server that asks again when `input` changes. Read it inside JSX or another tracking scope, and
 * show it through `Loaded`, which tells loading, failure and data apart.
 */
export const createTrpcQuery = <Input, Output>(
  procedure: Asks<Input, Output>,
  ...[input, options]: Input extends void | undefined
    ? [input?: Accessor<Input> | undefined, options?: Accessor<TrpcQueryOptions>]
    : [input: Accessor<Input>, options?: Accessor<TrpcQueryOptions>]
): UseQueryResult<Output> =>
  useQuery(
    () => {
      const asked = input?.() as Input
      const { enabled = true, keepsPrevious = false, every = false } = options?.() ?? {}
      return {
        queryKey: keyOf(procedure, asked),
        queryFn: ({ signal }: { signal: AbortSignal }) => procedure.query(asked, { signal }),
        reconcile: renewed,
        enabled,
        refetchInterval: every,
        ...(keepsPrevious && { placeholderData: keepPreviousData }),
      }
    },
    () => queryClient,
  ) as UseQueryResult<Output>

/**
 * What a query has answered so far. Its `data` is not to be read while it waits: Solid would take the whole page away
 * until the answer is there, and with it the focus of whoever types.
 */
export const answerOf = <Data>(query: {
  readonly isPending: boolean
  readonly data: Data | undefined
}): Data | undefined => (query.isPending ? undefined : query.data)

/** Asks again what is shown now of these procedures or rooms: `refresh(api.claims)`. */
export const refresh = async (...changed: readonly (object | readonly string[])[]): Promise<void> => {
  const keys = changed.map((each) => (Array.isArray(each) ? (each as readonly string[]) : pathOf(each)))
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })))
}
