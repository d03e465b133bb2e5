import { createContext, useContext } from 'solid-js'
import type { Accessor } from 'solid-js'
import type { inferRouterOutputs } from '@trpc/server'
import { api, ownHeaders, patientFetch } from './api.ts'
import type { AppRouter } from './app-router.ts'
import { createTrpcQuery } from './query.ts'

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

const mark = 'ofrecord.session'

/** Keeps that somebody is signed in here, and nothing of who: whoever comes back after the session ended is told so. */
export const markSession = (): void => {
  try {
    localStorage.setItem(mark, '1')
  } catch {
    // A browser that keeps nothing tells nothing.
  }
}

/** Whether a session began here that nobody signed out of; asked where nobody is signed in, it has ended by itself. */
export const isSessionMarked = (): boolean => {
  try {
    return localStorage.getItem(mark) !== null
  } catch {
    return false
  }
}

const unmarkSession = (): void => {
  try {
    localStorage.removeItem(mark)
  } catch {
    // As above.
  }
}

/** Ends the session here and on the server, and starts over with nothing remembered. */
export const signOut = async (): Promise<void> => {
  unmarkSession()
  await patientFetch('/auth/sign-out', {
    method: 'POST',
    headers: { ...ownHeaders(), 'content-type': 'application/json' },
    body: '{}',
  })
  location.assign('/sign-in')
}
