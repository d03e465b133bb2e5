import { useParams } from '@solidjs/router'
import {
  hierarchy_address_copied,
  hierarchy_address_copy,
  hierarchy_chart_more,
  hierarchy_place_count,
  hierarchy_places,
  hierarchy_quoted,
  hierarchy_rehearsal,
  hierarchy_rehearsal_done_else,
  hierarchy_rehearsal_else,
  hierarchy_rehearsal_kept,
  hierarchy_rehearsal_unkept,
  hierarchy_rehearsal_who,
  hierarchy_report_what,
  hierarchy_save_rehearsal,
  hierarchy_sign,
  hierarchy_sign_share,
  hierarchy_signatures,
  hierarchy_signed_done,
  hierarchy_signed_none,
  hierarchy_standing_nobody,
  hierarchy_tab_rehearsals,
  hierarchy_under,
  hierarchy_way_back_closing,
  hierarchy_what_changes,
  organisations_headquarters,
  organisations_title,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatMoment } from '../lib/format.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { createPage } from '../lib/page.ts'
import { problemOf } from '../lib/problem.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { RequestAssistance } from '../support/request-assistance.tsx'
import { Button } from '../ui/button.tsx'
import { CopyButton } from '../ui/copy-button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { Section, StandingBox } from '../ui/record.tsx'
import { Status } from '../ui/status.tsx'
import { Time } from '../ui/time.tsx'
import { Differences } from '../ui/timeline.tsx'
import { toast } from '../ui/toast.tsx'
import type { Rehearsal } from './answers.ts'
import { rehearsalTitle } from './change.words.ts'
import { ImpactReport } from './change/impact-report.tsx'
import { rehearsalState } from './rehearsal-state.ts'
import { Execution } from './rehearsal-execution.tsx'
import './organisations.css'

/** One change that was tried: its report, who agrees with it, and carrying it out. */
const RehearsalPage = () => {
  const params = useParams<{ rehearsalId: string }>()
  const rehearsal = createTrpcQuery(api.hierarchy.rehearsal, () => ({ rehearsalId: params.rehearsalId }))
  const title = () => {
    const known = answerOf(rehearsal)
    return known ? rehearsalTitle(known.kind, known.locationName, known.parentName) : hierarchy_rehearsal()
  }
  createPage(() => ({
    title: title(),
    above: [
      { label: organisations_title(), href: paths.organisation },
      { label: hierarchy_tab_rehearsals(), href: paths.rehearsals },
    ],
  }))
  return (
    <Loaded query={rehearsal} whole what={hierarchy_report_what()} rows={8}>
      {(known) => <RehearsalView rehearsal={known()} title={title()} />}
    </Loaded>
  )
}

export default RehearsalPage

const RehearsalView = (props: { rehearsal: Rehearsal; title: string }) => {
  const me = useMe()
  const state = () => rehearsalState(props.rehearsal)
  return (
    <>
      <div class="head">
        <div>
          <h1 dir="auto">
            {props.title} <span class="t3 num">{props.rehearsal.locationNumber}</span>
          </h1>
        </div>
      </div>
      <p class="row wrap sm mb-4">
        <Status look={state().look}>{state().word()}</Status>
        <span class="t3">
          {props.rehearsal.createdByName}, <Time at={props.rehearsal.createdAt} />
        </span>
      </p>
      <Show when={props.rehearsal.reason}>
        {(reason) => (
          <p class="t2 mb-4" dir="auto">
            {hierarchy_quoted({ words: reason() })}
          </p>
        )}
      </Show>
      <Show when={props.rehearsal.keptAt === null}>
        <div class="notes">
          <Note>
            {hierarchy_rehearsal_unkept()} <Keep rehearsal={props.rehearsal} />
          </Note>
        </div>
      </Show>
      <StandingBox {...standingOf(props.rehearsal)} />
      <div class="cols record">
        <div>
          <Places rehearsal={props.rehearsal} />
          <Section title={hierarchy_what_changes()}>
            <ImpactReport
              label={hierarchy_what_changes()}
              parts={props.rehearsal.impact.parts}
              computedAt={props.rehearsal.createdAt}
              wayBack={
                props.rehearsal.kind === 'dissociated'
                  ? hierarchy_way_back_closing({ vendor: me().vendor.name })
                  : undefined
              }
            />
            <Show when={props.rehearsal.kind === 'dissociated'}>
              <p class="mt-3">
                <RequestAssistance kind="rehearsal" id={props.rehearsal.id} />
              </p>
            </Show>
          </Section>
          <Execution rehearsal={props.rehearsal} />
        </div>
        <aside class="side" aria-label={hierarchy_signatures()}>
          <SignOff rehearsal={props.rehearsal} />
        </aside>
      </div>
    </>
  )
}

