import { useNavigate, useParams } from '@solidjs/router'
import {
  claims_page_claims,
  claims_page_history,
  claims_page_recalled,
  claims_page_refused,
  claims_page_submit_button,
  claims_page_talk,
  claims_page_what,
  common_times_in,
} from '@ofrecord/messages/messages'
import { createSignal, lazy, Show, untrack } from 'solid-js'
import { api } from '../lib/api.ts'
import { createCommands } from '../lib/commands.ts'
import { timeZone } from '../lib/format.ts'
import { createPage } from '../lib/page.ts'
import { problemOf } from '../lib/problem.ts'
import { createTrpcQuery, refresh } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import { ClaimActions } from './page/actions.tsx'
import { createLook } from './list/look.ts'
import { Verdict } from './page/asked.tsx'
import { ConsentBanner } from './page/banner.tsx'
import { ClaimByNumber, isClaimNumber } from './page/by-number.tsx'
import type { ClaimPage as Claim } from './page/claim.ts'
import './page/claim-page.css'
import { CompetingBanner } from './page/competing-banner.tsx'
import { ContactCorrection } from './page/contact-correction.tsx'
import type { Audience } from './page/conversation.tsx'
import { Conversation } from './page/conversation.tsx'
import { ClaimDetails } from './page/details.tsx'
import { EvidenceSection } from './page/evidence.tsx'
import { ClaimHead } from './page/head.tsx'
import { ClaimHistory } from './page/history.tsx'
import { ItemList } from './page/items.tsx'
import { isDisputable } from './page/disputable.ts'
import { Objection } from './page/objecting.tsx'
import { ClaimProgress } from './page/progress.tsx'
import { ClaimStanding } from './page/standing.tsx'
import { Submission } from './page/submission.tsx'
import { UsageSection } from './page/usage.tsx'

const DeliveryLog = lazy(() => import('./page/delivery-log.tsx').then((module) => ({ default: module.DeliveryLog })))
const Questions = lazy(() => import('./page/questions.tsx').then((module) => ({ default: module.Questions })))

/** While a scan or a letter is under way, the page looks again this often. */
const lookAgain = 5_000

const isUnderWay = (claim: Claim | undefined): boolean =>
  claim !== undefined &&
  (claim.shownStatus === 'awaiting_delivery' || claim.evidence.some(({ scanState }) => scanState === 'pending'))

const ClaimPage = () => {
  const params = useParams<{ claimId: string }>()
  return (
    <Show when={isClaimNumber(params.claimId)} fallback={<ClaimById claimId={params.claimId} />}>
      <NumberedClaim number={params.claimId} />
    </Show>
  )
}

export default ClaimPage

const NumberedClaim = (props: { number: string }) => {
  const found = createTrpcQuery(api.claims.list, () => ({ search: props.number }))
  return <ClaimByNumber number={props.number} query={found} pathOf={paths.claim} />
}

const ClaimById = (props: { claimId: string }) => {
  const [isWaiting, setWaiting] = createSignal(false)
  const claim = createTrpcQuery(
    api.claims.get,
    () => ({ claimId: props.claimId }),
    () => ({ every: isWaiting() && lookAgain }),
  )
  const known = () => (claim.isPending || claim.isError ? undefined : claim.data)
  createPage(() => {
    const shown = known()
    setWaiting(isUnderWay(shown))
    return { title: shown?.name ?? claims_page_claims(), above: [{ label: claims_page_claims(), href: paths.claims }] }
  })
  return (
    <Loaded query={claim} whole what={claims_page_what()} rows={8}>
      {(shown) => (
        <Show when={shown().id} keyed>
          {(_id) => <ClaimRecord claim={shown()} />}
        </Show>
      )}
    </Loaded>
  )
}

