import { maxEvidenceBytes, maxEvidenceFiles } from '@ofrecord/core/claims/evidence.rules'
import {
  claims_page_evidence,
  claims_page_evidence_added,
  claims_page_evidence_count,
  claims_page_evidence_full,
  claims_page_evidence_hint,
  claims_page_evidence_none,
  claims_page_evidence_not_needed,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { refresh } from '../../lib/query.ts'
import { Section } from '../../ui/record.tsx'
import { toast } from '../../ui/toast.tsx'
import { Uploader } from '../../ui/uploader.tsx'
import type { ClaimPage } from './claim.ts'
import { EvidenceCard } from './evidence-card.tsx'
import { SelfCheck } from './points.tsx'
import { acceptedFiles, problemOfFile, uploadEvidence } from './upload.ts'

/** The 25 MiB of the limit, as people say it. */
const sizeLimit = `${maxEvidenceBytes / 1024 / 1024} MB`

/** The documents of a claim; in a draft they can be added, described and removed. */
export const EvidenceSection = (props: { claim: ClaimPage; editable: boolean; first: boolean }) => (
  <Section title={claims_page_evidence()} detail={countText(props.claim, props.editable)} first={props.first}>
    <For each={props.claim.evidence}>{(file) => <EvidenceCard file={file} editable={props.editable} />}</For>
    <Show
      when={props.editable}
      fallback={
        <Show when={props.claim.evidence.length === 0}>
          <p class="t2 mt-4">{claims_page_evidence_none()}</p>
        </Show>
      }
    >
      <Show when={!props.claim.needsEvidence}>
        <p class="t2 mt-4">{claims_page_evidence_not_needed()}</p>
      </Show>
      <EvidenceUploader claim={props.claim} />
      <SelfCheck />
    </Show>
  </Section>
)

const countText = ({ evidence }: ClaimPage, editable: boolean) => {
  if (evidence.length === 0) return undefined
  return editable ? claims_page_evidence_count({ count: evidence.length }) : evidence.length
}

const EvidenceUploader = (props: { claim: ClaimPage }) => {
  const inRound = () => props.claim.evidence.filter(({ round }) => round === props.claim.round).length
  const full = () => (inRound() >= maxEvidenceFiles ? claims_page_evidence_full({ max: maxEvidenceFiles }) : undefined)
  return (
    <Uploader
      id="evidence"
      accept={acceptedFiles}
      check={problemOfFile}
      hint={claims_page_evidence_hint({ size: sizeLimit })}
      reason={full()}
      upload={(file, onProgress, signal) =>
        uploadEvidence({ claimId: props.claim.id, kind: 'statement_of_work' }, file, onProgress, signal)
      }
      onUploaded={(file) => {
        void refresh(api.claims.get)
        toast(claims_page_evidence_added({ name: file.name }))
      }}
    />
  )
}
