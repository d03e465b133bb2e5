import type { JSX } from 'solid-js'
import { For, Show, createSignal, onCleanup, onMount, untrack } from 'solid-js'
import {
  common_cancel,
  common_dismiss,
  common_try_again,
  common_upload_choose,
  common_upload_drop,
  common_upload_of,
  common_upload_progress,
  common_upload_stopped,
  common_upload_waiting,
} from '@ofrecord/messages/messages'
import { formatBytes } from '../lib/format.ts'
import { problemOf } from '../lib/problem.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

/** Two at a time: more only share the same line, and the first is finished later. */
const lanes = 2

export interface UploaderProps {
  /** Sends one file; reports what has left in bytes; stops when the signal does. Throws with a problem. */
  upload: (file: File, onProgress: (sentBytes: number) => void, signal: AbortSignal) => Promise<unknown>
  /** Called once per file that arrived. */
  onUploaded?: ((file: File) => void) | undefined
  /** What can be known before sending: too large, wrong kind, same name. The text, or undefined when it may go. */
  check?: ((file: File) => string | undefined) | undefined
  /** For the browser's file window: `.pdf,.docx,image/*`. */
  accept?: string | undefined
  /** Which kinds and how large: "PDF, Office, images; up to 25 MB each." */
  hint?: JSX.Element
  /** Why nothing can be added now. */
  reason?: JSX.Element
  id?: string | undefined
}

interface Sending {
  file: File
  stop: AbortController
  sent: () => number
  setSent: (bytes: number) => void
  error: () => string | undefined
  setError: (text: string | undefined) => void
  isActive: () => boolean
  setActive: (active: boolean) => void
}

/** The whole page is the target, the dashed box the hint; one row per file until it has arrived. */
export const Uploader = (props: UploaderProps) => {
  const [queue, setQueue] = createSignal<readonly Sending[]>([])
  const [isOver, setOver] = createSignal(false)
  let chooser: HTMLInputElement | undefined

  const add = (files: Iterable<File>): void => {
    if (props.reason) return
    setQueue((known) => [...known, ...[...files].map((file) => sendingOf(file, props.check?.(file)))])
    startNext()
  }
  const startNext = (): void => {
    const waiting = queue().filter((sending) => !sending.isActive() && sending.error() === undefined)
    const room = lanes - queue().filter((sending) => sending.isActive()).length
    for (const sending of waiting.slice(0, Math.max(0, room))) void send(sending)
  }
  const send = async (sending: Sending): Promise<void> => {
    sending.setActive(true)
    try {
      await props.upload(sending.file, sending.setSent, sending.stop.signal)
      remove(sending)
      props.onUploaded?.(sending.file)
    } catch (error) {
      if (!sending.stop.signal.aborted) sending.setError(problemOf(error).message)
    } finally {
      sending.setActive(false)
      startNext()
    }
  }
  const remove = (sending: Sending): void => {
    setQueue((known) => known.filter((each) => each !== sending))
  }
  const cancel = (sending: Sending): void => {
    sending.stop.abort()
    remove(sending)
  }
  const again = (sending: Sending): void => {
    remove(sending)
    add([sending.file])
  }

  const mayDrop = (): boolean => !props.reason
  createPageDrop(mayDrop, add, setOver)
  onCleanup(() => queue().forEach((sending) => sending.stop.abort()))
  return (
    <>
      <For each={queue()}>
        {(sending) => <SendingRow sending={sending} onCancel={() => cancel(sending)} onAgain={() => again(sending)} />}
      </For>
      <div class="drop" classList={{ over: isOver() }}>
        <Icon name="upload" />
        <span class="wide">{common_upload_drop()}</span>
        <Button id={props.id} reason={props.reason} onClick={() => chooser?.click()}>
          {common_upload_choose()}
        </Button>
        <Show when={props.hint}>
          <span class="t3">{props.hint}</span>
        </Show>
        <input
          ref={chooser}
          type="file"
          class="hidden"
          multiple
          accept={props.accept}
          aria-label={common_upload_choose()}
          tabindex="-1"
          onChange={(event) => {
            add(event.currentTarget.files ?? [])
            event.currentTarget.value = ''
          }}
        />
      </div>
    </>
  )
}

const sendingOf = (file: File, problem: string | undefined): Sending => {
  const [sent, setSent] = createSignal(0)
  const [error, setError] = createSignal(problem)
  const [isActive, setActive] = createSignal(false)
  return { file, stop: new AbortController(), sent, setSent, error, setError, isActive, setActive }
}

const SendingRow = (props: { sending: Sending; onCancel: () => void; onAgain: () => void }) => {
  const { file, sent, error, isActive } = untrack(() => props.sending)
  const state = () =>
    isActive() ? common_upload_of({ sent: formatBytes(sent()), size: formatBytes(file.size) }) : common_upload_waiting()
  return (
    <div class="sending">
      <Icon name="file" />
      <span>
        <span class="b" dir="auto">
          {file.name}
        </span>{' '}
        <span class="t3 sm num">{error() ? formatBytes(file.size) : state()}</span>
      </span>
      <button type="button" class="link sm" onClick={() => props.onCancel()}>
        {error() ? common_dismiss() : common_cancel()} <span class="vh">{file.name}</span>
      </button>
      <Show
        when={error()}
        fallback={
          <progress
            max={Math.max(1, file.size)}
            value={sent()}
            aria-label={common_upload_progress({ name: file.name })}
          />
        }
      >
        {(text) => (
          <p class="err" role="alert">
            <Icon name="alert" />
            <span>
              {common_upload_stopped({ reason: text() })}{' '}
              <button type="button" class="link" onClick={() => props.onAgain()}>
                {common_try_again()}
              </button>
            </span>
          </p>
        )}
      </Show>
    </div>
  )
}

/** Files dropped anywhere on the page; without this the browser would leave the page and open them. */
const createPageDrop = (
  mayDrop: () => boolean,
  add: (files: Iterable<File>) => void,
  setOver: (over: boolean) => void,
): void => {
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
  const over = (event: DragEvent): void => {
    if (!hasFiles(event)) return
    event.preventDefault()
    setOver(mayDrop())
  }
  const leave = (event: DragEvent): void => {
    if (event.relatedTarget === null) setOver(false)
  }
  const drop = (event: DragEvent): void => {
    if (!hasFiles(event)) return
    event.preventDefault()
    setOver(false)
    add(event.dataTransfer?.files ?? [])
  }
  onMount(() => {
    document.addEventListener('dragover', over)
    document.addEventListener('dragleave', leave)
    document.addEventListener('drop', drop)
  })
  onCleanup(() => {
    document.removeEventListener('dragover', over)
    document.removeEventListener('dragleave', leave)
    document.removeEventListener('drop', drop)
  })
}
