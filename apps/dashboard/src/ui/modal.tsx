import type { JSX } from 'solid-js'
import { createEffect, createSignal, onCleanup, Show } from 'solid-js'

/** A bare modal dialog, for what draws its own head: the command palette, the menu on phones. */
export const ModalDialog = (props: {
  open: boolean
  onClose: () => void
  class: string
  label?: string
  labelledBy?: string
  /** A press beside it closes it; only where nothing can be lost. */
  light?: boolean
  children: JSX.Element
}) => {
  const [box, setBox] = createSignal<HTMLDialogElement>()
  createEffect(() => {
    const dialog = box()
    if (dialog && !dialog.open) dialog.showModal()
  })
  return (
    <Show when={props.open}>
      <dialog
        ref={(dialog) => {
          setBox(dialog)
          // Taken away without being closed it would drop the focus instead of giving it back.
          onCleanup(() => dialog.close())
        }}
        class={props.class}
        aria-label={props.label}
        aria-labelledby={props.labelledBy}
        onClose={(event) => event.currentTarget.isConnected && props.onClose()}
        onClick={(event) => props.light && event.target === event.currentTarget && props.onClose()}
      >
        {props.children}
      </dialog>
    </Show>
  )
}
