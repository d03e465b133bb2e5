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

/** What a row is known by: its `id`, else the first of its fields that is one, such as `orderId`. */
const keyIn = (answer: unknown): string => {
  const rows: unknown = Array.isArray(answer) ? answer : (answer as { rows?: unknown } | null)?.rows
  const names = Object.keys((Array.isArray(rows) && (rows[0] as object | undefined)) || {})
  return names.includes('id') ? 'id' : (names.find((name) => name.endsWith('Id')) ?? 'id')
}

/**
 * A row that is asked again stays the same row: focus, selection and what is open around it are kept. It never becomes
 * another's: a dialog would go on about somebody else.
 */
const renewed = <Data>(before: Data | undefined, now: Data): Data =>
  reconcile(before === undefined ? structuredClone(now) : now, { key: keyIn(now) })(before)

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