const ClaimRecord = (props: { claim: Claim }) => {
  createLook(() => props.claim)
  const me = useMe()
  const vendor = () => me().vendor.name
  const isWriter = () => may(me(), 'claims.create')
  const isDraft = () => props.claim.status === 'draft' && isWriter()
  const isReturned = () => props.claim.status === 'action_required' && isWriter()
  const takesDocuments = () => isDraft() || isReturned() || (isDisputable(props.claim) && isWriter())
  const verbs = createVerbs(untrack(() => props.claim.id))
  createCommands(() =>
    isDraft()
      ? [
          {
            icon: 'check',
            label: claims_page_submit_button(),
            act: () => document.getElementById('acknowledged')?.focus(),
          },
        ]
      : [],
  )
  const say = async (audience: Audience, body: string, mentions: string[]): Promise<void> => {
    await api.claims.comment.mutate({
      claimId: props.claim.id,
      audience: audience as 'shared' | 'partner_internal',
      body,
      mentions,
    })
    await refresh(api.claims.get)
  }
  return (
    <>
      <ClaimHead
        claim={props.claim}
        busy={verbs.busy()}
        onEdit={isDraft() || isReturned() ? verbs.edit : undefined}
        onRecall={isWriter() && props.claim.moves.includes('recall') ? verbs.recall : undefined}
      >
        <ClaimActions claim={props.claim} />
      </ClaimHead>
      <Show when={verbs.refusal()}>
        {(text) => (
          <div class="mb-4">
            <Note tone="stop" icon="alert" alert>
              <b>{claims_page_refused()}</b> {text()}
            </Note>
          </div>
        )}
      </Show>
      <ClaimProgress claim={props.claim} />
      <ClaimStanding claim={props.claim} vendor={vendor()} />
      <div class="mt-4">
        <ConsentBanner claim={props.claim} vendor={vendor()} />
      </div>
      <CompetingBanner claim={props.claim} vendor={vendor()} />
      <div class="cols record">
        <div>
          <Verdict claim={props.claim} vendor={vendor()} />
          <Show when={props.claim.shownStatus === 'bounced' && isWriter()}>
            <ContactCorrection claim={props.claim} vendor={vendor()} />
          </Show>
          <Show when={isDraft()} fallback={<ClaimContent claim={props.claim} editable={takesDocuments()} />}>
            <EvidenceSection claim={props.claim} editable first />
          </Show>
          <Section title={claims_page_talk()}>
            <div class="mt-2">
              <Conversation
                claim={props.claim}
                others={vendor()}
                own={props.claim.organizationName}
                internal="partner_internal"
                sideName={(side) => (side === 'vendor' ? vendor() : undefined)}
                onSay={isWriter() ? say : undefined}
              />
            </div>
          </Section>
          <Show when={props.claim.questions.length > 0}>
            <Questions questions={props.claim.questions} />
          </Show>
          <Show when={isDraft()}>
            <Submission claim={props.claim} vendor={vendor()} verb="submit" onRecall={verbs.recall} />
            <ItemList claim={props.claim} first={false} />
          </Show>
          <Show when={isReturned()}>
            <Submission claim={props.claim} vendor={vendor()} verb="resubmit" onRecall={verbs.recall} />
          </Show>
          <Objection claim={props.claim} vendor={vendor()} />
          <DeliveryLog claim={props.claim} />
          <Section title={claims_page_history()}>
            <ClaimHistory claim={props.claim} vendor={vendor()} reader="partner" />
          </Section>
          <p class="t3 sm mt-6">{common_times_in({ zone: timeZone() })}</p>
        </div>
        <ClaimDetails claim={props.claim} vendor={vendor()} />
      </div>
    </>
  )
}

/** What was handed over. In a draft the documents come first, since they are the work; here what is claimed does. */
const ClaimContent = (props: { claim: Claim; editable: boolean }) => {
  const isJudged = () =>
    props.claim.status === 'action_required' ||
    props.claim.status === 'rejected' ||
    props.claim.shownStatus === 'bounced'
  return (
    <>
      <ItemList claim={props.claim} first={!isJudged()} />
      <UsageSection claim={props.claim} />
      <EvidenceSection claim={props.claim} editable={props.editable} first={false} />
    </>
  )
}

/** Edit and recall. They may be said from a toast when the page has long changed, so they ask for the version first. */
const createVerbs = (claimId: string) => {
  const navigate = useNavigate()
  const [busy, setBusy] = createSignal<'edit' | 'recall'>()
  const [refusal, setRefusal] = createSignal<string>()
  const attempt = async (verb: 'edit' | 'recall', act: () => Promise<void>): Promise<void> => {
    setBusy(verb)
    setRefusal(undefined)
    try {
      await act()
    } catch (error) {
      setRefusal(problemOf(error).message)
    } finally {
      setBusy(undefined)
      await refresh(api.claims)
    }
  }
  const edit = () =>
    attempt('edit', async () => {
      const { draftId } = await api.claims.drafts.edit.mutate({ claimId })
      navigate(paths.unfinishedClaim(draftId, 'review'))
    })
  const recall = () =>
    attempt('recall', async () => {
      const { id, version } = await api.claims.get.query({ claimId })
      const { number } = await api.claims.recall.mutate({ claimId: id, version })
      toast(claims_page_recalled({ number }))
    })
  return { busy, refusal, edit: () => void edit(), recall: () => void recall() }
}
