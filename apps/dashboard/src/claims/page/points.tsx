import type { ChecklistPoint } from '@ofrecord/core/claims/evidence.rules'
import { checklistPoints } from '@ofrecord/core/claims/evidence.rules'
import {
  claims_page_points,
  claims_page_points_lead,
  evidence_check_found,
  evidence_check_lead,
  evidence_check_missing,
  evidence_check_reading,
  evidence_check_unread,
  evidence_e7,
  evidence_e7_more,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { createUniqueId, For, Show } from 'solid-js'
import { formatList } from '../../lib/format.ts'
import { Icon } from '../../ui/icon.tsx'
import type { ClaimPage, EvidenceFile } from './claim.ts'
import { pointWords } from './evidence.words.ts'
import { placesOf, searched, unsearched, withoutText } from './preflight.ts'

const namesOf = (files: readonly EvidenceFile[]): string => formatList(files.map(({ fileName }) => fileName))

/** The reviewer's questions, for the partner to ask first, with what the text of the documents says to them (B.1.8). */
export const SelfCheck = (props: { claim: ClaimPage }) => {
  const id = createUniqueId()
  const isSearched = () => searched(props.claim).length > 0
  return (
    <section class="points" aria-labelledby={id}>
      <h3 id={id}>{claims_page_points()}</h3>
      <p class="t3 sm">{isSearched() ? evidence_check_lead() : claims_page_points_lead()}</p>
      <ol>
        <For each={checklistPoints}>
          {(point, index) => (
            <Point
              number={index() + 1}
              name={pointWords[point].name()}
              more={pointWords[point].more()}
              finding={isSearched() ? <Finding claim={props.claim} point={point} /> : undefined}
            />
          )}
        </For>
        <Show when={props.claim.publicSector}>
          <Point
            number={checklistPoints.length + 1}
            name={evidence_e7()}
            more={evidence_e7_more()}
            finding={undefined}
          />
        </Show>
      </ol>
      <Show when={props.claim.evidence.length > 0 && unsearched(props.claim).length > 0}>
        <p class="t2 sm">{evidence_check_reading({ names: namesOf(unsearched(props.claim)) })}</p>
      </Show>
      <Show when={withoutText(props.claim).length > 0}>
        <p class="t2 sm">{evidence_check_unread({ names: namesOf(withoutText(props.claim)) })}</p>
      </Show>
    </section>
  )
}

const Point = (props: { number: number; name: string; more: string; finding: JSX.Element }) => (
  <li>
    <span class="t3 num" aria-hidden="true">
      {props.number}
    </span>
    <span>
      {props.name}
      <span class="t3 sm">{props.more}</span>
      {props.finding}
    </span>
  </li>
)

const Finding = (props: { claim: ClaimPage; point: ChecklistPoint }) => {
  const place = () => placesOf(props.claim, props.point)[0]
  return (
    <Show
      when={place()}
      fallback={
        <span class="finding sm t2">
          <Icon name="x" />
          <span>{evidence_check_missing()}</span>
        </span>
      }
    >
      {(found) => (
        <span class="finding sm t2">
          <Icon name="check" />
          <span dir="auto">{evidence_check_found({ page: found().page, name: found().file.fileName })}</span>
        </span>
      )}
    </Show>
  )
}
