import { clarify_ask, clarify_asked_toast, clarify_asking } from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { createTrpcMutation } from '../../lib/mutation.ts'
import { problemOf } from '../../lib/problem.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/note.tsx'
import { toast } from '../../ui/toast.tsx'
import type { ConflictPage } from './conflict.ts'

/** The customer is asked once who does the work; afterwards its answer has a section of its own. */
export const CustomerRequest = (props: { conflict: ConflictPage }) => {
  const [refusal, setRefusal] = createSignal<string>()
  const asking = createTrpcMutation(api.review.conflicts.askCustomer, {
    refreshes: [api.review, api.clarifications],
    onSuccess: () => toast(clarify_asked_toast()),
    onError: (error) => setRefusal(problemOf(error).message),
  })
  const ask = (): void => {
    setRefusal(undefined)
    asking.mutate({ conflictId: props.conflict.id, version: props.conflict.version })
  }
  return (
    <Show when={props.conflict.customerAskedAt === null}>
      <span class="request">
        <Button icon="mail" busy={asking.isPending} busyWord={clarify_asking()} onClick={ask}>
          {clarify_ask()}
        </Button>
        <Show when={refusal()}>
          {(text) => (
            <Note tone="stop" icon="alert" alert>
              {text()}
            </Note>
          )}
        </Show>
      </span>
    </Show>
  )
}
