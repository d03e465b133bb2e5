import { review_next, review_position, review_position_more, review_previous } from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import type { ClaimPage } from '../claims/page/claim.ts'
import { Flags } from '../claims/page/flags.tsx'
import { statusWords } from '../claims/page/status.ts'
import { Icon } from '../ui/icon.tsx'
import { Status } from '../ui/status.tsx'
import { dueOf } from './due.ts'

export interface ReviewHeadProps {
  claim: ClaimPage
  timeZone: string
  position: number
  count: number
  hasMore: boolean
  previousHref: string | undefined
  nextHref: string | undefined
}

/** Name and number, where it stands and until when, and its place in the queue. */
export const ReviewHead = (props: ReviewHeadProps) => {
  const due = () => dueOf(props.claim, props.timeZone)
  return (
    <header class="rhead">
      <div>
        <h1>
          <span dir="auto">{props.claim.name}</span> <span class="t3 num font-normal">{props.claim.number}</span>
        </h1>
        <div class="row wrap sm">
          <Status look={statusWords[props.claim.shownStatus].look}>
            {statusWords[props.claim.shownStatus].word()}
          </Status>
          <Show when={props.claim.reviewerName}>{(name) => <span class="t2">{name()}</span>}</Show>
          <Flags
            claim={{
              // The clock on the right says it with its date.
              flags: props.claim.flags.filter((flag) => flag !== 'over_sla'),
              incentiveOptOut: props.claim.incentiveOptOut,
            }}
          />
        </div>
      </div>
      <Show when={due()}>
        {(until) => (
          <span class="sla" classList={{ you: until().isOver }}>
            <Icon name="clock" />
            <span>
              {until().text}
              <Show when={until().left}>
                <span class="t2 font-normal">, {until().left}</span>
              </Show>
            </span>
          </span>
        )}
      </Show>
      <span class="row sm t3">
        <Show when={props.position > 0}>
          <span class="num">{positionText(props)}</span>
        </Show>
        <StepLink href={props.previousHref} label={review_previous()} flip />
        <StepLink href={props.nextHref} label={review_next()} />
      </span>
    </header>
  )
}

const positionText = ({ position, count, hasMore }: ReviewHeadProps): string =>
  (hasMore ? review_position_more : review_position)({ at: position, of: count })

const StepLink = (props: { href: string | undefined; label: string; flip?: boolean }) => (
  <Show when={props.href}>
    {(href) => (
      <a class="btn icon" href={href()}>
        <Icon name="chevr" flip={props.flip ?? false} />
        <span class="vh">{props.label}</span>
      </a>
    )}
  </Show>
)
