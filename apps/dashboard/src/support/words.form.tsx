import { support_answer_error } from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { createSignal, createUniqueId } from 'solid-js'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { TextArea } from '../ui/inputs.tsx'

interface WordsFormProps {
  label: string
  button: string
  busyWord: string
  isBusy: boolean
  error: unknown
  /** Something else on the page is what its reader most likely came for. */
  second?: boolean | undefined
  /** Answers true once what was typed is sent; then the field is empty again. */
  onSend: (body: string) => Promise<boolean>
  /** Stands between the field and the button. */
  children?: JSX.Element
}

/** Somebody writes on a ticket. A refusal keeps what was typed. */
export const WordsForm = (props: WordsFormProps) => {
  const id = createUniqueId()
  const [body, setBody] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (props.isBusy) return
    setTried(true)
    if (body().trim() === '') return document.getElementById(id)?.focus()
    if (!(await props.onSend(body().trim()))) return
    setTried(false)
    setBody('')
  }
  return (
    <form noValidate class="max-w-160" onSubmit={(event) => void submit(event)}>
      <div class="notes">
        <Failure error={props.error} />
      </div>
      <Field id={id} label={props.label} error={isTried() && body().trim() === '' ? support_answer_error() : undefined}>
        <TextArea value={body()} onInput={setBody} rows={4} maxLength={5000} />
      </Field>
      {props.children}
      <Button type="submit" look={props.second ? undefined : 'primary'} busy={props.isBusy} busyWord={props.busyWord}>
        {props.button}
      </Button>
    </form>
  )
}
