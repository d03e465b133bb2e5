import type { ReferenceFields } from '@ofrecord/core/references/draft.rules'
import { references_choose_location_error, references_line } from '@ofrecord/messages/messages'
import { batch, createSignal } from 'solid-js'
import type { FieldError } from '../ui/error-summary.tsx'
import type { ReferenceKeeper } from './keeper.ts'
import type { FieldName } from './problem.words.ts'
import { labelOf, problemText } from './problem.words.ts'

/** The id of a field's control, for the links of the summary. */
export const idOf = (field: string): string => `reference-${field}`

/** The fields as they are typed, with what the server found wrong at the last save. */
export const createReferenceForm = (keeper: ReferenceKeeper) => {
  const { fields } = keeper
  const [visited, setVisited] = createSignal<ReadonlySet<string>>(new Set())
  const [attempt, setAttempt] = createSignal(0)
  // As they were at the last attempt: a list that changes while somebody types would take the focus from them.
  const [summary, setSummary] = createSignal<FieldError[]>([])
  const isShown = (field: string): boolean => attempt() > 0 || visited().has(field)
  const textOf = (field: FieldName, warning: boolean): string | undefined => {
    const found = keeper.problems().filter((each) => each.field === field && (each.warning ?? false) === warning)
    if (!isShown(field) || found.length === 0) return undefined
    return found.map((problem) => problemText(problem, fields)).join(' ')
  }
  const blocking = () => keeper.problems().filter(({ warning }) => !warning)
  return {
    fields,
    set: <Name extends FieldName>(field: Name, value: ReferenceFields[Name]): void =>
      keeper.change({ [field]: value } as Partial<ReferenceFields>),
    /** What is left is judged at once, by saving it; before there is a location nothing can be kept. */
    leave: (field: FieldName): void => {
      setVisited((known) => new Set([...known, field]))
      if (fields.locationId !== '' && keeper.isChanged()) void keeper.save()
    },
    errorOf: (field: FieldName): string | undefined =>
      field === 'locationId' && fields.locationId === '' && isShown(field)
        ? references_choose_location_error()
        : textOf(field, false),
    warningOf: (field: FieldName): string | undefined => textOf(field, true),
    /** Saves, and answers whether it may be sent; what stands in the way is said at once and stays where it was typed. */
    check: async (): Promise<boolean> => {
      const isPlaced = fields.locationId !== ''
      const isSaved = isPlaced && (await keeper.save())
      batch(() => {
        setSummary(isPlaced ? (isSaved ? blocking().map(lineOf) : []) : [unplaced()])
        setAttempt((count) => count + 1)
      })
      return isSaved && blocking().length === 0
    },
    /** Saves alone: a draft may lack anything but its location. */
    save: async (): Promise<boolean> => {
      if (fields.locationId !== '') {
        setSummary([])
        return keeper.save()
      }
      setVisited((known) => new Set([...known, 'locationId']))
      setSummary([unplaced()])
      setAttempt((count) => count + 1)
      return false
    },
    attempt,
    summary,
  }

  function lineOf(problem: ReturnType<typeof blocking>[number]): FieldError {
    const field = problem.field as FieldName
    return { id: idOf(field), text: references_line({ field: labelOf(field), problem: problemText(problem, fields) }) }
  }
}
export type ReferenceForm = ReturnType<typeof createReferenceForm>

const unplaced = (): FieldError => ({
  id: idOf('locationId'),
  text: references_line({ field: labelOf('locationId'), problem: references_choose_location_error() }),
})
