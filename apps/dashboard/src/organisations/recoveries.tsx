import {
  hierarchy_checking,
  hierarchy_domain_check,
  hierarchy_domain_missing,
  hierarchy_domain_record,
  hierarchy_recovery,
  hierarchy_recovery_asked,
  hierarchy_recovery_proven,
  hierarchy_recovery_start,
  hierarchy_recovery_started,
  hierarchy_recovery_stop,
  hierarchy_recovery_stopped,
  hierarchy_recovery_text,
} from '@ofrecord/messages/messages'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatMoment } from '../lib/format.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { problemOf } from '../lib/problem.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import { TextRecordFacts } from './text-record.tsx'

type Recovery = Awaited<ReturnType<typeof api.people.recovery.list.query>>[number]

/** A recovery that runs when all administrators are gone: any member may object, and who asked proves the domain (PPL-R7). */
export const RecoverySection = () => {
  const me = useMe()
  const recoveries = createTrpcQuery(api.people.recovery.list)
  const running = () =>
    (recoveries.isPending ? [] : (recoveries.data ?? [])).filter(({ state }) => state === 'asked' || state === 'proven')
  const start = createTrpcMutation(api.people.recovery.start, {
    refreshes: [api.people.recovery],
    onSuccess: () => toast(hierarchy_recovery_started()),
  })
  // Where somebody administers the organisation the request would be refused: they are the one to ask.
  const startable = createTrpcQuery(api.people.recovery.mayStart)
  const mayStart = () => answerOf(startable) === true && running().length === 0
  return (
    <Show when={running().length > 0 || mayStart()}>
      <Section title={hierarchy_recovery()}>
        <For each={running()}>{(recovery) => <RecoveryPanel recovery={recovery} />}</For>
        <Show when={mayStart() && me().organisation}>
          {(organisation) => (
            <div class="mt-3">
              <p class="t2 sm mb-3">{hierarchy_recovery_text()}</p>
              <Failure error={start.error} />
              <Button busy={start.isPending} onClick={() => start.mutate({ organizationId: organisation().id })}>
                {hierarchy_recovery_start()}
              </Button>
            </div>
          )}
        </Show>
      </Section>
    </Show>
  )
}

const RecoveryPanel = (props: { recovery: Recovery }) => {
  const [isMissing, setMissing] = createSignal(false)
  const check = createTrpcMutation(api.people.recovery.check, {
    refreshes: [api.people.recovery],
    onSuccess: ({ found }) => setMissing(!found),
  })
  const stop = createTrpcMutation(api.people.recovery.stop, {
    refreshes: [api.people.recovery],
    onSuccess: () => toast(hierarchy_recovery_stopped()),
  })
  return (
    <div class="mt-3">
      <Note tone="act">
        <b>
          {props.recovery.dueAt === null
            ? hierarchy_recovery_asked({
                name: props.recovery.askedBy,
                organisation: props.recovery.organisationName,
              })
            : hierarchy_recovery_proven({ name: props.recovery.askedBy, when: formatMoment(props.recovery.dueAt) })}
        </b>
        <Show when={props.recovery.state === 'asked' && props.recovery.record}>
          {(record) => (
            <>
              <p>{hierarchy_domain_record()}</p>
              <TextRecordFacts record={record()} />
              <Show when={isMissing()}>
                <p role="alert">{hierarchy_domain_missing()}</p>
              </Show>
              <Button
                busy={check.isPending}
                busyWord={hierarchy_checking()}
                onClick={() => check.mutate({ proofId: props.recovery.proofId })}
              >
                {hierarchy_domain_check()}
              </Button>
            </>
          )}
        </Show>
        <Show when={check.error ?? stop.error}>{(error) => <p role="alert">{problemOf(error()).message}</p>}</Show>
        <p class="mt-2">
          <Button look="danger" busy={stop.isPending} onClick={() => stop.mutate({ proofId: props.recovery.proofId })}>
            {hierarchy_recovery_stop()}
          </Button>
        </p>
      </Note>
    </div>
  )
}
