import * as m from '@ofrecord/messages/customer/messages'
import type { DenyReason } from '../door.ts'
import { shortField, typedText } from '../posted.ts'
import type { FormProblem } from './answer.ts'
import type { Visit } from './visit.ts'

export const denyReasons = ['data', 'unknown', 'other'] as const satisfies readonly DenyReason[]

/** Characters, as `maxlength` counts them. */
export const mostComment = 2000

const mostItems = 200

export interface DenyForm {
  nonce: string
  reasons: DenyReason[]
  /** Undefined where the form showed no boxes: everything that is live. */
  itemIds: string[] | undefined
  comment: string
  share: boolean
}

export const readDenyForm = (posted: URLSearchParams): DenyForm => ({
  nonce: shortField(posted.get('nonce')),
  reasons: denyReasons.filter((reason) => posted.getAll('reason').includes(reason)),
  // Without boxes in the form an absent box means nothing; only `choose` says that there were some to tick.
  itemIds:
    posted.has('choose') || posted.has('item')
      ? [...new Set(posted.getAll('item'))].slice(0, mostItems).map(shortField)
      : undefined,
  comment: typedText(posted.get('comment')),
  share: posted.get('share') === '1',
})

export const isCompleteDenial = ({ reasons, itemIds, comment }: DenyForm): boolean =>
  reasons.length > 0 && itemIds?.length !== 0 && comment.length <= mostComment

export const denyProblems = ({ reasons, itemIds, comment }: DenyForm, { locale }: Visit): FormProblem[] => {
  const say = { locale }
  const problems: FormProblem[] = []
  if (reasons.length === 0) problems.push({ at: 'r', text: m.consent_problem_reason({}, say) })
  if (itemIds?.length === 0) problems.push({ at: 'i', text: m.consent_problem_service({}, say) })
  if (comment.length > mostComment) problems.push(commentProblem(comment, locale))
  return problems
}

/** How long it is and how much fits. */
export const commentProblem = (comment: string, locale: Visit['locale']): FormProblem => {
  const figures = new Intl.NumberFormat(locale)
  const length = { length: figures.format(comment.length), most: figures.format(mostComment) }
  return { at: 't', text: m.consent_problem_comment(length, { locale }) }
}
