import type { JSX } from 'solid-js'
import { createSignal, Show } from 'solid-js'
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
  /** What is done to: its id, what is asked before, and what is told after. */
  about: { id: string; question: string; told: string }
  /** What ends with it, and what stays. */
  text: string
  busyWord: string
  /** The way out: "Keep it". */
  keep: string
  work: (id: string) => Promise<unknown>
}

/** A row's button for what no single call undoes: asks first, tells what became of it. */
export const AskFirst = (props: AskFirstProps): JSX.Element => {
  const deed = createDeed(renew)
  // A copy: the row is renewed with the list, and what it says may change meanwhile.
  const [asked, setAsked] = createSignal<AskFirstProps['about']>()
  const act = async ({ id, told }: AskFirstProps['about']): Promise<void> => {
    const { work } = props
    if (!(await deed.run(() => work(id)))) return
    toast(told)
    setAsked()
  }
  return (
    <>
      <Button look="quiet" onClick={() => setAsked({ ...props.about })}>
        {props.verb} <span class="vh">{props.of}</span>
      </Button>
      <Show when={asked()}>
        {(about) => (
          <ConfirmDialog
            open
            danger
            question={about().question}
            confirm={props.verb}
            confirmBusy={props.busyWord}
            keep={props.keep}
            busy={deed.isBusy()}
            onConfirm={() => void act(about())}
            onClose={() => setAsked()}
          >
            <p>{props.text}</p>
            <Failure problem={deed.problem()} />
          </ConfirmDialog>
        )}
      </Show>
    </>
  )
}
