import {
  security_sso_client,
  security_sso_domain,
  security_sso_issuer,
  security_sso_missing,
  security_sso_saved,
  security_sso_secret,
  security_sso_test_good,
} from '@ofrecord/messages/messages'
import type { inferRouterOutputs } from '@trpc/server'
import type { Accessor } from 'solid-js'
import { createSignal, untrack } from 'solid-js'
import { createStore } from 'solid-js/store'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { problemOf } from '../lib/problem.ts'
import { refresh } from '../lib/query.ts'
import type { FieldError } from '../ui/error-summary.tsx'
import { toast } from '../ui/toast.tsx'
import type { StepUp } from './step-up.tsx'

export type Settings = inferRouterOutputs<AppRouter>['singleSignOn']['get']

export interface Typed {
  issuer: string
  clientId: string
  clientSecret: string
  domain: string
  enabled: boolean
}

const labels = {
  issuer: security_sso_issuer,
  clientId: security_sso_client,
  clientSecret: security_sso_secret,
  domain: security_sso_domain,
}
const fields = Object.keys(labels) as (keyof typeof labels)[]

const missingAt = (id: keyof typeof labels): FieldError => ({ id, text: security_sso_missing({ field: labels[id]() }) })

/** The company's sign-in server as it is typed. */
export const createCompanyForm = (settings: Accessor<Settings>, { freshly }: StepUp) => {
  const { server, domains } = untrack(settings)
  const typedOf = (known: Settings['server']): Typed => ({
    issuer: known?.issuer ?? '',
    clientId: known?.clientId ?? '',
    clientSecret: '',
    domain: known?.domain ?? (domains.length === 1 ? domains[0]! : ''),
    enabled: known?.enabled ?? true,
  })
  const [typed, setTyped] = createStore<Typed>(typedOf(server))
  const [isTest, setTest] = createSignal(false)
  const [errors, setErrors] = createSignal<readonly FieldError[]>([])
  const [attempt, setAttempt] = createSignal(0)
  const [busy, setBusy] = createSignal<'save' | 'test'>()
  const [answer, setAnswer] = createSignal<string>()
  const missing = (): FieldError[] =>
    fields
      .filter(
        (field) =>
          typed[field].trim() === '' &&
          !(field === 'clientSecret' && settings().server?.issuer === typed.issuer.trim()),
      )
      .map(missingAt)
  const act = async (what: 'save' | 'test', work: () => Promise<unknown>): Promise<void> => {
    setBusy(what)
    setTest(what === 'test')
    setAnswer(undefined)
    await work().catch((error: unknown) => {
      const { field, message } = problemOf(error)
      setErrors([{ id: field, text: message }])
    })
    setBusy(undefined)
  }
  const keep = (input: ReturnType<typeof inputOf>) => async (): Promise<void> => {
    if (!(await freshly(() => api.singleSignOn.save.mutate(input)))) return
    setTyped('clientSecret', '')
    toast(security_sso_saved())
    await refresh(api.singleSignOn)
  }
  const ask = (issuer: string) => async (): Promise<void> => {
    const { authorizationEndpoint } = await api.singleSignOn.test.mutate({ issuer })
    setAnswer(security_sso_test_good({ host: new URL(authorizationEndpoint).host }))
  }
  return {
    typed,
    setTyped,
    errors,
    attempt,
    busy,
    answer,
    isTest,
    /** The server is removed: nothing of it stays in the fields. */
    clear: (): void => {
      setTyped(typedOf(null))
      setErrors([])
      setAnswer(undefined)
    },
    textOf: (id: string) => errors().find((error) => error.id === id)?.text,
    test: async (): Promise<void> => {
      if (busy()) return
      const issuer = typed.issuer.trim()
      setErrors(issuer === '' ? [missingAt('issuer')] : [])
      if (issuer !== '') await act('test', ask(issuer))
      setAttempt((count) => count + 1)
    },
    save: async (event: SubmitEvent): Promise<void> => {
      event.preventDefault()
      if (busy()) return
      setTest(false)
      setErrors(missing())
      if (errors().length === 0) await act('save', keep(inputOf(typed)))
      setAttempt((count) => count + 1)
    },
  }
}

/** Without a secret the one that is kept stays. */
const inputOf = ({ clientSecret, issuer, clientId, domain, enabled }: Typed) => ({
  issuer: issuer.trim(),
  clientId: clientId.trim(),
  domain,
  enabled,
  ...(clientSecret !== '' && { clientSecret }),
})
