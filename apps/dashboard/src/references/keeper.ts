import type { ReferenceFields } from '@ofrecord/core/references/draft.rules'
import type { Problem as FieldProblem } from '@ofrecord/core/kernel/errors'
import { batch, createSignal } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'
import { api, tellLeaving } from '../lib/api.ts'
import type { Problem } from '../lib/problem.ts'
import { problemOf } from '../lib/problem.ts'
import { createSaveOnLeaving, createSaveOnPause } from '../lib/saving.ts'
import type { ReferenceDetail } from './answers.ts'

/** Where a draft is kept, and which of its versions this page knows. */
interface Place {
  referenceId: string
  version: number
}

interface Saved extends Place {
  problems: readonly FieldProblem[]
}

/** How a save leaves the browser: with the next batch, or at once when the tab closes. */
type Tell = <Input>(procedure: { mutate: (input: Input) => Promise<Saved> }, input: Input) => Promise<Saved>
const tellSoon: Tell = (procedure, input) => procedure.mutate(input)

const textOf = (fields: ReferenceFields): string => JSON.stringify(fields)

/**
 * Holds a reference as it is typed and saves it: when asked, after a pause in typing, when the tab is hidden and when the
 * page is left. Saves go one after the other, since each needs the version that the one before was given. Without a
 * location there is no draft yet. What was refused stays as it was typed.
 */
export const createReferenceKeeper = (opened: ReferenceDetail | undefined, blank: ReferenceFields) => {
  const [fields, setFields] = createStore<ReferenceFields>(structuredClone(unwrap(opened?.fields ?? blank)))
  const [place, setPlace] = createSignal<Place | undefined>(opened)
  const [problems, setProblems] = createSignal<readonly FieldProblem[]>(opened?.problems ?? [])
  const [savedAt, setSavedAt] = createSignal<Date>()
  const [isSaving, setSaving] = createSignal(false)
  const [failure, setFailure] = createSignal<Problem>()
  const [theirs, setTheirs] = createSignal<ReferenceDetail>()
  let kept = textOf(fields)
  let queue: Promise<boolean> = Promise.resolve(true)
  let isOver = false

  const copy = (): ReferenceFields => structuredClone(unwrap(fields))
  const isChanged = (): boolean => textOf(fields) !== kept
  const isWaiting = (): boolean => !isOver && !theirs() && fields.locationId !== '' && isChanged()

  /** False: it could not be saved, and `failure` or `theirs` says why. */
  const save = (): Promise<boolean> => {
    queue = queue.then(() => write(tellSoon))
    return queue
  }
  const saveLeaving = (): void => {
    // At once: what waits in a queue is lost with the page. A save on its way would make this one stale.
    queue = isSaving() ? queue.then(() => write(tellLeaving)) : write(tellLeaving)
  }

  const write = async (tell: Tell): Promise<boolean> => {
    if (isOver || theirs()) return false
    const sent = copy()
    if (place() && textOf(sent) === kept) return true
    setSaving(true)
    try {
      const known = place()
      const saved = known
        ? await tell(api.references.update, { ...sent, referenceId: known.referenceId, version: known.version })
        : await tell(api.references.create, sent)
      kept = textOf(sent)
      batch(() => {
        setPlace({ referenceId: saved.referenceId, version: saved.version })
        setProblems(saved.problems)
        setSavedAt(new Date())
        setFailure(undefined)
      })
      return true
    } catch (error) {
      await fail(problemOf(error))
      return false
    } finally {
      setSaving(false)
    }
  }

  /** A version that somebody else has moved on is not an error but a question: whose words stay. */
  const fail = async (problem: Problem): Promise<void> => {
    const known = place()
    setFailure(problem)
    if (problem.code !== 'CONFLICT_STALE' || !known) return
    try {
      setTheirs(await api.references.get.query({ referenceId: known.referenceId }))
    } catch (error) {
      setFailure(problemOf(error))
    }
  }

  const settle = (found: ReferenceDetail): void => {
    setPlace({ referenceId: found.referenceId, version: found.version })
    setTheirs(undefined)
    setFailure(undefined)
  }
  const keepMine = (): Promise<boolean> => {
    const found = theirs()
    if (found) settle(found)
    return save()
  }
  const takeTheirs = (): void => {
    const found = theirs()
    if (!found) return
    kept = textOf(found.fields)
    batch(() => {
      setFields(reconcile(structuredClone(found.fields)))
      setProblems(found.problems)
      settle(found)
    })
  }

  createSaveOnPause(
    () => textOf(fields),
    isWaiting,
    () => void save(),
  )
  createSaveOnLeaving(isWaiting, saveLeaving)
  return {
    fields,
    change: setFields,
    place,
    problems,
    savedAt,
    isSaving,
    isChanged,
    failure,
    save,
    /** What a colleague saved meanwhile; nothing more is saved from here until one of the two is chosen. */
    theirs,
    keepMine,
    takeTheirs,
    /** Nothing is saved from now on: the draft was sent or discarded. */
    close: () => {
      isOver = true
    },
  }
}

export type ReferenceKeeper = ReturnType<typeof createReferenceKeeper>
