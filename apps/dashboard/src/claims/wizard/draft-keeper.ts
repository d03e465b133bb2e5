import type { ClaimInput } from '@ofrecord/core/claims/claim.rules'
import type { inferRouterInputs, inferRouterOutputs } from '@trpc/server'
import type { Accessor } from 'solid-js'
import { batch, createSignal } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'
import { api, tellLeaving } from '../../lib/api.ts'
import type { AppRouter } from '../../lib/app-router.ts'
import type { Problem } from '../../lib/problem.ts'
import { problemOf } from '../../lib/problem.ts'
import { createSaveOnLeaving, createSaveOnPause } from '../../lib/saving.ts'
import type { Screen } from './screens.ts'

export type Draft = inferRouterOutputs<AppRouter>['claims']['drafts']['get']

type SaveInput = inferRouterInputs<AppRouter>['claims']['drafts']['save']
type Saved = inferRouterOutputs<AppRouter>['claims']['drafts']['save']

/** Where a draft is kept, and which of its versions this page knows. */
interface Place {
  draftId: string
  version: number
}

const textOf = (input: ClaimInput): string => JSON.stringify(input)

/**
 * Holds a claim as it is typed and saves it: when asked, after a pause in typing, when the tab is hidden and when the
 * page is left. Saves go one after the other, since each needs the version that the one before was given. Until the
 * first `save` there is no draft, so that looking at the form leaves nothing behind.
 */
export const createDraftKeeper = (opened: Draft | undefined, blank: ClaimInput, screen: Accessor<Screen>) => {
  const [input, setInput] = createStore<ClaimInput>(structuredClone(unwrap(opened?.input ?? blank)))
  const [place, setPlace] = createSignal<Place | undefined>(opened)
  const [savedAt, setSavedAt] = createSignal(opened?.savedAt)
  const [isSaving, setSaving] = createSignal(false)
  const [failure, setFailure] = createSignal<Problem>()
  const [elsewhere, setElsewhere] = createSignal<Draft>()
  const [isAsking, setAsking] = createSignal(true)
  let kept = textOf(input)
  let queue: Promise<boolean> = Promise.resolve(true)
  let isOver = false

  const copy = (): ClaimInput => structuredClone(unwrap(input))
  const isChanged = (): boolean => textOf(input) !== kept
  const isWaiting = (): boolean => !isOver && place() !== undefined && elsewhere() === undefined && isChanged()

  /** Saves as what the reader will come back to; false: it could not be saved, and `failure` or `elsewhere` says why. */
  const save = (at: Screen = screen()): Promise<boolean> => {
    queue = queue.then(() => write(at, api.claims.drafts.save.mutate))
    return queue
  }
  const saveLeaving = (): void => {
    const tell = (input: SaveInput) => tellLeaving(api.claims.drafts.save, input)
    // At once: what waits in a queue is lost with the page. A save on its way would make this one stale.
    queue = isSaving() ? queue.then(() => write(screen(), tell)) : write(screen(), tell)
  }

  const write = async (step: Screen, tell: (input: SaveInput) => Promise<Saved>): Promise<boolean> => {
    if (elsewhere()) setAsking(true)
    if (isOver || elsewhere()) return false
    const sent = copy()
    setSaving(true)
    try {
      const { draftId = null, version = null } = place() ?? {}
      const saved = await tell({ draftId, version, step, input: sent })
      kept = textOf(sent)
      batch(() => {
        setPlace(saved)
        setSavedAt(saved.savedAt)
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
    if (problem.code !== 'CONFLICT_STALE' || !known) return void setFailure(problem)
    try {
      setElsewhere(await api.claims.drafts.get.query({ draftId: known.draftId }))
      setAsking(true)
    } catch (error) {
      setFailure(problemOf(error))
    }
  }

  const keepMine = async (): Promise<boolean> => {
    setPlace(elsewhere())
    setElsewhere(undefined)
    return save()
  }
  const takeTheirs = (): void => {
    const theirs = elsewhere()
    if (!theirs) return
    kept = textOf(theirs.input)
    batch(() => {
      setInput(reconcile(structuredClone(unwrap(theirs.input))))
      setPlace(theirs)
      setSavedAt(theirs.savedAt)
      setElsewhere(undefined)
    })
  }
  /** The draft is gone, finished or discarded in another tab; what was typed becomes a new one. */
  const keepAsNew = (): Promise<boolean> => {
    setPlace(undefined)
    return save()
  }

  createSaveOnPause(
    () => textOf(input),
    isWaiting,
    () => void save(),
  )
  createSaveOnLeaving(isWaiting, saveLeaving)
  return {
    /** The step at which it was left; undefined for a new claim. */
    openedAt: opened?.step,
    input,
    change: setInput,
    copy,
    place,
    savedAt,
    isSaving,
    isChanged,
    failure,
    fail,
    save,
    /** What was saved in another tab; nothing more is saved from here until one of the two is chosen. */
    elsewhere,
    isAsking,
    setAsking,
    keepMine,
    takeTheirs,
    keepAsNew,
    /** Nothing is saved from now on: the draft became a claim. */
    close: () => {
      isOver = true
    },
  }
}

export type DraftKeeper = ReturnType<typeof createDraftKeeper>
