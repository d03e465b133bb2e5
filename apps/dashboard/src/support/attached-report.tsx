import {
  hierarchy_chart_more,
  hierarchy_what_changes,
  support_attached_other,
  support_attached_own,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { rehearsalTitle } from '../organisations/change.words.ts'
import { ImpactReport } from '../organisations/change/impact-report.tsx'
import { OtherHalf } from '../organisations/other-half.tsx'
import '../organisations/organisations.css'
import type { Report } from './answers.ts'

/** The report as whoever opened the ticket had it: for both sides of the desk the same. */
export const AttachedReport = (props: { report: Report }) => (
  <Show
    when={props.report.kind === 'merge' ? props.report : undefined}
    fallback={<Rehearsed report={props.report as RehearsedReport} />}
  >
    {(report) => <Merged report={report()} />}
  </Show>
)

type MergedReport = Extract<Report, { kind: 'merge' }>
type RehearsedReport = Extract<Report, { kind: 'rehearsal' }>

const Merged = (props: { report: MergedReport }) => (
  <>
    <h3 class="mt-3" dir="auto">
      {props.report.acquirer} + {props.report.invited}
    </h3>
    <p class="b mt-3">{support_attached_own()}</p>
    <ImpactReport
      label={support_attached_own()}
      parts={props.report.preview.own ?? []}
      computedAt={props.report.preview.computedAt}
    />
    <Show when={props.report.preview.other}>
      {(other) => (
        <>
          <p class="b mt-3">{support_attached_other()}</p>
          <OtherHalf half={other()} />
        </>
      )}
    </Show>
  </>
)

const Rehearsed = (props: { report: RehearsedReport }) => (
  <>
    <h3 class="mt-3" dir="auto">
      {rehearsalTitle(props.report.change, props.report.locationName)}{' '}
      <span class="t3 num">{props.report.locationNumber}</span>
    </h3>
    <ImpactReport label={hierarchy_what_changes()} parts={props.report.parts} computedAt={props.report.computedAt} />
    <ul class="sm mt-2">
      <For each={props.report.places}>
        {(place) => (
          <li dir="auto">
            {place.name} <span class="t3 num">{place.number}</span>
          </li>
        )}
      </For>
      <Show when={(props.report.placeCount ?? 0) > props.report.places.length}>
        <li class="t3">
          {hierarchy_chart_more({ count: (props.report.placeCount ?? 0) - props.report.places.length })}
        </li>
      </Show>
    </ul>
  </>
)
