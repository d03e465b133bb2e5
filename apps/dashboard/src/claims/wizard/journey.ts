import { useNavigate, useParams } from '@solidjs/router'
import { claims_wizard_changed, claims_wizard_created } from '@ofrecord/messages/messages'
import { createEffect, createSignal, on } from 'solid-js'
import { api } from '../../lib/api.ts'
import { problemOf } from '../../lib/problem.ts'
import { refresh } from '../../lib/query.ts'
import { paths } from '../../paths.ts'
import type { FieldError } from '../../ui/error-summary.tsx'
import { toast } from '../../ui/toast.tsx'
import type { PlacedProblem } from './judgement.ts'
import { problemLine } from './problem-line.ts'
import { editLink } from './review.step.tsx'
import type { Screen } from './screens.ts'
import { isBefore, screenAfter, screenBefore, screenOf, screens } from './screens.ts'
import type { Wizard } from './wizard-context.ts'

/** Where the reader is in the wizard, by the address; a new claim begins at the beginning. */
export const createScreen = () => {
  const params = useParams<{ step?: string }>()
  return (): Screen => (params.step === undefined ? 'activity' : screenOf(params.step))
}

/**
 * The way through the wizard: "Continue" saves, judges and leads on or stops with what is to be mended, and the last
 * page makes a claim of the draft. `onKept` is told the draft's id before the address holds it.
 */
export const createJourney = (wizard: Wizard, screen: () => Screen, onKept: (draftId: string) => void) => {
  const { keeper, judgement } = wizard
  const stops = createStops(wizard, screen)
  const way = createWay(wizard, screen, onKept)
  const one = createOneAtATime((error) => keeper.fail(problemOf(error)))

  const proceed = async (): Promise<void> => {
    const now = screen()
    const next = screenAfter(now)
    if (keeper.place() && !(await keeper.save(next))) return
    await judgement.judge()
    judgement.ask(now)
    if (stops.stopAt(judgement.blocking(now))) return
    // A new claim becomes a draft only when its first page is right.
    if (keeper.place() || (await keeper.save(next))) way.goTo(next)
  }
  const finish = async (): Promise<void> => {
    if (!(await keeper.save('review'))) return
    await judgement.judge()
    judgement.ask(...screens)
    if (!stops.stopAt(judgement.blocking())) await create()
  }
  const create = async (): Promise<void> => {
    const { draftId = '', version = 0 } = keeper.place() ?? {}
    try {
      const { claimId, number } = await api.claims.drafts.finish.mutate({ draftId, version })
      keeper.close()
      toast(wizard.claimId ? claims_wizard_changed({ number }) : claims_wizard_created({ number }))
      void refresh(api.claims)
      way.leaveTo(claimId)
    } catch (error) {
      const problem = problemOf(error)
      if (problem.field === undefined) throw error
      // Everything was judged a moment ago, except what only the database knows: a name that another claim has.
      const refused = { ...problem, field: problem.field, params: {}, screen: 'contacts', isWarning: false } as const
      judgement.add(refused)
      stops.stopAt([refused])
    }
  }
  const keepAsNew = async (): Promise<void> => {
    if (await keeper.keepAsNew()) way.goTo(screen())
  }
  // What was saved without being asked is judged too, so that a mended field loses its mark.
  createEffect(on(keeper.place, () => void judgement.judge().catch(() => undefined), { defer: true }))
  return {
    screen,
    reached: way.reached,
    back: way.back,
    errors: stops.errors,
    attempt: stops.attempt,
    isGoing: one.isGoing,
    forward: (): void => void one.go(screen() === 'review' ? finish : proceed),
    keepAsNew: (): void => void one.go(keepAsNew),
  }
}

export type Journey = ReturnType<typeof createJourney>

/** What was in the way when the reader last wanted to go on, for the summary above the form. */
const createStops = (wizard: Wizard, screen: () => Screen) => {
  const [stopped, setStopped] = createSignal<readonly PlacedProblem[]>([])
  const [attempt, setAttempt] = createSignal(0)
  createEffect(on(screen, () => setStopped([])))
  return {
    attempt,
    /** Kept as it was: a line that left while somebody types would move the field they type into. */
    errors: (): FieldError[] =>
      stopped().map((problem) => ({
        id: screen() === 'review' ? editLink(problem.screen) : problem.field,
        text: problemLine(wizard, problem),
      })),
    /** Whether there is anything in the way; if so it is shown, and the summary takes the focus. */
    stopAt: (blocking: readonly PlacedProblem[]): boolean => {
      setStopped(blocking.toSorted(byPosition))
      if (blocking.length > 0) setAttempt((before) => before + 1)
      return blocking.length > 0
    },
  }
}

/** In the order in which the page is read; what stands on another page keeps the server's order. */
const byPosition = (one: PlacedProblem, other: PlacedProblem): number => {
  const [first, second] = [one, other].map(({ field }) => document.getElementById(field))
  if (!first || !second || first === second) return 0
  return first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
}

/** The addresses of the way, and how far the reader has come on it. */
const createWay = ({ keeper }: Wizard, screen: () => Screen, onKept: (draftId: string) => void) => {
  const params = useParams<{ step?: string }>()
  const navigate = useNavigate()
  const [reached, setReached] = createSignal<Screen>(screenOf(keeper.openedAt ?? 'activity'))
  createEffect(on(screen, (now) => isBefore(reached(), now) && setReached(now)))
  const addressOf = (to: Screen | undefined): string | undefined => {
    const place = keeper.place()
    return place && to && paths.unfinishedClaim(place.draftId, to)
  }
  return {
    reached,
    back: () => addressOf(screenBefore(screen())),
    goTo: (next: Screen): void => {
      const place = keeper.place()
      const address = addressOf(next)
      if (!place || !address) return
      onKept(place.draftId)
      navigate(address, { replace: params.step === undefined })
    },
    leaveTo: (claimId: string): void => navigate(paths.claim(claimId), { replace: true }),
  }
}

/** Does one thing at a time; what fails on the way is told. */
const createOneAtATime = (onFailure: (error: unknown) => Promise<void>) => {
  const [isGoing, setGoing] = createSignal(false)
  const go = async (act: () => Promise<void>): Promise<void> => {
    if (isGoing()) return
    setGoing(true)
    try {
      await act()
    } catch (error) {
      await onFailure(error)
    } finally {
      setGoing(false)
    }
  }
  return { isGoing, go }
}
