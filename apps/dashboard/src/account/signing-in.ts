import {
  account_demo_own_password,
  account_sign_in_refused,
  account_sign_in_throttled,
} from '@ofrecord/messages/messages'
import { ownHeaders, patientFetch } from '../lib/api.ts'
import { ProblemError, problemOf } from '../lib/problem.ts'
import { queryClient } from '../lib/query.ts'
import { knock, tell } from './doors.ts'

/**
 * Signs in with e-mail and password; whoever has a second step is not in yet. Throws a ProblemError with one text for a
 * wrong address and a wrong password.
 */
export const signIn = async (email: string, password: string): Promise<'in' | 'second step'> => {
  try {
    const { twoFactorRedirect } = await knock<{ twoFactorRedirect?: true }>('sign-in/email', { email, password })
    forgetAnswers()
    return twoFactorRedirect ? 'second step' : 'in'
  } catch (error) {
    const problem = problemOf(error)
    if (problem.code === 'TOO_MANY_REQUESTS')
      throw new ProblemError({ ...problem, message: account_sign_in_throttled() })
    if (refused.has(problem.code)) throw new ProblemError({ ...problem, message: account_sign_in_refused() })
    throw error
  }
}

/** What the server calls a password that is wrong, and an address that is none. */
const refused = new Set(['INVALID_EMAIL_OR_PASSWORD', 'INVALID_EMAIL', 'INPUT_SHAPE', 'VALIDATION_ERROR'])

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

export const showDemoPerson = (login: string): Promise<{ signedIn: boolean }> => tell('/demo/sign-in', { login })

/** One press, and the code of whoever switched a second step on. Throws a ProblemError for whoever has another password by now. */
export const signInAsDemoPerson = async ({ login, name }: DemoPerson): Promise<'in' | 'second step'> => {
  try {
    const { signedIn } = await showDemoPerson(login)
    return signedIn ? 'in' : 'second step'
  } catch (error) {
    const problem = problemOf(error)
    if (problem.code !== 'INVALID_EMAIL_OR_PASSWORD') throw error
    throw new ProblemError({ ...problem, message: account_demo_own_password({ name }) })
  }
}

/** What the person before was told must not be shown to the next one, not even for a moment. */
export const forgetAnswers = (): void => queryClient.clear()
