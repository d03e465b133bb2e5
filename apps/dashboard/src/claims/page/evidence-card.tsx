import type { EvidenceKind } from '@ofrecord/core/claims/evidence.rules'
import { evidenceKinds } from '@ofrecord/core/claims/evidence.rules'
import {
  claims_page_evidence_came,
  claims_page_evidence_facts,
  claims_page_evidence_keep,
  claims_page_evidence_kind,
  claims_page_evidence_note,
  claims_page_evidence_preview,
  claims_page_evidence_remove,
  claims_page_evidence_remove_text,
  claims_page_evidence_remove_title,
  claims_page_evidence_removed,
  claims_page_evidence_removing,
  claims_page_evidence_saved,
} from '@ofrecord/messages/messages'
import { createSignal, Show, untrack } from 'solid-js'
import { api } from '../../lib/api.ts'
import { formatBytes, formatDate } from '../../lib/format.ts'
import { problemOf } from '../../lib/problem.ts'
import { createTrpcMutation } from '../../lib/query.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Field, FieldNotes } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { Status } from '../../ui/status.tsx'
import { toast } from '../../ui/toast.tsx'
import type { EvidenceFile } from './claim.ts'
import { documentHref, DocumentView, isShown, opens } from './document.tsx'
import { kindWords, scanWords } from './evidence.words.ts'

/** One document: what it is, who sent it when, whether it was scanned; in a draft also its kind, its note, its removal. */
export const EvidenceCard = (props: { file: EvidenceFile; editable: boolean }) => {
  const [isOpen, setOpen] = createSignal(false)
  return (
    <article class="evi" aria-label={props.file.fileName}>
      <header>
        <Icon name="file" />
        <Show
          when={opens(props.file)}
          fallback={
            <span class="b" dir="auto">
              {props.file.fileName}
            </span>
          }
        >
          <a class="name" dir="auto" href={documentHref(props.file)} download={props.file.fileName}>
            {props.file.fileName}
          </a>
        </Show>
        <span class="sm t3">
          {props.editable
            ? formatBytes(props.file.bytes)
            : claims_page_evidence_facts({ kind: kindWords[props.file.kind](), size: formatBytes(props.file.bytes) })}
        </span>
        <span class="push sm">
          <Status look={scanWords[props.file.scanState].look}>{scanWords[props.file.scanState].word()}</Status>
        </span>
      </header>
      <p class="t3 sm">
        {claims_page_evidence_came({
          round: props.file.round,
          when: formatDate(props.file.uploadedAt),
          who: props.file.uploadedByName,
        })}
      </p>
      <Show when={!props.editable && props.file.note}>
        <p class="sm" dir="auto">
          {props.file.note}
        </p>
      </Show>
      <Show when={props.editable}>
        <EvidenceForm file={props.file} />
      </Show>
      <Show when={isShown(props.file)}>
        <details onToggle={(event) => setOpen(event.currentTarget.open)}>
          <summary class="sm">
            {claims_page_evidence_preview()}
            <span class="vh"> {props.file.fileName}</span>
          </summary>
          <Show when={isOpen()}>
            <DocumentView file={props.file} />
          </Show>
        </details>
      </Show>
    </article>
  )
}

const EvidenceForm = (props: { file: EvidenceFile }) => {
  // Both are held here: a note that is left right after the kind was chosen must not send the old kind.
  const [kind, setKind] = createSignal(untrack(() => props.file.kind))
  const [note, setNote] = createSignal(untrack(() => props.file.note))
  const [isAsking, setAsking] = createSignal(false)
  const describe = createTrpcMutation(api.claims.describeEvidence, { refreshes: [api.claims.get] })
  const save = (): void => {
    if (kind() === props.file.kind && note().trim() === props.file.note) return
    describe.mutate({ evidenceId: props.file.id, kind: kind(), note: note().trim() })
  }
  const remove = createTrpcMutation(api.claims.removeEvidence, {
    refreshes: [api.claims.get],
    onSuccess: () => toast(claims_page_evidence_removed({ name: props.file.fileName })),
  })
  return (
    <div class="evi-form">
      <Field label={claims_page_evidence_kind()}>
        <Select
          value={kind()}
          options={evidenceKinds.map((value) => ({ value, label: kindWords[value]() }))}
          onChange={(value) => {
            setKind(value as EvidenceKind)
            save()
          }}
        />
      </Field>
      <Field label={claims_page_evidence_note()} optional>
        <TextInput value={note()} onInput={setNote} onBlur={save} maxlength={500} autocomplete="off" />
      </Field>
      <button type="button" class="link sm" onClick={() => setAsking(true)}>
        {claims_page_evidence_remove()}
        <span class="vh"> {props.file.fileName}</span>
      </button>
      <p class="vh" role="status">
        {describe.isSuccess ? claims_page_evidence_saved() : ''}
      </p>
      <FieldNotes
        id={`${props.file.id}-form`}
        error={describe.isError || remove.isError ? problemOf(describe.error ?? remove.error).message : undefined}
      />
      <ConfirmDialog
        open={isAsking()}
        onClose={() => setAsking(false)}
        question={claims_page_evidence_remove_title({ name: props.file.fileName })}
        confirm={claims_page_evidence_remove()}
        confirmBusy={claims_page_evidence_removing()}
        keep={claims_page_evidence_keep()}
        busy={remove.isPending}
        danger
        onConfirm={() => remove.mutate({ evidenceId: props.file.id }, { onSettled: () => setAsking(false) })}
      >
        {claims_page_evidence_remove_text()}
      </ConfirmDialog>
    </div>
  )
}
