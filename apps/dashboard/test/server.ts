import { nobody } from '@ofrecord/core/kernel/actor'
import { appRouter } from '@ofrecord/core/router'
import type { TestWorld } from '@ofrecord/core/test/stage'
import { openWorld } from '@ofrecord/core/test/stage'
import { cleanup } from '@solidjs/testing-library'
import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import type { RequestHandler } from 'msw'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { queryClient } from '../src/lib/query.ts'

export interface TestServer {
  /** The small named world behind the doors: a database of its own for each test. */
  readonly world: TestWorld
  /** Says who is signed in from now on; null: nobody. */
  signIn: (person: string | null) => void
  /** Answers of other doors than tRPC's, such as uploads, until the test ends. */
  use: (...handlers: RequestHandler[]) => void
  /** Every request since the test began, as it left the browser. */
  requests: Request[]
}

/**
 * The server at its protocol: tRPC by the real router on a real database, sign-in by its routes. Call it once at the
 * top of a test file.
 */
export const createServer = (): TestServer => {
  const requests: Request[] = []
  const answering = new Set<Promise<Response>>()
  let opened: Awaited<ReturnType<typeof openWorld>> | undefined
  let person: string | null = null
  const world = (): TestWorld => {
    if (!opened) throw new Error('the world is there only while a test runs')
    return opened.world
  }
  const contextFor = async (request: Request) => ({
    ...world().contextOf(person ? await world().actor(person) : nobody),
    // Also whom nobody knows comes by the door of people with an account here, not by the customers' site.
    ...poolsOf(world()),
    locale: request.headers.get('accept-language') === 'it' ? ('it' as const) : ('en' as const),
  })
  const server = setupServer(
    http.all('*/trpc/*', async ({ request }) => {
      requests.push(request.clone())
      const answer = fetchRequestHandler({
        endpoint: '/trpc',
        req: request,
        router: appRouter,
        createContext: () => contextFor(request),
      })
      answering.add(answer)
      return answer.finally(() => answering.delete(answer))
    }),
    http.get('*/demo/people', () =>
      HttpResponse.json([{ login: 'ines', name: 'Ines Marchetti', roles: ['incentive_user'], scope: 'Milan' }]),
    ),
    http.post('*/demo/sign-in', async ({ request }) => {
      requests.push(request.clone())
      person = ((await request.json()) as { login: string }).login
      return HttpResponse.json({ signedIn: true })
    }),
    http.post('*/auth/sign-in/email', async ({ request }) => {
      requests.push(request.clone())
      const { email, password } = (await request.json()) as { email: string; password: string }
      if (password !== 'right')
        return HttpResponse.json({ code: 'INVALID_EMAIL_OR_PASSWORD', message: 'x' }, { status: 401 })
      person = email
      return HttpResponse.json({})
    }),
  )
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
  beforeEach(async () => {
    opened = await openWorld()
    queryClient.clear()
  })
  afterEach(async () => {
    // A page that goes may say a last word; the world stays until it is answered.
    cleanup()
    await queryClient.cancelQueries()
    while (answering.size > 0) await Promise.allSettled(answering)
    server.resetHandlers()
    requests.length = 0
    person = null
    await opened?.close()
    opened = undefined
  })
  afterAll(() => server.close())
  return {
    get world() {
      return world()
    },
    signIn: (who) => (person = who),
    use: (...handlers) => server.use(...handlers),
    requests,
  }
}

const poolsOf = ({ orm, reader, links }: TestWorld) => ({ orm, reader, links })