const Keep = (props: { rehearsal: Rehearsal }) => {
  const keep = createTrpcMutation(api.hierarchy.keepRehearsal, { onSuccess: () => toast(hierarchy_rehearsal_kept()) })
  return (
    <Button busy={keep.isPending} onClick={() => keep.mutate({ rehearsalId: props.rehearsal.id })}>
      {hierarchy_save_rehearsal()}
    </Button>
  )
}

const standingOf = (rehearsal: Rehearsal) => {
  const { key } = rehearsalState(rehearsal)
  if (key === 'executed')
    return {
      who: hierarchy_standing_nobody(),
      until: formatMoment(rehearsal.executedAt ?? rehearsal.createdAt),
      otherwise: hierarchy_rehearsal_done_else(),
    }
  if (key !== 'good')
    return {
      who: hierarchy_standing_nobody(),
      until: formatMoment(rehearsal.validUntil),
      otherwise: hierarchy_rehearsal_else(),
    }
  return {
    who: hierarchy_rehearsal_who(),
    until: formatMoment(rehearsal.validUntil),
    otherwise: hierarchy_rehearsal_else(),
  }
}

/** So many places are named at once. */
const shownPlaces = 20

const Places = (props: { rehearsal: Rehearsal }) => (
  <Section
    first
    title={hierarchy_places()}
    detail={hierarchy_place_count({ count: props.rehearsal.impact.placeCount })}
  >
    <ul class="mt-3">
      <For each={props.rehearsal.impact.places.slice(0, shownPlaces)}>
        {(place) => (
          <li class="mb-2">
            <span dir="auto">{place.name}</span> <span class="t3 num">{place.number}</span>
            <Differences
              of={[{ before: spotOf(place.from, place.fromName, props), after: spotOf(place.to, place.toName, props) }]}
            />
          </li>
        )}
      </For>
      <Show when={props.rehearsal.impact.placeCount > shownPlaces}>
        <li class="t3">{hierarchy_chart_more({ count: props.rehearsal.impact.placeCount - shownPlaces })}</li>
      </Show>
    </ul>
  </Section>
)

/** Where a location stood or will stand, if the reader may know it; only the headquarters has nothing above it. */
const spotOf = (
  id: string | null,
  name: string | null,
  { rehearsal }: { rehearsal: Rehearsal },
): string | undefined => {
  if (name !== null) return hierarchy_under({ location: name })
  return id === null && rehearsal.kind === 'headquarters' ? organisations_headquarters() : undefined
}

const SignOff = (props: { rehearsal: Rehearsal }) => {
  const me = useMe()
  const sign = createTrpcMutation(api.hierarchy.signOff, {
    onSuccess: () => toast(hierarchy_signed_done()),
  })
  const isSigned = () => props.rehearsal.signedOff.some(({ personId }) => personId === me().person.id)
  return (
    <section>
      <h2>{hierarchy_signatures()}</h2>
      <ul class="sm">
        <For each={props.rehearsal.signedOff} fallback={<li class="t2">{hierarchy_signed_none()}</li>}>
          {(signature) => (
            <li>
              <span class="b">{signature.name}</span>{' '}
              <span class="t3">
                <Time at={signature.at} />
              </span>
            </li>
          )}
        </For>
      </ul>
      <Show when={rehearsalState(props.rehearsal).key === 'good'}>
        <p class="t2 sm mt-3">{hierarchy_sign_share()}</p>
        <p class="mt-2">
          <CopyButton text={location.href} label={hierarchy_address_copy()} copied={hierarchy_address_copied()} />
        </p>
      </Show>
      <Show when={!isSigned() && rehearsalState(props.rehearsal).key === 'good'}>
        <p class="mt-3">
          <Button busy={sign.isPending} onClick={() => sign.mutate({ rehearsalId: props.rehearsal.id })}>
            {hierarchy_sign()}
          </Button>
        </p>
      </Show>
      <Show when={sign.isError}>
        <p role="alert">{problemOf(sign.error).message}</p>
      </Show>
    </section>
  )
}
