import { common_cancel, memberships_desk_note, memberships_desk_note_hint } from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { createSignal } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Failure } from '../../ui/failure.tsx'
import { Field } from '../../ui/field.tsx'
import { TextArea } from '../../ui/inputs.tsx'

/** Yes or no of the service desk, with a note that the partner reads. */
export const VerdictDialog = (props: {
  title: string
  approve: string
  refuse: string
  busy: boolean
  error: unknown
  onDecide: (verdict: 'approve' | 'refuse', note: string) => void
  onClose: () => void
  children: JSX.Element
}) => {
  const [note, setNote] = createSignal('')
  const decide = (verdict: 'approve' | 'refuse'): void => {
    if (!props.busy) props.onDecide(verdict, note().trim())
  }
  return (
    <Dialog
      open
      wide
      onClose={props.onClose}
      title={props.title}
      footer={
        <>
          <Button look="primary" busy={props.busy} onClick={() => decide('approve')}>
            {props.approve}
          </Button>
          <Button look="danger" busy={props.busy} onClick={() => decide('refuse')}>
            {props.refuse}
          </Button>
          <Button onClick={() => props.onClose()}>{common_cancel()}</Button>
        </>
      }
    >
      <div class="notes">
        <Failure error={props.error} />
      </div>
      {props.children}
      <Field class="mt-4" label={memberships_desk_note()} hint={memberships_desk_note_hint()} optional>
        <TextArea value={note()} onInput={setNote} rows={2} maxLength={500} />
      </Field>
    </Dialog>
  )
}
