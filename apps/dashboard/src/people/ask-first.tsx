import type { JSX } from 'solid-js'
import { createSignal } from 'solid-js'
import { createDeed } from '../lib/deed.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { toast } from '../ui/toast.tsx'
import { renew } from './deed.ts'

interface AskFirstProps {
  /** The verb, as on the button and in the dialog. */
  verb: string
  /** Of whom: for screen readers, behind the verb. */
  of: string
  question: string
  /** What ends with it, and what stays. */
  text: string
  busyWord: string
  /** The way out: "Keep it". */
  keep: string
  work: () => Promise<unknown>
  told: string
}

/** A row's button for what no single call undoes: asks first, tells what became of it. */
export const AskFirst = (props: AskFirstProps): JSX.Element => {
  const deed = createDeed(renew)
  const [isAsked, setAsked] = createSignal(false)
  const act = async (): Promise<void> => {
    const { told, work } = props
    if (!(await deed.run(work))) return
    toast(told)
    setAsked(false)
  }
  return (
    <>
      <Button look="quiet" onClick={() => setAsked(true)}>
        {props.verb} <span class="vh">{props.of}</span>
      </Button>
      <ConfirmDialog
        open={isAsked()}
        danger
        question={props.question}
        confirm={props.verb}
        confirmBusy={props.busyWord}
        keep={props.keep}
        busy={deed.isBusy()}
        onConfirm={() => void act()}
        onClose={() => setAsked(false)}
      >
        <p>{props.text}</p>
        <Failure problem={deed.problem()} />
      </ConfirmDialog>
    </>
  )
}
