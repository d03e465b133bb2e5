import type { JSX } from 'solid-js'
import { createSignal, createUniqueId, Show, Suspense } from 'solid-js'
import { common_close } from '@ofrecord/messages/messages'
import { Button } from './button.tsx'
import { Field } from './field.tsx'
import { TextInput } from './inputs.tsx'
import { ModalDialog } from './modal.tsx'

export interface DialogProps {
  open: boolean
  /** Called when it closes by Escape, by its cross, or by a button of the caller's. */
  onClose: () => void
  /** The question. */
  title: JSX.Element
  /** The answers. */
  footer?: JSX.Element
  wide?: boolean | undefined
  children: JSX.Element
}

/** The browser's own modal dialog: it holds the focus, closes on Escape and gives the focus back. */
export const Dialog = (props: DialogProps) => {
  const id = createUniqueId()
  return (
    <ModalDialog
      open={props.open}
      onClose={props.onClose}
      class={`over ${props.wide ? 'wide-over' : ''}`}
      labelledBy={id}
    >
      <header>
        <h2 id={id} tabindex="-1" autofocus>
          {props.title}
        </h2>
        <Button look="quiet" icon="x" iconOnly onClick={() => props.onClose()}>
          {common_close()}
        </Button>
      </header>
      <div class="in">
        {/* What waits in here would take the page away for a moment, and the dialog with it out of its layer. */}
        <Suspense>{props.children}</Suspense>
      </div>
      <Show when={props.footer}>
        <footer>{props.footer}</footer>
      </Show>
    </ModalDialog>
  )
}

export interface ConfirmDialogProps {
  open: boolean
  onClose: () => void
  question: JSX.Element
  /** What changes, and what stays as it is. */
  children: JSX.Element
  /** Verb and object: "Withdraw claim". */
  confirm: string
  confirmBusy?: string | undefined
  /** The way back: "Keep it". */
  keep: string
  busy?: boolean | undefined
  danger?: boolean | undefined
  /** Final things ask to type the record's number, or a `text`. */
  typed?: { label: string; value: string; text?: boolean } | undefined
  onConfirm: () => void
}

/** Only for what cannot be undone. The title is the question, the buttons are the answers. */
export const ConfirmDialog = (props: ConfirmDialogProps) => {
  const [typed, setTyped] = createSignal('')
  const mustType = () => props.typed !== undefined && typed().trim() !== props.typed.value
  return (
    <Dialog
      open={props.open}
      onClose={props.onClose}
      title={props.question}
      footer={
        <>
          <Button
            look={props.danger ? 'danger solid' : 'primary'}
            busy={props.busy}
            busyWord={props.confirmBusy}
            reasonId={mustType() ? 'confirm-typed' : undefined}
            onClick={() => props.onConfirm()}
          >
            {props.confirm}
          </Button>
          <Button onClick={() => props.onClose()}>{props.keep}</Button>
        </>
      }
    >
      <div class="t2">{props.children}</div>
      <Show when={props.typed}>
        {(wanted) => (
          <Field id="confirm-typed" label={wanted().label} class={wanted().text ? 'mt-3' : 'mt-3 max-w-48'}>
            <TextInput
              value={typed()}
              onInput={setTyped}
              inputmode={wanted().text ? 'text' : 'numeric'}
              autocomplete="off"
            />
          </Field>
        )}
      </Show>
    </Dialog>
  )
}
