import { createSignal, For, onCleanup, onMount, Show } from 'solid-js'
import { common_close, common_group_everywhere } from '@ofrecord/messages/messages'
import { createShortcuts } from '../lib/shortcuts.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { KeyHint } from './key-hint.tsx'

/** Long enough to read two lines; holds while the pointer or the focus is on it. */
const stayMilliseconds = 8_000

/** Long enough to get to the way back with whatever somebody works with (WCAG 2.2.1). */
const stayWithBackMilliseconds = 60_000

/** The key that takes the newest way back: the button itself is the last thing on the page. */
const backKey = 'z'

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
    timer = setTimeout(() => remove(props.note), props.note.back ? stayWithBackMilliseconds : stayMilliseconds)
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
      <Show when={props.note.back}>{(back) => <WayBack label={back().label} onTake={goBack} />}</Show>
      <Button look="quiet" icon="x" iconOnly class={props.note.back ? '' : 'push'} onClick={() => remove(props.note)}>
        {common_close()}
      </Button>
    </div>
  )
}

const WayBack = (props: { label: string; onTake: () => void }) => {
  createShortcuts({
    keys: backKey,
    get label() {
      return props.label
    },
    group: common_group_everywhere(),
    act: () => props.onTake(),
  })
  return (
    <button type="button" class="link push" aria-keyshortcuts={backKey} onClick={() => props.onTake()}>
      {props.label}
      <KeyHint keys={backKey} />
    </button>
  )
}
