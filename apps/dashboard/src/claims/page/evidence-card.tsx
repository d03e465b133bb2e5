import type { EvidenceKind } from '@ofrecord/core/claims/evidence.rules'
import { evidenceKinds } from '@ofrecord/core/claims/evidence.rules'
import {
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
  evidence_came,
  evidence_head,
  evidence_infected,
  evidence_infected_blocks,
  evidence_purged,
  evidence_replaced,
  evidence_replaces,
} from '@ofrecord/messages/messages'
import { createSignal, For, Show, untrack } from 'solid-js'
import { api } from '../../lib/api.ts'
import { formatBytes, formatDate } from '../../lib/format.ts'
import { problemOf } from '../../lib/problem.ts'
import { createTrpcMutation } from '../../lib/mutation.ts'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Field, FieldNotes } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { Note } from '../../ui/note.tsx'
import { Flag, Status } from '../../ui/status.tsx'
import { toast } from '../../ui/toast.tsx'
import type { EvidenceFile } from './claim.ts'
import { documentHref, DocumentView, isShown, opens } from './document.tsx'
import { Duplicates } from './duplicates.tsx'
import { kindWords, scanWords } from './evidence.words.ts'

export interface EvidenceCardProps {
  file: EvidenceFile
  /** The documents of the same claim, to say what took whose place. */
  others: readonly EvidenceFile[]
  editable: boolean
  /** Whether a virus in it keeps the claim from being submitted. */
  blocks: boolean
}

/**
 * One document: what it is, who sent it when, whether it was scanned; while its round is being written also its kind,
 * its note, its removal.
 */
export const EvidenceCard = (props: EvidenceCardProps) => {
  const [isOpen, setOpen] = createSignal(false)
  const isInfected = () => props.file.scanState === 'infected'
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
        <Show when={props.file.isHead}>
          <Flag icon="check">{evidence_head()}</Flag>
        </Show>
        <span class="push sm">
          <Status look={scanWords[props.file.scanState].look}>{scanWords[props.file.scanState].word()}</Status>
        </span>
      </header>
      <p class="t3 sm">
        {evidence_came({ when: formatDate(props.file.uploadedAt), who: props.file.uploadedByName })}
        <For each={placeWords(props.file, props.others)}>{(words) => <span class="block">{words}</span>}</For>
      </p>
      <Duplicates file={props.file} reader="partner" />
      <Show when={props.file.purgedAt}>
        {(at) => <p class="t2 sm">{evidence_purged({ when: formatDate(at()) })}</p>}
      </Show>
      <Show when={isInfected()}>
        <Note tone="stop" icon="alert">
          <b>{evidence_infected()}</b> {props.editable && props.blocks ? evidence_infected_blocks() : ''}
        </Note>
      </Show>
      <Show when={!props.editable && props.file.note}>
        <p class="sm" dir="auto">
          {props.file.note}
        </p>
      </Show>
      <Show when={props.editable}>
        <Show when={!isInfected()} fallback={<RemoveDocument file={props.file} />}>
          <EvidenceForm file={props.file} />
        </Show>
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

/** What this document took the place of, and what took its place. */
const placeWords = (file: EvidenceFile, others: readonly EvidenceFile[]): string[] => [
  ...others.filter(({ id }) => id === file.supersedesId).map(({ fileName }) => evidence_replaces({ name: fileName })),
  ...others
    .filter(({ supersedesId }) => supersedesId === file.id)
    .map(({ fileName }) => evidence_replaced({ name: fileName })),
]

const EvidenceForm = (props: { file: EvidenceFile }) => {
  // Both are held here: a note that is left right after the kind was chosen must not send the old kind.
  const [kind, setKind] = createSignal(untrack(() => props.file.kind))
  const [note, setNote] = createSignal(untrack(() => props.file.note))
  const describe = createTrpcMutation(api.claims.describeEvidence, { refreshes: [api.claims.get] })
  const kept = () => untrack(() => ({ kind: props.file.kind, note: props.file.note }))
  let said = kept()
  // One after the other: of two on their way at once the older could be the last to arrive.
  let line: Promise<unknown> = Promise.resolve()
  const save = (): void => {
    const now = { kind: kind(), note: note().trim() }
    if (now.kind === said.kind && now.note === said.note) return
    said = now
    const described = { evidenceId: props.file.id, ...now }
    const forget = (): void => {
      said = kept()
    }
    line = line.then(() => describe.mutateAsync(described)).catch(forget)
  }
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
      <RemoveDocument file={props.file} />
      <p class="vh" role="status">
        {describe.isSuccess ? claims_page_evidence_saved() : ''}
      </p>
      <FieldNotes
        id={`${props.file.id}-form`}
        error={describe.isError ? problemOf(describe.error).message : undefined}
      />
    </div>
  )
}

const RemoveDocument = (props: { file: EvidenceFile }) => {
  const [isAsking, setAsking] = createSignal(false)
  const remove = createTrpcMutation(api.claims.removeEvidence, {
    refreshes: [api.claims.get],
    onSuccess: () => toast(claims_page_evidence_removed({ name: props.file.fileName })),
  })
  return (
    <>
      <button type="button" class="link sm" onClick={() => setAsking(true)}>
        {claims_page_evidence_remove()}
        <span class="vh"> {props.file.fileName}</span>
      </button>
      <FieldNotes
        id={`${props.file.id}-removal`}
        error={remove.isError ? problemOf(remove.error).message : undefined}
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
    </>
  )
}
