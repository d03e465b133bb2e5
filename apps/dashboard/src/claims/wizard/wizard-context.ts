import type { ClaimInput } from '@ofrecord/core/claims/claim.rules'
import type { UseQueryResult } from '@tanstack/solid-query'
import type { inferRouterOutputs } from '@trpc/server'
import { createContext, useContext } from 'solid-js'
import type { AppRouter } from '../../lib/app-router.ts'
import { problemText } from '../problems.ts'
import type { ClaimOptions } from '../list/filter-chips.tsx'
import type { Places } from '../../organisations/places.ts'
import type { DraftKeeper } from './draft-keeper.ts'
import type { Judgement } from './judgement.ts'

/** What can be chosen on the customer's tenant, with the customer's name; problems instead while the two do not fit. */
export type Catalogue = inferRouterOutputs<AppRouter>['claims']['items']
export type CatalogueItem = Catalogue['items'][number]

/** What the wizard's pages share. */
export interface Wizard {
  keeper: DraftKeeper
  judgement: Judgement
  options: ClaimOptions
  places: Places
  catalogue: UseQueryResult<Catalogue>
  /** The claim that is being changed; null for a new one. */
  claimId: string | null
}

const WizardContext = createContext<Wizard>()
export const WizardProvider = WizardContext.Provider

export const useWizard = (): Wizard => {
  const wizard = useContext(WizardContext)
  if (!wizard) throw new Error('useWizard stands outside the wizard')
  return wizard
}

type TextField = {
  [Name in keyof ClaimInput]: ClaimInput[Name] extends string ? Name : never
}[keyof ClaimInput]

/** What a field of the form needs: its value, what is wrong with it, and what happens when it is left. */
export const useTextField = (name: TextField, plain: (typed: string) => string = (typed) => typed) => {
  const { keeper, judgement } = useWizard()
  return {
    id: name,
    value: () => keeper.input[name],
    onInput: (typed: string) => keeper.change(name, typed),
    onBlur: () => {
      const typed = keeper.input[name]
      if (plain(typed) !== typed) keeper.change(name, plain(typed))
      if (typed.trim() !== '') judgement.ask(name)
    },
    error: () => errorText(judgement, name),
    warning: () => warningText(judgement, name),
  }
}

/** The area that is chosen, with what it allows. */
export const areaOf = ({ keeper, options }: Wizard) => options.areas.find(({ code }) => code === keeper.input.areaCode)

export const errorText = (judgement: Judgement, field: string): string | undefined => {
  const problem = judgement.errorAt(field)
  return problem && problemText(problem)
}

export const warningText = (judgement: Judgement, field: string): string | undefined => {
  const problem = judgement.warningAt(field)
  return problem && problemText(problem)
}
