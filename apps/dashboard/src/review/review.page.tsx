import { useLocation, useNavigate, useParams, useSearchParams } from '@solidjs/router'
import {
  common_key_all,
  review_group,
  review_hint_answer,
  review_hint_claims,
  review_hint_decide,
  review_hint_document,
  review_hint_points,
  review_next,
  review_previous,
  review_queue,
  review_what,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { ClaimByNumber, isClaimNumber } from '../claims/page/by-number.tsx'
import type { ClaimPage } from '../claims/page/claim.ts'
import type { Audience } from '../claims/page/conversation.tsx'
import '../claims/page/claim-page.css'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery, refresh } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import { createShortcuts } from '../lib/shortcuts.ts'
import { paths } from '../paths.ts'
import { KeyHint } from '../ui/key-hint.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { createAnswers } from './answers.ts'
import { createDeciding } from './deciding.ts'
import { DecisionBar } from './decision-bar.tsx'
import { ReadingPane } from './documents.tsx'
import { Facts } from './facts.tsx'
import { Judgement } from './judgement.tsx'
import { createNeighbours } from './neighbours.ts'
import { ReviewHead } from './review-head.tsx'
import './review.css'

const ReviewPage = () => {
  const params = useParams<{ claimId: string }>()
  return (
    <Show when={isClaimNumber(params.claimId)} fallback={<ReviewById claimId={params.claimId} />}>
      <NumberedReview number={params.claimId} />
    </Show>
  )
}

export default ReviewPage

const NumberedReview = (props: { number: string }) => {
  const found = createTrpcQuery(api.review.queue, () => ({ search: props.number }))
  return <ClaimByNumber number={props.number} query={found} pathOf={paths.reviewClaim} />
}

const ReviewById = (props: { claimId: string }) => {
  const location = useLocation()
  const claim = createTrpcQuery(api.review.get, () => ({ claimId: props.claimId }))
  const known = () => (claim.isPending || claim.isError ? undefined : claim.data)
  createPage(() => ({
    title: known()?.name ?? review_queue(),
    above: [{ label: review_queue(), href: paths.review + location.search }],
  }))
  return (
    <Loaded query={claim} whole what={review_what()} rows={8}>
      {(shown) => (
        <Show when={shown().id} keyed>
          {(_id) => <Desk claim={shown()} />}
        </Show>
      )}
    </Loaded>
  )
}

/** One claim on one screen: what it says, what its documents say, and what is decided about it. */
const Desk = (props: { claim: ClaimPage }) => {
  const me = useMe()
  const claim = () => props.claim
  const vendor = () => me().vendor.name
  const isMine = () => props.claim.reviewerId === me().person.id
  const answers = createAnswers(claim)
  const deciding = createDeciding(claim, answers)
  const places = createPlaces(() => props.claim.id)
  const say = async (audience: Audience, body: string, mentions: string[]): Promise<void> => {
    await api.review.comment.mutate({
      claimId: props.claim.id,
      audience: audience as 'shared' | 'vendor_internal',
      body,
      mentions,
    })
    await refresh(api.review.get)
  }
  return (
    <div class="review">
      <ReviewHead claim={props.claim} timeZone={me().vendor.timeZone} {...places()} />
      <Facts claim={props.claim} />
      <ReadingPane claim={props.claim} vendor={vendor()} onSay={say} />
      <Judgement claim={props.claim} vendor={vendor()} answers={answers} deciding={deciding} isMine={isMine()} />
      <DecisionBar
        claim={props.claim}
        answers={answers}
        deciding={deciding}
        isMine={isMine()}
        nextHref={places().nextHref}
      />
      <KeyHints />
    </div>
  )
}

/** The claims before and after this one, in the queue that the address speaks of; J and K go there. */
const createPlaces = (claimId: () => string) => {
  const [params] = useSearchParams()
  const location = useLocation()
  const navigate = useNavigate()
  const neighbours = createNeighbours(claimId, params)
  const hrefOf = (id: string | undefined) => (id ? paths.reviewClaim(id) + location.search : undefined)
  const places = () => ({
    position: neighbours.position(),
    count: neighbours.count(),
    hasMore: neighbours.hasMore(),
    previousHref: hrefOf(neighbours.previous()),
    nextHref: hrefOf(neighbours.next()),
  })
  const go = (href: string | undefined): void => {
    if (href) navigate(href)
  }
  createShortcuts(
    { keys: 'j', label: review_next(), group: review_group(), act: () => go(places().nextHref) },
    { keys: 'k', label: review_previous(), group: review_group(), act: () => go(places().previousHref) },
  )
  return places
}

const KeyHints = () => (
  <p class="hints" aria-hidden="true">
    <span>
      <KeyHint keys="k" />
      <KeyHint keys="j" /> {review_hint_claims()}
    </span>
    <span>
      <KeyHint keys="1" />–<KeyHint keys="6" /> {review_hint_points()}
    </span>
    <span>
      <KeyHint keys="y" />
      <KeyHint keys="n" /> {review_hint_answer()}
    </span>
    <span>
      <KeyHint keys="t" />
      <KeyHint keys="a" />
      <KeyHint keys="r" /> {review_hint_decide()}
    </span>
    <span>
      <KeyHint keys="[" />
      <KeyHint keys="]" /> {review_hint_document()}
    </span>
    <span>
      <KeyHint keys="?" /> {common_key_all()}
    </span>
  </p>
)
