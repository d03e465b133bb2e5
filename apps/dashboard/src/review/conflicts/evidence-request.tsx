import { conflicts_ask, conflicts_ask_done, conflicts_asked, conflicts_asking } from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { formatDate } from '../../lib/format.ts'
import { problemOf } from '../../lib/problem.ts'
import { createTrpcMutation } from '../../lib/mutation.ts'
import { Button } from '../../ui/button.tsx'
import { Note } from '../../ui/note.tsx'
import { toast } from '../../ui/toast.tsx'
import type { ConflictPage } from './conflict.ts'
import { incumbentOf } from './conflict.ts'

/** Newer evidence is asked for once, of whoever holds the item; nobody who only asks for it is asked. */
export const EvidenceRequest = (props: { conflict: ConflictPage }) => {
  const [refusal, setRefusal] = createSignal<string>()
  const asking = createTrpcMutation(api.review.conflicts.askIncumbent, {
    onSuccess: ({ evidenceDueAt }) => toast(conflicts_ask_done({ when: formatDate(evidenceDueAt) })),
    onError: (error) => setRefusal(problemOf(error).message),
  })
  const ask = (): void => {
    setRefusal(undefined)
    asking.mutate({ conflictId: props.conflict.id, version: props.conflict.version })
  }
  return (
    <Show when={incumbentOf(props.conflict)}>
      {(incumbent) => (
        <Show
          when={incumbent().askedAt}
          fallback={
            <span class="request">
              <Button icon="mail" busy={asking.isPending} busyWord={conflicts_asking()} onClick={ask}>
                {conflicts_ask({ partner: incumbent().claim.organizationName })}
              </Button>
              <Show when={refusal()}>
                {(text) => (
                  <Note tone="stop" icon="alert" alert>
                    {text()}
                  </Note>
                )}
              </Show>
            </span>
          }
        >
          {(at) => <span class="sm t2">{conflicts_asked({ when: formatDate(at()) })}</span>}
        </Show>
      )}
    </Show>
  )
}
