import { createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { common_close } from '@ofrecord/messages/messages'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

/** Long enough to read two lines; holds while the pointer or the focus is on it. */
const stayMilliseconds = 8_000

interface ToastNote {
  text: string
  back: { label: string; act: () => void } | undefined
  bad: boolean
}

const [notes, setNotes] = createSignal<readonly ToastNote[]>([])

export interface ToastOptions {
  /** The way back: `{ label: 'Recall', act }`. */
  back?: { label: string; act: () => void }
  /** Something stopped on its own, e.g. an upload; never an error that needs a decision. */
  bad?: boolean
}

/** Confirms what the reader just did and offers the way back. */
export const toast = (text: string, options: ToastOptions = {}): void => {
  setNotes((known) => [...known, { text, back: options.back, bad: options.bad ?? false }])
}

const remove = (note: ToastNote): void => {
  setNotes((known) => known.filter((each) => each !== note))
}

/** The one place where toasts appear; it is always in the page, so that screen readers know it before the first one. */
export const Toasts = () => {
  // A page that is taken down takes its toasts along: the next one would show what somebody else did.
  onCleanup(() => setNotes([]))
  return (
    <div class="toasts" role="status">
      <For each={notes()}>{(note) => <ToastBox note={note} />}</For>
    </div>
  )
}

const ToastBox = (props: { note: ToastNote }) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const hold = (): void => clearTimeout(timer)
  const letGo = (): void => {
    hold()
    timer = setTimeout(() => remove(props.note), stayMilliseconds)
  }
  const goBack = (): void => {
    props.note.back?.act()
    remove(props.note)
  }
  onMount(letGo)
  onCleanup(hold)
  return (
    <div
      class="toast"
      classList={{ bad: props.note.bad }}
      onPointerEnter={hold}
      onPointerLeave={letGo}
      onFocusIn={hold}
      onFocusOut={letGo}
    >
      <Icon name={props.note.bad ? 'alert' : 'active'} />
      <span>{props.note.text}</span>
      <Show when={props.note.back}>
        {(back) => (
          <button type="button" class="link push" onClick={goBack}>
            {back().label}
          </button>
        )}
      </Show>
      <Button look="quiet" icon="x" iconOnly class={props.note.back ? '' : 'push'} onClick={() => remove(props.note)}>
        {common_close()}
      </Button>
    </div>
  )
}
