import {
  support_enquiries_cancel,
  support_enquiries_dismiss,
  support_enquiries_dismiss_hint,
  support_enquiries_dismissed,
  support_enquiries_missing,
  support_enquiries_no,
  support_enquiries_no_hint,
  support_enquiries_note,
  support_enquiries_recorded,
  support_enquiries_send,
  support_enquiries_sent,
  support_sending,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { problemOf } from '../lib/problem.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { TextArea } from '../ui/inputs.tsx'
import { toast } from '../ui/toast.tsx'
import type { EnquiryRow } from './enquiries.tsx'

/** A new letter and the no need a letter to be about; dismissing needs a reason alone. */
export const EnquiryDeeds = (props: { row: EnquiryRow }) => {
  const [noted, setNoted] = createSignal<'recordNo' | 'dismiss'>()
  const send = createTrpcMutation(api.enquiries.sendLetter, {
    onSuccess: () => toast(support_enquiries_sent()),
  })
  return (
    <>
      <Failure error={send.error} />
      <p class="row wrap">
        <Show when={props.row.letter}>
          <Button
            busy={send.isPending}
            busyWord={support_sending()}
            onClick={() => send.mutate({ enquiryId: props.row.id })}
          >
            {support_enquiries_send()}
          </Button>
          <Button onClick={() => setNoted('recordNo')}>{support_enquiries_no()}</Button>
        </Show>
        <Button look="quiet" onClick={() => setNoted('dismiss')}>
          {support_enquiries_dismiss()}
        </Button>
      </p>
      <Show when={noted()}>
        {(deed) => <NotedDeed deed={deed()} row={props.row} onClose={() => setNoted(undefined)} />}
      </Show>
    </>
  )
}

const deeds = {
  recordNo: { title: support_enquiries_no, hint: support_enquiries_no_hint, done: support_enquiries_recorded },
  dismiss: {
    title: support_enquiries_dismiss,
    hint: support_enquiries_dismiss_hint,
    done: support_enquiries_dismissed,
  },
} as const

/** What is done for good, with how the person was checked, or why nothing is done. */
const NotedDeed = (props: { deed: keyof typeof deeds; row: EnquiryRow; onClose: () => void }) => {
  const [note, setNote] = createSignal('')
  const [error, setError] = createSignal<string>()
  const words = () => deeds[props.deed]
  const settled = {
    onSuccess: () => {
      toast(words().done())
      props.onClose()
    },
    onError: (refused: Error) => setError(problemOf(refused).message),
  }
  const verbs = {
    recordNo: createTrpcMutation(api.enquiries.recordNo, settled),
    dismiss: createTrpcMutation(api.enquiries.dismiss, settled),
  }
  const isPending = () => verbs.recordNo.isPending || verbs.dismiss.isPending
  const act = (): void => {
    const why = note().trim()
    setError(why === '' ? support_enquiries_missing() : undefined)
    if (why !== '') verbs[props.deed].mutate({ enquiryId: props.row.id, note: why })
  }
  return (
    <Dialog
      open
      onClose={() => props.onClose()}
      title={words().title()}
      footer={
        <>
          <Button onClick={() => props.onClose()}>{support_enquiries_cancel()}</Button>
          <Button look="primary" busy={isPending()} busyWord={support_sending()} onClick={act}>
            {words().title()}
          </Button>
        </>
      }
    >
      <p class="sm mb-3">
        <b dir="auto">{props.row.name}</b> <bdi>{props.row.address}</bdi> <span class="t3">{props.row.number}</span>
      </p>
      <Field label={support_enquiries_note()} hint={words().hint()} error={error()}>
        <TextArea value={note()} onInput={setNote} rows={3} maxlength={2000} />
      </Field>
    </Dialog>
  )
}
