import { fetchRequestHandler } from '@trpc/server/adapters/fetch'
import { http, HttpResponse } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll } from 'vitest'
import type { Me, PlaceholderContext } from './placeholder.router.ts'
import { placeholderRouter } from './placeholder.router.ts'

export const ines: Me = {
  person: { id: '1', name: 'Ines Marchetti', email: 'ines.incentive@kestrel.example', locale: 'en' },
  organisation: { id: '2', name: 'Kestrel Consulting Group', country: 'GB' },
  side: 'partner',
  roles: [{ role: 'incentive_user', locations: [{ id: '3', name: 'Milan' }] }],
  privileges: ['claims.see', 'claims.create'],
  vendor: { name: 'Halcyon Software', slug: 'halcyon' },
}

export const rosa: Me = {
  ...ines,
  person: { id: '9', name: 'Rosa Lindqvist', email: 'rosa@halcyon.example', locale: 'en' },
  organisation: null,
  side: 'vendor',
  roles: [{ role: 'reviewer', locations: null }],
  privileges: ['claims.review'],
}

/** A server at its protocol: tRPC by the router itself, sign-in by its routes; every request it saw is kept. */
export const createServer = (context: PlaceholderContext) => {
  const requests: Request[] = []
  const server = setupServer(
    http.all('*/trpc/*', ({ request }) => {
      requests.push(request.clone())
      return fetchRequestHandler({ endpoint: '/trpc', req: request as Request, router: placeholderRouter, createContext: () => context })
    }),
    http.get('*/demo/people', () => HttpResponse.json([{ login: 'ines', name: 'Ines Marchetti', roles: ['incentive_user'], scope: 'Milan' }])),
    http.post('*/demo/sign-in', ({ request }) => {
      requests.push(request.clone())
      context.me = ines
      return HttpResponse.json({})
    }),
    http.post('*/auth/sign-in/email', async ({ request }) => {
      requests.push(request.clone())
      const { password } = (await request.json()) as { password: string }
      if (password !== 'right') return HttpResponse.json({ code: 'INVALID_EMAIL_OR_PASSWORD', message: 'x' }, { status: 401 })
      context.me = ines
      return HttpResponse.json({})
    }),
  )
  beforeAll(() => server.listen({ onUnhandledFrame: 'error' }))
  afterEach(() => {
    server.resetHandlers()
    requests.length = 0
  })
  afterAll(() => server.close())
  return { server, requests }
}
