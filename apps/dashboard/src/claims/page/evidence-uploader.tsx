import { maxEvidenceFiles } from '@ofrecord/core/claims/evidence.rules'
import type { TakenIn } from '@ofrecord/core/claims/intake'
import {
  claims_page_evidence_added,
  claims_page_evidence_full,
  claims_page_evidence_hint,
  evidence_form_download,
  evidence_form_hint,
  evidence_infected_toast,
  evidence_newer_added,
  evidence_newer_pending,
} from '@ofrecord/messages/messages'
import { api } from '../../lib/api.ts'
import { locale } from '../../lib/locale.ts'
import { refresh } from '../../lib/query.ts'
import { Icon } from '../../ui/icon.tsx'
import { toast } from '../../ui/toast.tsx'
import { Uploader } from '../../ui/uploader.tsx'
import type { ClaimPage } from './claim.ts'
import { duplicateWords } from './duplicates.tsx'
import type { UploadPlace } from './upload.ts'
import { acceptedFiles, problemOfFile, sizeLimit, uploadEvidence } from './upload.ts'

export interface EvidenceUploaderProps {
  claim: ClaimPage
  /** What is said of the next document; it is asked when the document leaves. */
  said: () => Omit<UploadPlace, 'claimId'>
  onAdded?: () => void
}

/** Many documents at once, each with its progress, and the vendor's form for whoever has none yet. */
export const EvidenceUploader = (props: EvidenceUploaderProps) => {
  const inRound = () => props.claim.evidence.filter(({ round }) => round === props.claim.evidenceRound).length
  const full = () => (inRound() >= maxEvidenceFiles ? claims_page_evidence_full({ max: maxEvidenceFiles }) : undefined)
  const upload = async (file: File, onProgress: (sent: number) => void, signal: AbortSignal): Promise<void> => {
    const taken = await uploadEvidence({ claimId: props.claim.id, ...props.said() }, file, onProgress, signal)
    toast(wordsOfTaken(file.name, taken, props.claim.status === 'approved'))
    props.onAdded?.()
  }
  return (
    <>
      <Uploader
        id="evidence"
        accept={acceptedFiles}
        check={problemOfFile}
        hint={claims_page_evidence_hint({ size: sizeLimit })}
        reason={full()}
        upload={upload}
        onUploaded={() => void refresh(api.claims.get)}
      />
      <p class="t2 sm form-link">
        {evidence_form_hint()}{' '}
        <a href={`/files/forms/${props.claim.id}.pdf?language=${locale()}`} download="">
          <Icon name="download" />
          {evidence_form_download()}
        </a>
      </p>
    </>
  )
}

/** What became of a document: the worst first, since a toast says one thing. */
const wordsOfTaken = (name: string, { scanState, head, duplicates }: TakenIn, approved: boolean): string => {
  if (scanState === 'infected') return evidence_infected_toast({ name })
  const [duplicate] = duplicates
  if (duplicate) return `${claims_page_evidence_added({ name })}. ${duplicateWords(duplicate, 'partner')}`
  if (head) return evidence_newer_added({ name })
  return approved && scanState === 'pending' ? evidence_newer_pending({ name }) : claims_page_evidence_added({ name })
}
