import {
  hierarchy_execute_title,
  hierarchy_executing,
  hierarchy_merge_accept,
  hierarchy_merge_accepted_done,
  hierarchy_merge_answer,
  hierarchy_merge_cancel,
  hierarchy_merge_cancel_ask,
  hierarchy_merge_cancel_keep,
  hierarchy_merge_cancel_title,
  hierarchy_merge_cancel_what,
  hierarchy_merge_cancelled_done,
  hierarchy_merge_decline,
  hierarchy_merge_decline_hint,
  hierarchy_merge_decline_label,
  hierarchy_merge_declined_done,
  hierarchy_merge_execute,
  hierarchy_merge_executed_done,
  hierarchy_merge_flatten_agree,
  hierarchy_merge_flatten_error,
  hierarchy_merge_preview_first,
  hierarchy_merge_way_back,
  hierarchy_reason,
  hierarchy_reason_error,
  hierarchy_reason_hint,
  hierarchy_work_out_again,
  hierarchy_working_out,
} from '@ofrecord/messages/messages'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { createStepUp } from '../account/step-up.tsx'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { problemOf } from '../lib/problem.ts'
import { useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { CheckBox } from '../ui/choices.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { focusFirstError } from '../ui/focus.ts'
import { TextArea } from '../ui/inputs.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import type { MergeView } from './answers.ts'
import { isFresh } from './merge-preview.tsx'
import { UndoMerge } from './merge-undo.tsx'

/** What the reader can do about a merge now; nothing where it is somebody else's turn. */
export const MergeDeeds = (props: { merge: MergeView }) => (
  <Switch>
    <Match when={props.merge.state === 'invited' && props.merge.mayAnswer}>
      <Answer merge={props.merge} />
    </Match>
    <Match when={props.merge.side === 'acquirer' && props.merge.state === 'accepted'}>
      <Execute merge={props.merge} />
      <Cancel merge={props.merge} />
    </Match>
    <Match when={props.merge.side === 'acquirer' && props.merge.state === 'invited'}>
      <Cancel merge={props.merge} />
    </Match>
    <Match when={props.merge.side === 'both' && props.merge.state === 'executed'}>
      <UndoMerge merge={props.merge} />
    </Match>
  </Switch>
)

/** The primary program contact of the invited headquarters says yes or no, having seen their half (M2, M3). */
const Answer = (props: { merge: MergeView }) => {
  const [reason, setReason] = createSignal('')
  const accept = createTrpcMutation(api.hierarchy.merge.accept, {
    onSuccess: () => toast(hierarchy_merge_accepted_done()),
  })
  const decline = createTrpcMutation(api.hierarchy.merge.decline, {
    onSuccess: () => toast(hierarchy_merge_declined_done()),
  })
  return (
    <Section title={hierarchy_merge_answer()}>
      <div class="mt-3 max-w-160">
        <Failure error={accept.error ?? decline.error} />
        <p class="mb-4">
          <Button
            look="primary"
            busy={accept.isPending}
            reason={isFresh(props.merge) ? undefined : hierarchy_merge_preview_first()}
            onClick={() => accept.mutate({ mergeId: props.merge.id })}
          >
            {hierarchy_merge_accept({ organisation: props.merge.acquirer.name })}
          </Button>
        </p>
        <Field label={hierarchy_merge_decline_label()} hint={hierarchy_merge_decline_hint()} optional>
          <TextArea value={reason()} onInput={setReason} rows={2} maxLength={1000} />
        </Field>
        <Button
          look="danger"
          busy={decline.isPending}
          onClick={() => decline.mutate({ mergeId: props.merge.id, reason: reason() })}
        >
          {hierarchy_merge_decline()}
        </Button>
      </div>
    </Section>
  )
}

type MergeInput = Parameters<typeof api.hierarchy.merge.execute.mutate>[0]

const Execute = (props: { merge: MergeView }) => {
  const me = useMe()
  const [reason, setReason] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const [flatten, setFlatten] = createSignal(false)
  const stepUp = createStepUp()
  const merge = { mutate: (input: MergeInput) => stepUp.freshly(() => api.hierarchy.merge.execute.mutate(input)) }
  const execute = createTrpcMutation(merge, {
    refreshes: [api.hierarchy],
    onSuccess: (merged) => merged && toast(hierarchy_merge_executed_done()),
  })
  const again = createTrpcMutation(api.hierarchy.merge.preview, { onSuccess: () => execute.reset() })
  const needsFlatten = () => (props.merge.preview?.flattenedCount ?? 0) > 0
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (reason().trim() === '' || (needsFlatten() && !flatten())) return focusFirstError()
    if (!isFresh(props.merge) || execute.isPending) return
    execute.mutate({ mergeId: props.merge.id, reason: reason().trim(), flatten: flatten() })
  }
  return (
    <Section title={hierarchy_execute_title()}>
      {stepUp.dialog()}
      <form noValidate class="mt-3 max-w-160" onSubmit={submit}>
        <p class="t2 mb-3">{hierarchy_merge_way_back({ vendor: me().vendor.name })}</p>
        <Failure error={execute.error} />
        <Show when={execute.error && problemOf(execute.error).code === 'PREVIEW_STALE'}>
          <p class="mb-4">
            <Button
              busy={again.isPending}
              busyWord={hierarchy_working_out()}
              onClick={() => again.mutate({ mergeId: props.merge.id })}
            >
              {hierarchy_work_out_again()}
            </Button>
          </p>
        </Show>
        <Show when={needsFlatten()}>
          <CheckBox
            label={hierarchy_merge_flatten_agree()}
            checked={flatten()}
            onChange={setFlatten}
            error={isTried() && !flatten() ? hierarchy_merge_flatten_error() : undefined}
          />
        </Show>
        <Field
          label={hierarchy_reason()}
          hint={hierarchy_reason_hint()}
          error={isTried() && reason().trim() === '' ? hierarchy_reason_error() : undefined}
        >
          <TextArea value={reason()} onInput={setReason} rows={2} maxLength={1000} />
        </Field>
        <Button
          type="submit"
          look="primary"
          busy={execute.isPending}
          busyWord={hierarchy_executing()}
          reason={isFresh(props.merge) ? undefined : hierarchy_merge_preview_first()}
        >
          {hierarchy_merge_execute({ organisation: props.merge.invited.name })}
        </Button>
      </form>
    </Section>
  )
}

/** The invitation cannot be given again as it was: what ends with it is said before (M4). */
const Cancel = (props: { merge: MergeView }) => {
  const [isAsked, setAsked] = createSignal(false)
  const cancel = createTrpcMutation(api.hierarchy.merge.cancel, {
    onSuccess: () => toast(hierarchy_merge_cancelled_done()),
  })
  const organisation = () => props.merge.invited.name
  return (
    <Section title={hierarchy_merge_cancel_title()}>
      <p class="mt-3">
        <Button look="danger" onClick={() => setAsked(true)}>
          {hierarchy_merge_cancel()}
        </Button>
      </p>
      <ConfirmDialog
        open={isAsked()}
        danger
        question={hierarchy_merge_cancel_ask({ organisation: organisation() })}
        confirm={hierarchy_merge_cancel()}
        keep={hierarchy_merge_cancel_keep()}
        busy={cancel.isPending}
        onConfirm={() => cancel.mutate({ mergeId: props.merge.id })}
        onClose={() => setAsked(false)}
      >
        <p>{hierarchy_merge_cancel_what({ organisation: organisation() })}</p>
        <Failure error={cancel.error} />
      </ConfirmDialog>
    </Section>
  )
}
