import { policy_erasure_address_wrong, policy_erasure_reason_missing } from '@ofrecord/messages/messages'
import type { inferRouterOutputs } from '@trpc/server'
import { createSignal } from 'solid-js'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import type { Problem } from '../lib/problem.ts'
import { problemOf } from '../lib/problem.ts'

type Found = inferRouterOutputs<AppRouter>['erasures']['look']
type Done = inferRouterOutputs<AppRouter>['erasures']['erase']

const looksLikeAddress = (typed: string): boolean => /^[^@\s]+@[^@\s]+$/.test(typed)

/** First a look, then the erasure of what was looked at: another address takes back what was found. */
export const createErasureForm = () => {
  const [address, setAddress] = createSignal('')
  const [reason, setReason] = createSignal('')
  const [checks, setChecks] = createSignal(false)
  const [attempt, setAttempt] = createSignal(0)
  const [problem, setProblem] = createSignal<Problem>()
  const [found, setFound] = createSignal<Found>()
  const [done, setDone] = createSignal<Done>()
  const typed = () => address().trim().toLowerCase()
  const fail = (error: Error): void => {
    setProblem(problemOf(error))
    setAttempt((count) => count + 1)
  }
  const looking = createTrpcMutation(api.erasures.look, { refreshes: [], onSuccess: setFound, onError: fail })
  const erasing = createTrpcMutation(api.erasures.erase, {
    onSuccess: (erased) => {
      setDone(erased)
      setFound(undefined)
      setAddress('')
      setReason('')
    },
    onError: fail,
  })
  const errors = () => ({
    ...(checks() && !looksLikeAddress(typed()) && { address: policy_erasure_address_wrong() }),
    ...(checks() && reason().trim() === '' && { reason: policy_erasure_reason_missing() }),
  })
  const forget = (): void => {
    setProblem(undefined)
    setFound(undefined)
    setDone(undefined)
  }
  const look = (event: SubmitEvent): void => {
    event.preventDefault()
    forget()
    setChecks(true)
    setAttempt((count) => count + 1)
    if (Object.keys(errors()).length > 0) return
    setChecks(false)
    looking.mutate({ address: typed() })
  }
  return {
    address,
    reason,
    typed,
    errors,
    attempt,
    problem,
    found,
    done,
    typeAddress: (text: string): void => {
      forget()
      setAddress(text)
    },
    typeReason: setReason,
    look,
    erase: (): void => erasing.mutate({ address: typed(), reason: reason().trim() }),
    isLooking: () => looking.isPending,
    isErasing: () => erasing.isPending,
  }
}

export type ErasureForm = ReturnType<typeof createErasureForm>
