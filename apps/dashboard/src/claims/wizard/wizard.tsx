import { useNavigate, useParams } from '@solidjs/router'
import type { ClaimInput } from '@ofrecord/core/claims/claim.rules'
import {
  claims_list_title,
  claims_wizard_changed,
  claims_wizard_created,
  claims_wizard_title_edit,
  claims_wizard_title_new,
} from '@ofrecord/messages/messages'
import { createEffect, createSignal, on } from 'solid-js'
import { api } from '../../lib/api.ts'
import { createPage } from '../../lib/page.ts'
import { problemOf } from '../../lib/problem.ts'
import { createTrpcQuery, refresh } from '../../lib/query.ts'
import { createShortcuts } from '../../lib/shortcuts.ts'
import { paths } from '../../paths.ts'
import { toast } from '../../ui/toast.tsx'
import type { ClaimOptions } from '../list/filter-chips.tsx'
import type { Draft } from './draft-keeper.ts'
import { createDraftKeeper } from './draft-keeper.ts'
import { problemLine } from './problem-line.ts'
import { plainGuid } from './guid.ts'
import type { PlacedProblem } from './judgement.ts'
import { createJudgement } from './judgement.ts'
import type { Screen } from './screens.ts'
import { isBefore, screenAfter, screenBefore, screenOf, screens } from './screens.ts'
import type { Wizard } from './wizard-context.ts'
import { WizardProvider } from './wizard-context.ts'
import { WizardFrame } from './wizard-frame.tsx'
import type { FieldError } from '../../ui/error-summary.tsx'
import { editLink } from './review.step.tsx'

interface WizardProps {
  /** Undefined: a new claim, which becomes a draft with the first "Continue". */
  opened: Draft | undefined
  options: ClaimOptions
  /** Called with the draft's id as soon as there is one. */
  onKept: (draftId: string) => void
}

