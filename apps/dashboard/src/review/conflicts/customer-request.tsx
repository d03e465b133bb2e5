import {
  clarify_ask,
  clarify_ask_keep,
  clarify_ask_question,
  clarify_ask_what,
  clarify_asked_toast,
  clarify_asking,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { formatList } from '../../lib/format.ts'
import { createTrpcMutation } from '../../lib/mutation.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/dialog.tsx'
import { Failure } from '../../ui/failure.tsx'
import { toast } from '../../ui/toast.tsx'
import type { ConflictPage } from './conflict.ts'
import { sidesOf } from './conflict.ts'

/**
 * The customer is asked once who does the work; afterwards its answer has a section of its own. A letter that is out does
 * not come back: who gets it and what it names is read first.
 */
export const CustomerRequest = (props: { conflict: ConflictPage }) => {
  const [isAsked, setAsked] = createSignal(false)
  const asking = createTrpcMutation(api.review.conflicts.askCustomer, {
    refreshes: [api.review, api.clarifications],
    onSuccess: () => toast(clarify_asked_toast()),
  })
  const open = (): void => {
    asking.reset()
    setAsked(true)
  }
  return (
    <Show when={props.conflict.customerAskedAt === null}>
      <span class="request">
        <Button icon="mail" onClick={open}>
          {clarify_ask()}
        </Button>
      </span>
      <ConfirmDialog
        open={isAsked()}
        question={clarify_ask_question({ customer: props.conflict.customerName })}
        confirm={clarify_ask()}
        confirmBusy={clarify_asking()}
        keep={clarify_ask_keep()}
        busy={asking.isPending}
        onConfirm={() => asking.mutate({ conflictId: props.conflict.id, version: props.conflict.version })}
        onClose={() => setAsked(false)}
      >
        <p>
          {clarify_ask_what({
            customer: props.conflict.customerName,
            partners: formatList(sidesOf(props.conflict).map(({ claim }) => claim.organizationName)),
          })}
        </p>
        <Failure error={asking.error} />
      </ConfirmDialog>
    </Show>
  )
}
