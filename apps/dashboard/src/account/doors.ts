import type {
  AuthenticationResponseJSON,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/browser'
import { ownHeaders, patientFetch } from '../lib/api.ts'
import { ProblemError, problemOf, problemOfResponse } from '../lib/problem.ts'

/** Says something at one of the doors of sign-in, `two-factor/enable`. Throws a ProblemError with the refusal's own text. */
export const knock = <Answer>(door: string, body: object = {}): Promise<Answer> => tell(`/auth/${door}`, body)

export const tell = async <Answer>(url: string, body: object): Promise<Answer> => {
  const headers = { ...ownHeaders(), 'content-type': 'application/json' }
  const response = await patientFetch(url, { method: 'POST', headers, body: JSON.stringify(body) }).catch(
    (error: unknown) => {
      throw new ProblemError(problemOf(error))
    },
  )
  if (!response.ok)
    throw new ProblemError({ ...(await problemOfResponse(response)), retryable: response.status === 429 })
  return (await response.json()) as Answer
}

/** Passkeys are bound to a host name: a browser makes none for a bare IP address. */
export const canUsePasskeys = (): boolean =>
  typeof PublicKeyCredential === 'function' && !/^[\d.]+$|:/.test(location.hostname)

/** Signs in with whichever passkey the person chooses in the browser's own window. */
export const signInWithPasskey = async (): Promise<void> => {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  const optionsJSON = await knock<PublicKeyCredentialRequestOptionsJSON>('passkey/generate-authenticate-options')
  const response: AuthenticationResponseJSON = await startAuthentication({ optionsJSON })
  await knock('passkey/verify-authentication', { response })
}

/** Has the device make a passkey, and keeps its public half under a name. */
export const addPasskey = async (name: string): Promise<void> => {
  const { startRegistration } = await import('@simplewebauthn/browser')
  const optionsJSON = await knock<PublicKeyCredentialCreationOptionsJSON>('passkey/generate-register-options')
  const response: RegistrationResponseJSON = await startRegistration({ optionsJSON })
  await knock('passkey/verify-registration', { response, name })
}

/** Leads to the company's own sign-in page. */
export const goToCompany = async (email: string, next: string, again = false): Promise<void> => {
  const { url } = await knock<{ url: string }>('sso/start', { email, next, again })
  location.assign(url)
}
