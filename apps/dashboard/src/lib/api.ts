import type { TRPCClient } from '@trpc/client'
import { createTRPCUntypedClient, httpBatchLink, TRPCClientError } from '@trpc/client'
import type { AppRouter } from './app-router.ts'
import { timeZone } from './format.ts'
import { locale } from './locale.ts'

/** No other site can send this header without the server's leave, so a call that carries it comes from here. */
export const ownHeader = { 'x-ofrecord': '1' } as const

/** Every call says its language and zone, because refusals are written by the server in both. */
export const ownHeaders = (): Record<string, string> => ({
  ...ownHeader,
  'accept-language': locale(),
  'x-time-zone': timeZone(),
})

/** Longer than any list needs; a reader is told after ten seconds instead of waiting for the browser's two minutes. */
const readLimit = 10_000
const writeLimit = 30_000

/** Fetch that gives up: `TimeoutError` after ten seconds for what is read, thirty for what is written. */
export const patientFetch: typeof fetch = (input, init) => {
  const limit = AbortSignal.timeout(init?.method === 'POST' ? writeLimit : readLimit)
  return fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, limit]) : limit })
}

const client = createTRPCUntypedClient<AppRouter>({
  links: [
    httpBatchLink({
      url: '/trpc',
      // Keeps a batch below the request line that proxies accept, and below the server's own limit.
      maxURLLength: 2000,
      maxItems: 10,
      headers: ownHeaders,
      fetch: (url, init) => patientFetch(url as string, init as RequestInit),
    }),
  ],
})

const path = Symbol('path')

const door = (names: readonly string[]): unknown =>
  new Proxy(() => {}, {
    get: (_, name) => {
      if (name === path) return names
      const procedure = names.join('.')
      if (name === 'query') return (input: unknown, options: object) => client.query(procedure, input, options)
      if (name === 'mutate') return (input: unknown, options: object) => client.mutation(procedure, input, options)
      return typeof name === 'string' ? door([...names, name]) : undefined
    },
  })

/** Every procedure of the server by its name: `api.claims.get.query({ … })`. */
export const api = door([]) as TRPCClient<AppRouter>

/** The name of a procedure or of a whole room, part by part: the query key and the prefix that refreshes it. */
export const pathOf = (procedureOrRoom: object): readonly string[] =>
  (procedureOrRoom as unknown as { [path]: readonly string[] })[path]

/**
 * Says a verb at once instead of with the next batch, and lets the browser finish it when the page is gone: for what is
 * saved as a tab closes. Browsers allow 64 KiB for that.
 */
export const tellLeaving = async <Input, Output>(
  procedure: { mutate: (input: Input) => Promise<Output> },
  input: Input,
): Promise<Output> => {
  const response = await fetch(`/trpc/${pathOf(procedure).join('.')}`, {
    method: 'POST',
    keepalive: true,
    headers: { ...ownHeaders(), 'content-type': 'application/json' },
    body: JSON.stringify(input),
  })
  const answer = (await response.json()) as { result?: { data: Output }; error: never }
  if (!answer.result) throw TRPCClientError.from(answer)
  return answer.result.data
}
