import type { EvidenceKind } from '@ofrecord/core/claims/evidence.rules'
import { evidenceKinds } from '@ofrecord/core/claims/evidence.rules'
import {
  claims_page_evidence_kind,
  claims_page_evidence_note,
  evidence_newer,
  evidence_newer_lead,
  evidence_newer_nothing,
  evidence_newer_replaces,
} from '@ofrecord/messages/messages'
import { createSignal, createUniqueId } from 'solid-js'
import { Field } from '../../ui/field.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import type { ClaimPage } from './claim.ts'
import { EvidenceUploader } from './evidence-uploader.tsx'
import { kindWords } from './evidence.words.ts'

/**
 * Documents that come after the approval (C33). What is said of them is said before they are sent: once they are there
 * an association rests on them, and nothing about them changes any more.
 */
export const NewerEvidence = (props: { claim: ClaimPage }) => {
  const id = createUniqueId()
  const [kind, setKind] = createSignal<EvidenceKind>('statement_of_work')
  const [note, setNote] = createSignal('')
  const [replaced, setReplaced] = createSignal('')
  const options = () => [
    { value: '', label: evidence_newer_nothing() },
    ...props.claim.evidence
      .filter(({ scanState }) => scanState !== 'infected')
      .map((file) => ({ value: file.id, label: file.fileName })),
  ]
  return (
    <section class="newer" aria-labelledby={id}>
      <h3 id={id}>{evidence_newer()}</h3>
      <p class="t2 sm">{evidence_newer_lead()}</p>
      <div class="evi-form newer-form">
        <Field label={claims_page_evidence_kind()}>
          <Select
            value={kind()}
            options={evidenceKinds.map((value) => ({ value, label: kindWords[value]() }))}
            onChange={(value) => setKind(value as EvidenceKind)}
          />
        </Field>
        <Field label={claims_page_evidence_note()} optional>
          <TextInput value={note()} onInput={setNote} maxlength={500} autocomplete="off" />
        </Field>
        <Field label={evidence_newer_replaces()}>
          <Select value={replaced()} options={options()} onChange={setReplaced} />
        </Field>
      </div>
      <EvidenceUploader
        claim={props.claim}
        said={() => ({ kind: kind(), note: note().trim(), supersedesId: replaced() || undefined })}
        onAdded={() => {
          setNote('')
          setReplaced('')
        }}
      />
    </section>
  )
}