/** From the first choice to "Create claim": pages that save, judge, and lead on. */
export const ClaimWizard = (props: WizardProps) => {
  const params = useParams<{ step?: string }>()
  const navigate = useNavigate()
  const screen = (): Screen => (params.step === undefined ? 'activity' : screenOf(params.step))
  // eslint-disable-next-line solid/reactivity -- a wizard opens one draft; another draft opens another wizard
  const { opened, options } = props
  const keeper = createDraftKeeper(opened, blankInput(options), screen)
  const judgement = createJudgement(
    keeper,
    opened ? screens.filter((each) => isBefore(each, screenOf(opened.step))) : [],
  )
  if (opened) judgement.accept(opened)
  const catalogue = createTrpcQuery(
    api.claims.items,
    () => catalogueInput(keeper.input, opened?.claimId ?? null),
    () => ({
      enabled: keeper.place() !== undefined && (judgement.isCustomerKnown() || !isBefore(screen(), 'items')),
    }),
  )
  const wizard: Wizard = { keeper, judgement, options, catalogue, claimId: opened?.claimId ?? null }

  const [reached, setReached] = createSignal<Screen>(opened ? screenOf(opened.step) : 'activity')
  const [stopped, setStopped] = createSignal<readonly PlacedProblem[]>([])
  const [attempt, setAttempt] = createSignal(0)
  const [isGoing, setGoing] = createSignal(false)
  createEffect(
    on(screen, (now) => {
      setStopped([])
      if (isBefore(reached(), now)) setReached(now)
    }),
  )
  // What was saved without being asked is judged too, so that a mended field loses its mark.
  createEffect(on(keeper.place, () => void judgement.judge().catch(() => undefined), { defer: true }))

  const stop = (blocked: readonly PlacedProblem[]): void => {
    setStopped(blocked.toSorted(byPosition))
    setAttempt((before) => before + 1)
  }
  // As it was when the reader wanted to go on: a line that left while they type would move what they type into.
  const errors = (): FieldError[] =>
    stopped().map((problem) => ({
      id: screen() === 'review' ? editLink(problem.screen) : problem.field,
      text: problemLine(wizard, problem),
    }))
  /** Does one thing at a time; what fails on the way is said where saving is. */
  const going = async (go: () => Promise<void>): Promise<void> => {
    if (isGoing()) return
    setGoing(true)
    try {
      await go()
    } catch (error) {
      await keeper.fail(problemOf(error))
    } finally {
      setGoing(false)
    }
  }
  const proceed = () =>
    going(async () => {
      const now = screen()
      const next = screenAfter(now)
      if (keeper.place() && !(await keeper.save(next))) return
      await judgement.judge()
      judgement.ask(now)
      const blocking = judgement.blocking(now)
      if (blocking.length > 0) return stop(blocking)
      if (!keeper.place() && !(await keeper.save(next))) return
      goTo(next)
    })
  const goTo = (next: Screen): void => {
    const place = keeper.place()
    if (!place) return
    props.onKept(place.draftId)
    navigate(paths.unfinishedClaim(place.draftId, next), { replace: params.step === undefined })
  }
  const finish = () =>
    going(async () => {
      if (!(await keeper.save('review'))) return
      await judgement.judge()
      judgement.ask(...screens)
      const blocking = judgement.blocking()
      if (blocking.length > 0) return stop(blocking)
      await create()
    })
  const create = async (): Promise<void> => {
    const place = keeper.place()
    if (!place) return
    try {
      const { claimId, number } = await api.claims.drafts.finish.mutate({
        draftId: place.draftId,
        version: place.version,
      })
      keeper.close()
      toast(wizard.claimId ? claims_wizard_changed({ number }) : claims_wizard_created({ number }))
      void refresh(api.claims)
      navigate(paths.claim(claimId), { replace: true })
    } catch (error) {
      const problem = problemOf(error)
      if (problem.field === undefined) throw error
      // Only what another claim took in the meantime is refused here and was not judged before: a name.
      const refused = { ...problem, field: problem.field, params: {}, screen: 'contacts', isWarning: false } as const
      judgement.add(refused)
      stop([refused])
    }
  }

  const keepAsNew = () =>
    going(async () => {
      if (await keeper.keepAsNew()) goTo(screen())
    })
  const forward = (): void => void (screen() === 'review' ? finish() : proceed())
  createShortcuts({ keys: 'mod+Enter', label: title(wizard), group: title(wizard), act: forward, hidden: true })
  createPage(() => ({ title: title(wizard), above: [{ label: claims_list_title(), href: paths.claims }] }))
  const back = () => {
    const before = screenBefore(screen())
    const place = keeper.place()
    return before && place ? paths.unfinishedClaim(place.draftId, before) : undefined
  }
  return (
    <WizardProvider value={wizard}>
      <WizardFrame
        screen={screen()}
        reached={reached()}
        errors={errors()}
        attempt={attempt()}
        isGoing={isGoing()}
        back={back()}
        onForward={forward}
        onKeepAsNew={() => void keepAsNew()}
      />
    </WizardProvider>
  )
}

/** In the order in which the page is read; what stands on another page keeps the server's order. */
const byPosition = (one: PlacedProblem, other: PlacedProblem): number => {
  const [first, second] = [one, other].map(({ field }) => document.getElementById(field))
  if (!first || !second || first === second) return 0
  return first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1
}

const title = ({ claimId }: Wizard): string => (claimId ? claims_wizard_title_edit() : claims_wizard_title_new())

/** An empty form: what the server knows about the reader is filled in, and the only location there is. */
const blankInput = ({ locations, partnerContact }: ClaimOptions): ClaimInput => ({
  areaCode: '',
  activity: null,
  incentiveOptOut: false,
  locationId: locations.length === 1 ? (locations[0]?.id ?? null) : null,
  tenantId: '',
  domain: '',
  items: [],
  name: '',
  customerContact: { name: '', title: '', email: '', language: 'en', phone: '' },
  technicalContact: { name: '', title: '', email: '', language: 'en', phone: '' },
  partnerContact: { ...partnerContact },
  solutionSellerName: '',
  revenueCustomerName: '',
  isvProductName: '',
})

/** Only what decides the items: the question goes into an address, which has to stay short. */
const catalogueInput = ({ areaCode, activity, tenantId, domain }: ClaimInput, claimId: string | null) => ({
  input: { areaCode, activity, tenantId: plainGuid(tenantId), domain: domain.trim() },
  claimId,
})
