import { createContext, useContext } from 'solid-js'
import type { Accessor } from 'solid-js'
import { account_sign_in_refused, account_sign_in_throttled } from '@ofrecord/messages/messages'
import type { inferRouterOutputs } from '@trpc/server'
import { api, ownHeaders, patientFetch } from './api.ts'
import type { AppRouter } from './app-router.ts'
import { ProblemError, problemOf, problemOfResponse } from './problem.ts'
import { createTrpcQuery, queryClient } from './query.ts'

/** Who is signed in, for whom they act, and what they may do. */
export type Me = inferRouterOutputs<AppRouter>['session']['me']

export const createSession = () => createTrpcQuery(api.session.me)

const MeContext = createContext<Accessor<Me>>()
export const MeProvider = MeContext.Provider

/** The signed-in person; only inside the shell, which is not drawn for anybody else. */
export const useMe = (): Accessor<Me> => {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe stands outside the shell')
  return me
}

/** Whether the person holds a privilege somewhere: `may(me(), 'claims.create')`. What they may not use is absent. */
export const may = (me: Me, privilege: string): boolean => (me.privileges as readonly string[]).includes(privilege)

/** Signs in with e-mail and password. Throws a ProblemError with one text for a wrong address and a wrong password. */
export const signIn = async (email: string, password: string): Promise<void> => {
  const response = await post('/auth/sign-in/email', { email, password })
  if (response.ok) return forgetAnswers()
  const problem = await problemOfResponse(response)
  if (response.status === 429)
    throw new ProblemError({ ...problem, message: account_sign_in_throttled(), retryable: true })
  if (response.status < 500) throw new ProblemError({ ...problem, message: account_sign_in_refused() })
  throw new ProblemError(problem)
}

/** Ends the session here and on the server, and starts over with nothing remembered. */
export const signOut = async (): Promise<void> => {
  await post('/auth/sign-out', {})
  location.assign('/sign-in')
}

/** One of the people of the demonstration, who can be signed in with one press. */
export interface DemoPerson {
  login: string
  name: string
  roles: string[]
  scope: string
}

/** The people of the demonstration, or null where this is not one. */
export const demoPeople = async (): Promise<DemoPerson[] | null> => {
  const response = await patientFetch('/demo/people', { headers: ownHeaders() }).catch(() => undefined)
  return response?.ok && response.headers.get('content-type')?.includes('json')
    ? ((await response.json()) as DemoPerson[])
    : null
}

export const signInAsDemoPerson = async (login: string): Promise<void> => {
  const response = await post('/demo/sign-in', { login })
  if (!response.ok) throw new ProblemError(await problemOfResponse(response))
  forgetAnswers()
}

const post = async (url: string, body: object): Promise<Response> => {
  const headers = { ...ownHeaders(), 'content-type': 'application/json' }
  try {
    return await patientFetch(url, { method: 'POST', headers, body: JSON.stringify(body) })
  } catch (error) {
    throw new ProblemError(problemOf(error))
  }
}

/** What the person before was told must not be shown to the next one, not even for a moment. */
const forgetAnswers = (): void => queryClient.clear()
