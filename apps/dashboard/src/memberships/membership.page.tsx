import {
  memberships_anniversary,
  memberships_anniversary_countdown,
  memberships_confirm_network,
  memberships_confirm_network_text,
  memberships_confirm_network_title,
  memberships_confirmed_at,
  memberships_confirmed_toast,
  memberships_extended,
  memberships_facts,
  memberships_fact_tier,
  memberships_outstanding,
  memberships_outstanding_look,
  memberships_renew,
  memberships_since,
  memberships_starter_until,
  memberships_what,
  memberships_year,
  memberships_year_anniversary,
  memberships_year_grace,
  memberships_year_renewal,
  memberships_year_start,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatDate, formatLeft } from '../lib/format.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { programmePaths } from '../paths.programme.ts'
import { dayText } from '../people/days.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Icon } from '../ui/icon.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import type { TrackerStep } from '../ui/record.tsx'
import { DefinitionList, Section, StandingBox, Tracker } from '../ui/record.tsx'
import { looks, Status } from '../ui/status.tsx'
import { toast } from '../ui/toast.tsx'
import type { Standing } from './answers.ts'
import { MembershipFrame } from './frame.tsx'
import { OfferSection } from './offers.tsx'
import { standingOf } from './standing.words.ts'
import { TermSection } from './term.tsx'
import { membershipWords, tierWords } from './words.ts'

/** How the organisation stands in the programme: tier, year, what waits, and what it can buy (B.9). */
const MembershipPage = () => {
  const me = useMe()
  const standing = createTrpcQuery(api.memberships.standing)
  const renewable = () => {
    const known = answerOf(standing)
    return known && isRenewable(known) && may(me(), 'memberships.manage') ? known.tier : undefined
  }
  return (
    <MembershipFrame
      current="standing"
      actions={
        <Show when={renewable()}>
          {(tier) => (
            <a class="btn primary" href={programmePaths.orderFee(tier())}>
              {memberships_renew({ tier: tierWords[tier()]() })}
            </a>
          )}
        </Show>
      }
    >
      <Loaded query={standing} what={memberships_what()} rows={8}>
        {(known) => <StandingView standing={known()} />}
      </Loaded>
    </MembershipFrame>
  )
}

export default MembershipPage

const isRenewable = ({ state }: Standing): boolean => state === 'reenrol_open' || state === 'grace'

const StandingView = (props: { standing: Standing }) => {
  const me = useMe()
  const manages = () => may(me(), 'memberships.manage')
  return (
    <>
      <p class="row wrap mb-4">
        <span class="b">{tierWords[props.standing.tier]()}</span>
        <Show when={props.standing.state !== 'none' && props.standing.state}>
          {(state) => <Status look={membershipWords[state()].look}>{membershipWords[state()].word()}</Status>}
        </Show>
        <Show when={props.standing.anniversaryOn}>
          {(day) => (
            <span class="t3">
              {memberships_anniversary_countdown({ date: dayText(day()), left: formatLeft(`${day()}T12:00`) })}
            </span>
          )}
        </Show>
      </p>
      <Show when={props.standing.anniversaryOn}>
        <Tracker label={memberships_year()} steps={yearOf(props.standing)} />
      </Show>
      <StandingBox {...standingOf(props.standing)} />
      <div class="notes mt-4">
        <Show when={props.standing.extendedFrom && props.standing.anniversaryOn}>
          <Note icon="clock">
            {memberships_extended({
              vendor: me().vendor.name,
              before: dayText(props.standing.extendedFrom ?? ''),
              after: dayText(props.standing.anniversaryOn ?? ''),
            })}
          </Note>
        </Show>
        <Show when={props.standing.outstanding > 0}>
          <Note tone="act">
            {memberships_outstanding({ count: props.standing.outstanding })}{' '}
            <a class="u" href={programmePaths.payments}>
              {memberships_outstanding_look()}
            </a>
          </Note>
        </Show>
      </div>
      <div class="cols record">
        <div>
          <Show when={props.standing.tier === 'network' && manages()}>
            <NetworkSection />
          </Show>
          <OfferSection />
          <Show when={props.standing.anniversaryOn && manages()}>
            <TermSection standing={props.standing} />
          </Show>
        </div>
        <aside class="side" aria-label={memberships_facts()}>
          <section>
            <h2>{memberships_facts()}</h2>
            <DefinitionList facts={factsOf(props.standing)} />
          </section>
        </aside>
      </div>
    </>
  )
}

/** The year of a paid membership: where it is now, and the days that come. */
const yearOf = (of: Standing): TrackerStep[] => {
  const now = { active: 0, reenrol_open: 1, grace: 2, cancelled_at_term: 0, lapsed: 3, none: 0 }[of.state]
  const isEnding = of.state === 'cancelled_at_term'
  const days = [
    { label: memberships_year_start(), detail: of.startedAt && formatDate(of.startedAt) },
    ...(isEnding ? [] : [{ label: memberships_year_renewal(), detail: of.renewOpensOn && dayText(of.renewOpensOn) }]),
    { label: memberships_year_anniversary(), detail: of.anniversaryOn && dayText(of.anniversaryOn) },
    ...(isEnding ? [] : [{ label: memberships_year_grace(), detail: of.graceEndsOn && dayText(of.graceEndsOn) }]),
  ]
  const look = of.state === 'none' ? looks.quarter : membershipWords[of.state].look
  return days.map((day, index) => ({
    ...day,
    look: index < now ? looks.inForce : index === now ? look : looks.dashed,
    at: index < now ? 'did' : index === now ? 'now' : 'next',
  }))
}

const factsOf = (of: Standing) => [
  { term: memberships_fact_tier(), detail: tierWords[of.tier]() },
  { term: memberships_since(), detail: of.startedAt && formatDate(of.startedAt) },
  { term: memberships_anniversary(), detail: of.anniversaryOn && dayText(of.anniversaryOn) },
  { term: memberships_confirmed_at(), detail: of.confirmedAt && formatDate(of.confirmedAt) },
  { term: memberships_starter_until(), detail: of.starterUntil && dayText(of.starterUntil) },
]

/** The free tier is confirmed once a year; it never lapses. */
const NetworkSection = () => {
  const confirm = createTrpcMutation(api.memberships.confirmNetwork, {
    onSuccess: () => toast(memberships_confirmed_toast()),
  })
  return (
    <Section title={memberships_confirm_network_title()} first>
      <div class="mt-3 mb-6 max-w-160">
        <p class="t2 mb-3">{memberships_confirm_network_text()}</p>
        <div class="notes">
          <Failure error={confirm.error} />
        </div>
        <Button busy={confirm.isPending} onClick={() => confirm.mutate()}>
          <Icon name="check" />
          {memberships_confirm_network()}
        </Button>
      </div>
    </Section>
  )
}
