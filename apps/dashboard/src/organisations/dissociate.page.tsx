import { useNavigate, useParams, useSearchParams } from '@solidjs/router'
import {
  hierarchy_children,
  hierarchy_children_go,
  hierarchy_children_move,
  hierarchy_children_move_hint,
  hierarchy_children_with,
  hierarchy_children_with_hint,
  hierarchy_close_now,
  hierarchy_closed,
  hierarchy_confirm,
  hierarchy_dissociate_advice,
  hierarchy_dissociate_final,
  hierarchy_executing,
  hierarchy_keep,
  hierarchy_left_already,
  hierarchy_location_what,
  hierarchy_only_global,
  hierarchy_reason,
  hierarchy_reason_error,
  hierarchy_reason_hint,
  hierarchy_report_what,
  hierarchy_title_dissociated,
  hierarchy_type_number,
  hierarchy_way_back_closing,
  hierarchy_what_changes,
  hierarchy_work_out_again,
  organisations_locations,
  organisations_title,
  refusals_confirmation_mismatch,
} from '@ofrecord/messages/messages'
import { createMemo, createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { RequestAssistance } from '../support/request-assistance.tsx'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import { Field } from '../ui/field.tsx'
import { focusFirstError } from '../ui/focus.ts'
import { TextArea, TextInput } from '../ui/inputs.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import { EmptyState, LoadingBars } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import type { Change, LocationRecord, Rehearsal } from './answers.ts'
import { ImpactReport } from './change/impact-report.tsx'
import { createExecution, createTrial } from './change/trial.ts'
import { Transfer } from './claims-transfer.tsx'
import { KeepRehearsal } from './keep-rehearsal.tsx'
import './organisations.css'

/** Closing a location: what goes with it, what would be lost, where its claims go, and its number typed (B.7.6). */
const DissociatePage = () => {
  const params = useParams<{ locationId: string }>()
  const location = createTrpcQuery(api.hierarchy.get, () => ({ locationId: params.locationId }))
  const name = () => answerOf(location)?.name ?? ''
  createPage(() => ({
    title: hierarchy_title_dissociated({ location: name() }),
    above: [
      { label: organisations_title(), href: paths.organisation },
      { label: organisations_locations(), href: paths.locations },
      { label: name(), href: paths.location(params.locationId) },
    ],
  }))
  return (
    <Loaded query={location} whole what={hierarchy_location_what()} rows={8}>
      {(known) => (
        <>
          <div class="head">
            <div>
              <h1 dir="auto">
                {hierarchy_title_dissociated({ location: known().name })} <span class="t3 num">{known().number}</span>
              </h1>
            </div>
          </div>
          <Show when={known().leftAt === null} fallback={<EmptyState title={hierarchy_left_already()} />}>
            <Closing location={known()} />
          </Show>
        </>
      )}
    </Loaded>
  )
}

export default DissociatePage

const Closing = (props: { location: LocationRecord }) => {
  const me = useMe()
  const [params, setParams] = useSearchParams<{ below?: string }>()
  const isDecided = () => props.location.below === 0 || params.below === 'with'
  const change = createMemo((): Change | undefined =>
    isDecided()
      ? { kind: 'dissociated', locationId: props.location.id, withChildren: props.location.below > 0 }
      : undefined,
  )
  const trial = createTrial(change)
  return (
    <div class="max-w-160">
      <Note tone="act" icon="help">
        <b>{hierarchy_dissociate_advice({ vendor: me().vendor.name })}</b> {hierarchy_dissociate_final()}
      </Note>
      <Show when={props.location.below > 0}>
        <div class="mt-4">
          <RadioGroup
            label={hierarchy_children({ count: props.location.below })}
            value={params.below}
            onChange={(below) => setParams({ below }, { replace: true })}
            choices={[
              { value: 'first', label: hierarchy_children_move(), hint: hierarchy_children_move_hint() },
              { value: 'with', label: hierarchy_children_with(), hint: hierarchy_children_with_hint() },
            ]}
          />
          <Show when={params.below === 'first'}>
            <p>
              <a class="btn" href={`${paths.locations}?q=${encodeURIComponent(String(props.location.number))}`}>
                {hierarchy_children_go()}
              </a>
            </p>
          </Show>
        </div>
      </Show>
      <Show when={trial.isBusy()}>
        <LoadingBars what={hierarchy_report_what()} rows={6} />
      </Show>
      <Show when={trial.problem()}>
        {(problem) => (
          <div class="mt-4">
            <Note tone="stop" alert>
              {problem().message}
            </Note>
          </div>
        )}
      </Show>
      <Show when={trial.report()}>
        {(report) => (
          <>
            <Section title={hierarchy_what_changes()}>
              <ImpactReport
                label={hierarchy_what_changes()}
                parts={report().impact.parts}
                computedAt={report().createdAt}
                wayBack={hierarchy_way_back_closing({ vendor: me().vendor.name })}
              />
              <p class="mt-3">
                <RequestAssistance kind="rehearsal" id={report().id} />
              </p>
            </Section>
            <Show
              when={isBlocked(report())}
              fallback={<Confirmation location={props.location} report={report()} onAgain={() => void trial.again()} />}
            >
              <Transfer location={props.location} onDone={() => void trial.again()} />
            </Show>
            <Show when={isBlocked(report()) && !may(me(), 'organisations.change')}>
              <p class="mt-3">
                <KeepRehearsal rehearsalId={report().id} reason="" />
              </p>
            </Show>
          </>
        )}
      </Show>
    </div>
  )
}

const isBlocked = ({ impact }: Rehearsal): boolean => impact.parts.some(({ weight }) => weight === 'blocker')

const Confirmation = (props: { location: LocationRecord; report: Rehearsal; onAgain: () => void }) => {
  const me = useMe()
  const navigate = useNavigate()
  const [reason, setReason] = createSignal('')
  const [number, setNumber] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const execution = createExecution(() => {
    toast(hierarchy_closed({ location: props.location.name }))
    navigate(paths.locations)
  })
  const numberError = () =>
    number().trim() === String(props.location.number)
      ? undefined
      : refusals_confirmation_mismatch({ number: String(props.location.number) })
  const mayChange = () => may(me(), 'organisations.change')
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (!mayChange()) return
    setTried(true)
    if (reason().trim() === '' || numberError()) return focusFirstError()
    void execution.execute(props.report, reason(), number().trim())
  }
  return (
    <Section title={hierarchy_confirm()}>
      {execution.dialog()}
      <form noValidate class="mt-3" onSubmit={submit}>
        <Show when={!mayChange()}>
          <p class="sm mb-3">{hierarchy_only_global()}</p>
        </Show>
        <Field
          label={hierarchy_reason()}
          hint={hierarchy_reason_hint()}
          error={isTried() && reason().trim() === '' ? hierarchy_reason_error() : undefined}
        >
          <TextArea value={reason()} onInput={setReason} rows={2} maxLength={1000} />
        </Field>
        <Show
          when={mayChange()}
          fallback={<KeepRehearsal look="primary" rehearsalId={props.report.id} reason={reason()} />}
        >
          <Field
            class="max-w-64"
            label={hierarchy_type_number({ number: props.location.number })}
            error={isTried() ? numberError() : undefined}
          >
            <TextInput value={number()} onInput={setNumber} inputmode="numeric" autocomplete="off" />
          </Field>
          <Show when={execution.problem()}>
            {(problem) => (
              <Note tone="stop" alert>
                {problem().message}{' '}
                <button type="button" class="link" onClick={() => props.onAgain()}>
                  {hierarchy_work_out_again()}
                </button>
              </Note>
            )}
          </Show>
          <p class="row wrap mt-3">
            <Button type="submit" look="danger solid" busy={execution.isBusy()} busyWord={hierarchy_executing()}>
              {hierarchy_close_now({ count: props.report.impact.placeCount })}
            </Button>
            <a class="btn" href={paths.location(props.location.id)}>
              {hierarchy_keep()}
            </a>
            <KeepRehearsal rehearsalId={props.report.id} reason={reason()} />
          </p>
        </Show>
      </form>
    </Section>
  )
}
