import {
  claims_page_evidence,
  claims_page_evidence_count,
  claims_page_evidence_none,
  claims_page_evidence_not_needed,
  evidence_after_approval,
  evidence_round_coming,
  evidence_round_sent,
  evidence_round_unsent,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { formatDate } from '../../lib/format.ts'
import { may, useMe } from '../../lib/session.ts'
import { Section } from '../../ui/record.tsx'
import type { ClaimPage, EvidenceFile } from './claim.ts'
import { EvidenceCard } from './evidence-card.tsx'
import { EvidenceUploader } from './evidence-uploader.tsx'
import './evidence.css'
import { NewerEvidence } from './newer-evidence.tsx'
import { SelfCheck } from './points.tsx'

/**
 * The documents of a claim, by the round they went with; while a round is being written, its documents can be added,
 * described and removed, and on an approved claim newer ones can be added.
 */
export const EvidenceSection = (props: { claim: ClaimPage; editable: boolean; first: boolean }) => {
  const me = useMe()
  const isEditable = () => props.editable && props.claim.evidenceRound !== null
  const takesNewer = () => props.claim.status === 'approved' && may(me(), 'claims.create')
  const isWritten = (file: EvidenceFile): boolean =>
    file.round === props.claim.evidenceRound && (isEditable() || (takesNewer() && file.scanState === 'infected'))
  return (
    <Section title={claims_page_evidence()} detail={countText(props.claim, isEditable())} first={props.first}>
      <For each={roundsOf(props.claim)}>
        {(round) => (
          <section class="round" aria-label={titleOf(props.claim, round)}>
            <Show when={props.claim.status !== 'draft'}>
              <h3>{titleOf(props.claim, round)}</h3>
            </Show>
            <For each={filesOf(props.claim, round)}>
              {(file) => (
                <EvidenceCard
                  file={file}
                  others={props.claim.evidence}
                  editable={isWritten(file)}
                  blocks={props.claim.status !== 'approved'}
                />
              )}
            </For>
          </section>
        )}
      </For>
      <Show when={!isEditable() && props.claim.evidence.length === 0}>
        <p class="t2 mt-4">{claims_page_evidence_none()}</p>
      </Show>
      <Show when={isEditable()}>
        <Show when={!props.claim.needsEvidence}>
          <p class="t2 mt-4">{claims_page_evidence_not_needed()}</p>
        </Show>
        <EvidenceUploader claim={props.claim} said={() => ({ kind: 'statement_of_work' })} />
        <SelfCheck claim={props.claim} />
      </Show>
      <Show when={takesNewer()}>
        <NewerEvidence claim={props.claim} />
      </Show>
    </Section>
  )
}

const countText = ({ evidence }: ClaimPage, editable: boolean) => {
  if (evidence.length === 0) return undefined
  return editable ? claims_page_evidence_count({ count: evidence.length }) : evidence.length
}

const roundsOf = ({ evidence }: ClaimPage): number[] => [...new Set(evidence.map(({ round }) => round))]

const filesOf = ({ evidence }: ClaimPage, round: number): EvidenceFile[] =>
  evidence.filter((file) => file.round === round)

const titleOf = (claim: ClaimPage, round: number): string => {
  if (round > claim.round && claim.approvedAt !== null) return evidence_after_approval()
  if (round === claim.evidenceRound) return evidence_round_coming({ round })
  const [first] = filesOf(claim, round)
  const at = first?.roundAt ?? (round <= claim.round ? claim.submittedAt : null)
  return at === null ? evidence_round_unsent() : evidence_round_sent({ round, when: formatDate(at) })
}
