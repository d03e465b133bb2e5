import { useNavigate } from '@solidjs/router'
import {
  hierarchy_close_now,
  hierarchy_execute,
  hierarchy_execute_title,
  hierarchy_executed,
  hierarchy_executing,
  hierarchy_only_global_kept,
  hierarchy_reason,
  hierarchy_reason_error,
  hierarchy_reason_hint,
  hierarchy_rehearsal_changed_text,
  hierarchy_rehearsal_old_text,
  hierarchy_type_number,
  hierarchy_work_out_again,
  refusals_confirmation_mismatch,
} from '@ofrecord/messages/messages'
import { createSignal, Show, untrack } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { focusFirstError } from '../ui/focus.ts'
import { TextArea, TextInput } from '../ui/inputs.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import type { Rehearsal } from './answers.ts'
import { createExecution } from './change/trial.ts'
import { rehearsalState } from './rehearsal-state.ts'
import './organisations.css'

/** Tries the same change again, which makes a report of its own: it is kept as this one was. */
const Again = (props: { rehearsal: Rehearsal }) => {
  const navigate = useNavigate()
  const keep = createTrpcMutation(api.hierarchy.keepRehearsal, {
    refreshes: [api.hierarchy.rehearsals],
    onSuccess: ({ id }) => navigate(paths.rehearsal(id)),
  })
  const again = createTrpcMutation(api.hierarchy.rehearse, {
    onSuccess: ({ id }) => keep.mutate({ rehearsalId: id }),
  })
  return (
    <>
      <Button
        busy={again.isPending || keep.isPending}
        onClick={() =>
          again.mutate({
            change: props.rehearsal.input,
            reason: props.rehearsal.reason,
          })
        }
      >
        {hierarchy_work_out_again()}
      </Button>
      <Failure error={again.error ?? keep.error} />
    </>
  )
}

export const Execution = (props: { rehearsal: Rehearsal }) => {
  const me = useMe()
  const [reason, setReason] = createSignal(untrack(() => props.rehearsal.reason))
  const [number, setNumber] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const execution = createExecution(() => toast(hierarchy_executed()))
  const state = () => rehearsalState(props.rehearsal).key
  const mayChange = () => may(me(), 'organisations.change')
  const isClosing = () => props.rehearsal.kind === 'dissociated'
  const asked = () => String(props.rehearsal.locationNumber)
  const numberError = () =>
    isClosing() && number().trim() !== asked() ? refusals_confirmation_mismatch({ number: asked() }) : undefined
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (reason().trim() === '' || numberError()) return focusFirstError()
    void execution.execute(props.rehearsal, reason(), isClosing() ? number().trim() : null)
  }
  return (
    <Show when={state() !== 'executed'}>
      <Section title={hierarchy_execute_title()}>
        <div class="mt-3 max-w-160">
          {execution.dialog()}
          <Show when={state() === 'good'}>
            <Failure problem={execution.problem()} />
          </Show>
          <Show when={state() !== 'good'}>
            <p class="t2" role="status">
              {state() === 'old' ? hierarchy_rehearsal_old_text() : hierarchy_rehearsal_changed_text()}
            </p>
            <p class="mt-3">
              <Again rehearsal={props.rehearsal} />
            </p>
          </Show>
          <Show when={state() === 'good' && mayChange()} fallback={<OnlyGlobal mayChange={mayChange()} />}>
            <form noValidate onSubmit={submit}>
              <Field
                label={hierarchy_reason()}
                hint={hierarchy_reason_hint()}
                error={isTried() && reason().trim() === '' ? hierarchy_reason_error() : undefined}
              >
                <TextArea value={reason()} onInput={setReason} rows={2} maxLength={1000} />
              </Field>
              <Show when={isClosing()}>
                <Field
                  class="max-w-64"
                  label={hierarchy_type_number({ number: props.rehearsal.locationNumber })}
                  error={isTried() ? numberError() : undefined}
                >
                  <TextInput value={number()} onInput={setNumber} inputmode="numeric" autocomplete="off" />
                </Field>
              </Show>
              <Button
                type="submit"
                look={isClosing() ? 'danger' : 'primary'}
                busy={execution.isBusy()}
                busyWord={hierarchy_executing()}
              >
                {isClosing() ? hierarchy_close_now({ count: props.rehearsal.impact.placeCount }) : hierarchy_execute()}
              </Button>
            </form>
          </Show>
        </div>
      </Section>
    </Show>
  )
}

const OnlyGlobal = (props: { mayChange: boolean }) => (
  <Show when={!props.mayChange}>
    <p class="t2 sm">{hierarchy_only_global_kept()}</p>
  </Show>
)
