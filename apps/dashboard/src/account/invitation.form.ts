import { security_new_password_short } from '@ofrecord/messages/messages'
import type { inferRouterOutputs } from '@trpc/server'
import { createSignal } from 'solid-js'
import { createStore } from 'solid-js/store'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { timeZone } from '../lib/format.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { problemOf } from '../lib/problem.ts'
import type { FieldError } from '../ui/error-summary.tsx'
import { missingIn } from './profile-fields.tsx'
import { passwordMin } from './password-length.ts'

export type Invitation = inferRouterOutputs<AppRouter>['people']['invitation']['see']

/** The profile of whoever answers an invitation, and the password where they have no way in yet. */
export const createInvitationForm = (link: string, invitation: Invitation, onDone: (status: string) => void) => {
  const [typed, setTyped] = createStore({ ...invitation.profile, password: '' })
  const [errors, setErrors] = createSignal<readonly FieldError[]>([])
  const [attempt, setAttempt] = createSignal(0)
  const accept = createTrpcMutation(api.people.invitation.accept, {
    refreshes: [],
    onSuccess: ({ status }) => onDone(status),
    onError: (error) => {
      const { field, message } = problemOf(error)
      setErrors([{ id: field?.replace('profile.', ''), text: message }])
      setAttempt((count) => count + 1)
    },
  })
  const missing = (): FieldError[] => [
    ...missingIn(typed),
    ...(invitation.needsPassword && typed.password.length < passwordMin
      ? [{ id: 'password', text: security_new_password_short() }]
      : []),
  ]
  return {
    typed,
    setTyped,
    errors,
    attempt,
    isBusy: () => accept.isPending,
    textOf: (id: string) => errors().find((error) => error.id === id)?.text,
    submit: (event: SubmitEvent): void => {
      event.preventDefault()
      setErrors(missing())
      setAttempt((count) => count + 1)
      if (errors().length > 0 || accept.isPending) return
      const { password, ...profile } = typed
      accept.mutate({
        link,
        profile: { ...profile, name: profile.name.trim(), jobRole: profile.jobRole.trim(), timeZone: timeZone() },
        password: invitation.needsPassword ? password : null,
        asInvited: invitation.otherAddress !== null,
      })
    },
  }
}
