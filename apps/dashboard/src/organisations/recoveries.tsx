import {
  hierarchy_checking,
  hierarchy_domain_check,
  hierarchy_domain_missing,
  hierarchy_domain_record,
  hierarchy_recovery,
  hierarchy_recovery_ended,
  hierarchy_recovery_ended_admin,
  hierarchy_recovery_ended_text,
  hierarchy_recovery_objected,
  hierarchy_recovery_start,
  hierarchy_recovery_started,
  hierarchy_recovery_stop,
  hierarchy_recovery_stop_ask,
  hierarchy_recovery_stop_keep,
  hierarchy_recovery_stop_text,
  hierarchy_recovery_stopped,
  hierarchy_recovery_text,
  hierarchy_recovery_then,
  hierarchy_recovery_then_own,
  hierarchy_recovery_withdraw,
  hierarchy_recovery_withdrawn,
} from '@ofrecord/messages/messages'
import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import type { Recovery } from './recovery.words.ts'
import { isRunning, recoverySentence } from './recovery.words.ts'
import { TextRecordFacts } from './text-record.tsx'

/** When all administrators are gone: who asks to become one, how they prove the domain, and everybody's objection (PPL-R7). */
export const RecoverySection = () => {
  const me = useMe()
  const recoveries = createTrpcQuery(api.people.recovery.list)
  const rows = () =>
    (answerOf(recoveries)?.rows ?? []).filter(({ organizationId }) => organizationId === me().organisation?.id)
  const running = () => rows().filter(isRunning)
  const own = () => rows().find(({ isOwn }) => isOwn)
  const mayStart = () => answerOf(recoveries)?.mayStart === true && !running().some(({ isOwn }) => isOwn)
  return (
    <Show when={running().length > 0 || mayStart()}>
      <Section title={hierarchy_recovery()}>
        <For each={running()}>{(recovery) => <RecoveryPanel recovery={recovery} />}</For>
        <Show when={mayStart() && me().organisation}>
          {(organisation) => (
            <div class="mt-3">
              <Show when={own()}>{(last) => <Ended recovery={last()} />}</Show>
              <RecoveryStart organizationId={organisation().id} />
            </div>
          )}
        </Show>
      </Section>
    </Show>
  )
}

/** What somebody asked for themselves, of whichever organisation: the ones that run, and how the last of each ended. */
export const OwnRecoveries = () => {
  const recoveries = createTrpcQuery(api.people.recovery.list)
  const own = () => (answerOf(recoveries)?.rows ?? []).filter(({ isOwn }) => isOwn)
  const running = () => own().filter(isRunning)
  const ended = () =>
    own().filter(
      (row, at, all) =>
        isEnded(row) && all.findIndex(({ organizationId }) => organizationId === row.organizationId) === at,
    )
  // What was just asked for further down the page goes on up here.
  let list: HTMLDivElement | undefined
  createEffect(
    on(
      () => answerOf(recoveries) && running().length,
      (now, before) =>
        now !== undefined && before !== undefined && now > before && list?.scrollIntoView?.({ block: 'center' }),
    ),
  )
  return (
    <Show when={running().length + ended().length > 0}>
      <Section title={hierarchy_recovery()}>
        <div ref={list}>
          <For each={running()}>{(recovery) => <RecoveryPanel recovery={recovery} />}</For>
        </div>
        <For each={ended()}>
          {(recovery) => (
            <div class="mt-3">
              <Ended recovery={recovery} named />
            </div>
          )}
        </For>
      </Section>
    </Show>
  )
}

/** The first step of whoever may: the record to write is shown next, with what they asked for. */
export const RecoveryStart = (props: { organizationId: string }) => {
  const start = createTrpcMutation(api.people.recovery.start, {
    refreshes: [api.people.recovery],
    onSuccess: () => toast(hierarchy_recovery_started()),
  })
  return (
    <>
      <p class="t2 sm mb-3">{hierarchy_recovery_text()}</p>
      <Failure error={start.error} />
      <Button busy={start.isPending} onClick={() => start.mutate({ organizationId: props.organizationId })}>
        {hierarchy_recovery_start()}
      </Button>
    </>
  )
}

