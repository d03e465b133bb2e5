import type { ClaimInput } from '@ofrecord/core/claims/claim.rules'
import { claims_list_title, claims_wizard_title_edit, claims_wizard_title_new } from '@ofrecord/messages/messages'
import { useSearchParams } from '@solidjs/router'
import { api } from '../../lib/api.ts'
import { locale } from '../../lib/locale.ts'
import { createPage } from '../../lib/page.ts'
import { createTrpcQuery } from '../../lib/query.ts'
import { createShortcuts } from '../../lib/shortcuts.ts'
import { paths } from '../../paths.ts'
import type { ClaimOptions } from '../list/filter-chips.tsx'
import type { Draft } from './draft-keeper.ts'
import { createDraftKeeper } from './draft-keeper.ts'
import { programmesOf } from '../programmes.ts'
import { plainGuid } from './guid.ts'
import { createJourney, createScreen } from './journey.ts'
import { createJudgement } from './judgement.ts'
import { isBefore, screenOf, screens } from './screens.ts'
import type { Wizard } from './wizard-context.ts'
import { WizardProvider } from './wizard-context.ts'
import { createPlaces } from '../../organisations/places.ts'
import { WizardFrame } from './wizard-frame.tsx'

interface WizardProps {
  /** Undefined: a new claim, which becomes a draft with the first "Continue". */
  opened: Draft | undefined
  options: ClaimOptions
  /** Called with the draft's id as soon as there is one. */
  onKept: (draftId: string) => void
}

/** From the first choice to "Create claim": pages that save, judge, and lead on. */
export const ClaimWizard = (props: WizardProps) => {
  // eslint-disable-next-line solid/reactivity -- a wizard opens one draft; another draft opens another wizard
  const { opened, options } = props
  const screen = createScreen()
  const places = createPlaces('claims.create')
  const keeper = createDraftKeeper(opened, blankInput(options, chosenProgramme(options)), screen)
  const doneBefore = opened ? screens.filter((each) => isBefore(each, screenOf(opened.step))) : []
  const judgement = createJudgement(keeper, doneBefore)
  if (opened) judgement.accept(opened)
  const claimId = opened?.claimId ?? null
  const isSettled = () => keeper.place() !== undefined && (judgement.isCustomerKnown() || !isBefore(screen(), 'items'))
  const catalogue = createTrpcQuery(
    api.claims.items,
    () => catalogueInput(keeper.input, claimId),
    () => ({ enabled: isSettled() }),
  )
  const wizard: Wizard = { keeper, judgement, options, places, catalogue, claimId }
  const journey = createJourney(wizard, screen, (draftId) => props.onKept(draftId))
  const title = claimId ? claims_wizard_title_edit() : claims_wizard_title_new()
  createShortcuts({ keys: 'mod+Enter', label: title, group: title, act: journey.forward, hidden: true })
  createPage(() => ({ title, above: [{ label: claims_list_title(), href: paths.claims }] }))
  return (
    <WizardProvider value={wizard}>
      <WizardFrame journey={journey} />
    </WizardProvider>
  )
}

/** The programme that the address names: `/claims/new?programme=workplace_usage`. */
const chosenProgramme = ({ areas }: ClaimOptions) => {
  const [asked] = useSearchParams()
  return programmesOf(areas).find(({ code }) => code === asked['programme'])
}

/** An empty form: what the server knows about the reader is filled in, and the only location there is. */
const blankInput = (
  { onlyLocationId, partnerContact }: ClaimOptions,
  programme: ReturnType<typeof chosenProgramme>,
): ClaimInput => ({
  areaCode: programme?.areaCode ?? '',
  activity: programme?.activity ?? null,
  incentiveOptOut: false,
  locationId: onlyLocationId,
  tenantId: '',
  domain: '',
  items: [],
  name: '',
  customerContact: { name: '', title: '', email: '', language: locale(), phone: '' },
  technicalContact: { name: '', title: '', email: '', language: locale(), phone: '' },
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
