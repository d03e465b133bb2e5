import type { ClaimInput } from '@ofrecord/core/claims/claim.rules'
import type { RefusalParams } from '@ofrecord/core/kernel/errors'
import { createSignal } from 'solid-js'
import { api } from '../../lib/api.ts'
import type { Draft, DraftKeeper } from './draft-keeper.ts'
import type { Screen } from './screens.ts'
import { screenOf } from './screens.ts'

/** A problem at its place in the form: the id of the control, and the page that holds it. */
export interface PlacedProblem {
  code: string
  field: string
  params: RefusalParams
  screen: Screen
  /** Informs and blocks nothing. */
  isWarning: boolean
  /** The server's own sentence, where it refused; otherwise the code has one. */
  message?: string
}

interface Verdict {
  problems: readonly PlacedProblem[]
  /** What was judged: a field that was changed since is judged again before it is marked. */
  input: ClaimInput
}

/**
 * What the server says about a draft, and what of it is to be shown: a problem appears when its field was left, or
 * when its page was to be done, never while somebody types.
 */
export const createJudgement = (keeper: DraftKeeper, doneBefore: readonly Screen[]) => {
  const [verdict, setVerdict] = createSignal<Verdict>({ problems: [], input: keeper.copy() })
  const [asked, setAsked] = createSignal<ReadonlySet<string>>(new Set<string>(doneBefore))

  /** Judges what was saved last; before there is a draft, the first page as it stands. */
  const judge = async (): Promise<void> => {
    const place = keeper.place()
    if (place) return accept(await api.claims.drafts.get.query({ draftId: place.draftId }))
    const input = keeper.copy()
    const problems = await api.claims.judge.query({ input: firstPage(input) })
    setVerdict({ problems: placed(problems, input).filter(({ screen }) => screen === 'activity'), input })
  }
  const accept = ({ problems, input }: Pick<Draft, 'problems' | 'input'>): void =>
    void setVerdict({ problems: placed(problems, input), input })
  const add = (problem: PlacedProblem): void =>
    void setVerdict(({ problems }) => ({ problems: [...problems, problem], input: keeper.copy() }))

  const ask = (...names: string[]): void => void setAsked((known) => new Set([...known, ...names]))
  const isShown = ({ field, screen, isWarning }: PlacedProblem): boolean =>
    isWarning || asked().has(screen) || asked().has(field)
  const stands = ({ field }: PlacedProblem): boolean => valueAt(verdict().input, field) === valueAt(keeper.input, field)
  const at = (field: string, isWarning: boolean): PlacedProblem | undefined =>
    verdict().problems.find(
      (each) => each.field === field && each.isWarning === isWarning && isShown(each) && stands(each),
    )
  return {
    judge,
    accept,
    add,
    /** From now on the problems of a page, or of one field, are shown. */
    ask,
    errorAt: (field: string) => at(field, false),
    warningAt: (field: string) => at(field, true),
    blocking: (screen?: Screen) =>
      verdict().problems.filter((each) => !each.isWarning && (!screen || each.screen === screen)),
    /** Tenant and domain are known to belong together. */
    isCustomerKnown: () => {
      const { input, problems } = verdict()
      const fields = ['tenantId', 'domain']
      const isJudged =
        keeper.place() !== undefined && fields.every((field) => valueAt(input, field) === valueAt(keeper.input, field))
      return isJudged && keeper.input.tenantId !== '' && !problems.some(({ field }) => fields.includes(field))
    },
  }
}

export type Judgement = ReturnType<typeof createJudgement>

/** The first page alone, its texts cut: the question goes into an address, which has to stay short. */
const firstPage = ({ areaCode, activity, solutionSellerName, revenueCustomerName, isvProductName }: ClaimInput) => ({
  areaCode,
  activity,
  solutionSellerName: solutionSellerName.trim().slice(0, 10),
  revenueCustomerName: revenueCustomerName.trim().slice(0, 10),
  isvProductName: isvProductName.trim().slice(0, 10),
})

const placed = (problems: Draft['problems'], input: ClaimInput): PlacedProblem[] =>
  problems.map(({ code, field, step, params = {}, warning }) => ({
    code,
    field: placeOf(field, input),
    params,
    screen: screenOf(step),
    isWarning: warning ?? false,
  }))

/** Items are known by their code here, since their position changes with every tick. */
const placeOf = (field: string, input: ClaimInput): string =>
  field.replace(/^items\.(\d+)/, (whole, at: string) => {
    const item = input.items[Number(at)]
    return item ? itemField(item.code) : whole
  })

/** The id of an item's box. */
export const itemField = (code: string): string => `items.${code}`
/** The id of the field for an item's subscription. */
export const subscriptionField = (code: string): string => `${itemField(code)}.subscription`

/** What stands in a field, as one text; a box of an item says whether it is ticked. */
const valueAt = (input: ClaimInput, field: string): string => {
  const [first = '', second, third] = field.split('.')
  const item = input.items.find(({ code }) => code === second)
  if (first === 'items' && second !== undefined)
    return third === undefined ? String(item !== undefined) : shown(item?.subscription)
  const value: unknown = input[first as keyof ClaimInput]
  return shown(second === undefined ? value : (value as Record<string, unknown>)[second])
}

/** The server keeps texts without the blanks around them. */
const shown = (value: unknown): string => (typeof value === 'string' ? value.trim() : (JSON.stringify(value) ?? ''))
