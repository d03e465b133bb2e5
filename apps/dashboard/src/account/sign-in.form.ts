import { useNavigate, useSearchParams } from '@solidjs/router'
import {
  account_email_missing,
  account_password_missing,
  account_sign_in_throttled,
  security_passkey_failed,
} from '@ofrecord/messages/messages'
import { createSignal } from 'solid-js'
import { ProblemError, problemOf } from '../lib/problem.ts'
import { wantedPath } from '../paths.ts'
import type { FieldError } from '../ui/error-summary.tsx'
import { goToCompany, signInWithPasskey } from './doors.ts'
import { forgetAnswers, signIn } from './signing-in.ts'

type Way = 'password' | 'passkey' | 'company'

/** Signing in as it is typed: three ways in, and whether a second step is wanted. */
export const createSignInForm = () => {
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [email, setEmail] = createSignal('')
  const [password, setPassword] = createSignal('')
  const [attempt, setAttempt] = createSignal(0)
  const [errors, setErrors] = createSignal<readonly FieldError[]>([])
  const [busy, setBusy] = createSignal<Way>()
  const [needsStep, setNeedsStep] = createSignal(false)

  const enter = (): void => {
    forgetAnswers()
    navigate(wantedPath(search['next']), { replace: true })
  }
  const go = async (way: Way, missing: readonly FieldError[], act: () => Promise<unknown>): Promise<void> => {
    if (busy()) return
    setErrors(missing)
    if (missing.length === 0) {
      setBusy(way)
      await act().catch((error: unknown) => setErrors([{ id: problemOf(error).field, text: textOf(error, way) }]))
      setBusy(undefined)
    }
    setAttempt((count) => count + 1)
  }
  const missingEmail = (): FieldError[] =>
    email().includes('@') ? [] : [{ id: 'email', text: account_email_missing() }]
  const missingPassword = (): FieldError[] =>
    password() === '' ? [{ id: 'password', text: account_password_missing() }] : []
  const by = (address: string, word: string) => async (): Promise<void> => {
    if ((await signIn(address, word)) === 'second step') setNeedsStep(true)
    else enter()
  }
  const through = (address: string, next: string) => () => goToCompany(address, next)
  return {
    email,
    setEmail,
    password,
    setPassword,
    attempt,
    errors,
    busy,
    needsStep,
    setNeedsStep,
    enter,
    withPassword: () => go('password', [...missingEmail(), ...missingPassword()], by(email().trim(), password())),
    withPasskey: () =>
      go('passkey', [], async () => {
        await signInWithPasskey()
        enter()
      }),
    withCompany: () => go('company', missingEmail(), through(email().trim(), wantedPath(search['next']))),
  }
}

const textOf = (error: unknown, way: Way): string => {
  if (problemOf(error).code === 'TOO_MANY_REQUESTS') return account_sign_in_throttled()
  // The browser's own words for a window that was closed help nobody.
  if (way === 'passkey' && !(error instanceof ProblemError && error.problem.retryable)) return security_passkey_failed()
  return problemOf(error).message
}