const isEnded = ({ state, isWithdrawn }: Recovery): boolean => state === 'stopped' && !isWithdrawn

/** Who asked learns here that it came to nothing, and why. */
const Ended = (props: { recovery: Recovery; named?: boolean }) => (
  <Show when={isEnded(props.recovery)}>
    <div class="mb-3">
      <Note>
        <Show when={props.named}>
          <span dir="auto">{props.recovery.organisationName}</span>
          <br />
        </Show>
        <b>
          {props.recovery.stoppedBy === null
            ? hierarchy_recovery_ended()
            : hierarchy_recovery_objected({ name: props.recovery.stoppedBy })}
        </b>{' '}
        {props.recovery.stoppedBy === null && hierarchy_recovery_ended_admin()} {hierarchy_recovery_ended_text()}
      </Note>
    </div>
  </Show>
)

const RecoveryPanel = (props: { recovery: Recovery }) => (
  <div class="mt-3">
    <Note tone="act">
      <b>{recoverySentence(props.recovery)}</b>
      <Show when={props.recovery.state === 'asked' && !props.recovery.isOwn}>
        <p>{hierarchy_recovery_then({ name: props.recovery.askedBy, domain: props.recovery.domain })}</p>
      </Show>
      <Show when={props.recovery.state === 'asked' && props.recovery.record}>
        {(record) => (
          <>
            <p>{hierarchy_domain_record()}</p>
            <TextRecordFacts record={record()} />
            <p>{hierarchy_recovery_then_own()}</p>
          </>
        )}
      </Show>
      <Deeds recovery={props.recovery} />
    </Note>
  </div>
)

const Deeds = (props: { recovery: Recovery }) => {
  const [isAsking, setAsking] = createSignal(false)
  const [isMissing, setMissing] = createSignal(false)
  const check = createTrpcMutation(api.people.recovery.check, {
    refreshes: [api.people.recovery],
    onSuccess: ({ found }) => setMissing(!found),
  })
  const stop = createTrpcMutation(api.people.recovery.stop, {
    refreshes: [api.people.recovery],
    onSuccess: () => toast(props.recovery.isOwn ? hierarchy_recovery_withdrawn() : hierarchy_recovery_stopped()),
  })
  const proof = () => ({ proofId: props.recovery.proofId })
  const object = (): void => {
    setAsking(false)
    stop.mutate(proof())
  }
  const name = () => ({ name: props.recovery.askedBy })
  return (
    <>
      <Show when={isMissing()}>
        <p role="alert" class="b mt-3">
          {hierarchy_domain_missing()}
        </p>
      </Show>
      <Failure error={check.error ?? stop.error} />
      <p class="row wrap mt-3">
        <Show when={props.recovery.state === 'asked' && props.recovery.isOwn}>
          <Button busy={check.isPending} busyWord={hierarchy_checking()} onClick={() => check.mutate(proof())}>
            {hierarchy_domain_check()}
          </Button>
        </Show>
        <Show
          when={props.recovery.isOwn}
          fallback={
            <Button look="danger" busy={stop.isPending} onClick={() => setAsking(true)}>
              {hierarchy_recovery_stop()}
            </Button>
          }
        >
          <Button look="danger" busy={stop.isPending} onClick={() => stop.mutate(proof())}>
            {hierarchy_recovery_withdraw()}
          </Button>
        </Show>
      </p>
      <ConfirmDialog
        open={isAsking()}
        onClose={() => setAsking(false)}
        question={hierarchy_recovery_stop_ask(name())}
        confirm={hierarchy_recovery_stop()}
        keep={hierarchy_recovery_stop_keep()}
        danger
        onConfirm={object}
      >
        {hierarchy_recovery_stop_text(name())}
      </ConfirmDialog>
    </>
  )
}
