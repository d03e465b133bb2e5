import type { EvidenceKind } from '@ofrecord/core/claims/evidence.rules'
import { evidenceKinds } from '@ofrecord/core/claims/evidence.rules'
import {
  claims_page_evidence_hint,
  common_upload_progress,
  lists_cancel,
  lists_close,
  lists_share_add,
  lists_share_added,
  lists_share_adding,
  lists_share_done,
  lists_share_file,
  lists_share_file_error,
  lists_share_kind,
  lists_share_left,
  lists_share_note,
  lists_share_refused,
  lists_share_refused_all,
  lists_share_result,
  lists_share_text,
  lists_share_title,
} from '@ofrecord/messages/messages'
import { createSignal, For, onCleanup, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { problemOf } from '../../lib/problem.ts'
import { refresh } from '../../lib/query.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, useField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { Note } from '../../ui/note.tsx'
import { kindWords } from '../page/evidence.words.ts'
import type { SharedResult } from '../page/upload.ts'
import { acceptedFiles, problemOfFile, shareEvidence, sizeLimit } from '../page/upload.ts'
import type { ClaimRow } from './columns.tsx'

interface ShareDialogProps {
  /** The ticked claims that are approved. */
  rows: readonly ClaimRow[]
  /** How many ticked ones are not. */
  left: number
  onClose: (done: boolean) => void
}

/** "Add evidence": one document to each approved claim, and afterwards what became of it, claim by claim. */
export const ShareDialog = (props: ShareDialogProps) => {
  const [results, setResults] = createSignal<readonly SharedResult[]>()
  return (
    <Dialog open title={lists_share_title()} onClose={() => props.onClose(results() !== undefined)}>
      <Show when={results()} fallback={<ShareForm {...props} onResults={setResults} />}>
        {(known) => (
          <>
            <ShareResults rows={props.rows} results={known()} />
            <p class="row mt-4">
              <Button look="primary" onClick={() => props.onClose(true)}>
                {lists_close()}
              </Button>
            </p>
          </>
        )}
      </Show>
    </Dialog>
  )
}

const createSharing = (props: ShareDialogProps & { onResults: (results: readonly SharedResult[]) => void }) => {
  const [file, setFile] = createSignal<File>()
  const [kind, setKind] = createSignal<EvidenceKind>('statement_of_work')
  const [note, setNote] = createSignal('')
  const [sent, setSent] = createSignal(0)
  const [problem, setProblem] = createSignal<string>()
  const [isBusy, setBusy] = createSignal(false)
  const stop = new AbortController()
  onCleanup(() => stop.abort())
  const choose = (chosen: File | undefined): void => {
    setFile(chosen)
    setProblem(chosen && problemOfFile(chosen))
  }
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const chosen = file()
    if (isBusy()) return
    setProblem(chosen ? problemOfFile(chosen) : lists_share_file_error())
    if (!chosen || problem()) return
    setBusy(true)
    const claimIds = props.rows.map(({ id }) => id)
    try {
      props.onResults(await shareEvidence({ claimIds, kind: kind(), note: note() }, chosen, setSent, stop.signal))
    } catch (error) {
      if (!stop.signal.aborted) setProblem(problemOf(error).message)
    } finally {
      setBusy(false)
      await refresh(api.claims)
    }
  }
  return { file, choose, kind, setKind, note, setNote, sent, problem, isBusy, send }
}

const ShareForm = (props: ShareDialogProps & { onResults: (results: readonly SharedResult[]) => void }) => {
  const sharing = createSharing(props)
  return (
    <form noValidate onSubmit={(event) => void sharing.send(event)}>
      <p class="t2 mb-4">
        {lists_share_text({ count: props.rows.length })}{' '}
        <Show when={props.left > 0}>{lists_share_left({ count: props.left })}</Show>
      </p>
      <Field label={lists_share_file()} hint={claims_page_evidence_hint({ size: sizeLimit })} error={sharing.problem()}>
        <FileInput onChoose={sharing.choose} />
      </Field>
      <Field label={lists_share_kind()}>
        <Select
          value={sharing.kind()}
          options={evidenceKinds.map((value) => ({ value, label: kindWords[value]() }))}
          onChange={(value) => sharing.setKind(value as EvidenceKind)}
        />
      </Field>
      <Field label={lists_share_note()} optional>
        <TextInput value={sharing.note()} onInput={sharing.setNote} maxLength={500} />
      </Field>
      <Show when={sharing.isBusy() && sharing.file()}>
        {(file) => (
          <progress
            class="w-full"
            max={Math.max(1, file().size)}
            value={sharing.sent()}
            aria-label={common_upload_progress({ name: file().name })}
          />
        )}
      </Show>
      <p class="row mt-4">
        <Button type="submit" look="primary" busy={sharing.isBusy()} busyWord={lists_share_adding()}>
          {lists_share_add()}
        </Button>
        <Button onClick={() => props.onClose(false)}>{lists_cancel()}</Button>
      </p>
    </form>
  )
}

const FileInput = (props: { onChoose: (file: File | undefined) => void }) => (
  <input
    {...useField()}
    type="file"
    class="inp file"
    accept={acceptedFiles}
    onChange={(event) => props.onChoose(event.currentTarget.files?.[0])}
  />
)

const ShareResults = (props: { rows: readonly ClaimRow[]; results: readonly SharedResult[] }) => {
  const refused = () => props.results.filter((result) => 'code' in result).length
  const added = () => props.results.length - refused()
  const rowOf = (claimId: string) => props.rows.find(({ id }) => id === claimId)
  return (
    <>
      <div role="status">
        <Show when={added() > 0}>
          <p>{lists_share_done({ count: added() })}</p>
        </Show>
        <Show when={refused() > 0}>
          <Note tone="act" icon="alert">
            {added() > 0 ? lists_share_refused({ count: refused() }) : lists_share_refused_all({ count: refused() })}
          </Note>
        </Show>
      </div>
      <ul class="results" aria-label={lists_share_result()}>
        <For each={props.results}>
          {(result) => (
            <li>
              <Icon name={'code' in result ? 'alert' : 'check'} />
              <span>
                <span class="num">{rowOf(result.claimId)?.number}</span>{' '}
                <span class="b" dir="auto">
                  {rowOf(result.claimId)?.name}
                </span>{' '}
                <span class="t2">{'code' in result ? result.message : lists_share_added()}</span>
              </span>
            </li>
          )}
        </For>
      </ul>
    </>
  )
}
