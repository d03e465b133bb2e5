import { maxLevels } from '@ofrecord/core/hierarchy/tree.rules'
import {
  common_cancel,
  common_close,
  hierarchy_against_depth,
  hierarchy_against_there,
  hierarchy_done_headquarters,
  hierarchy_done_move,
  hierarchy_execute_headquarters,
  hierarchy_execute_move,
  hierarchy_executing,
  hierarchy_headquarters_rule,
  hierarchy_location_what,
  hierarchy_move_to,
  hierarchy_only_global,
  hierarchy_panel_headquarters,
  hierarchy_panel_move,
  hierarchy_panel_move_with,
  hierarchy_panel_title,
  hierarchy_reason,
  hierarchy_reason_error,
  hierarchy_reason_hint,
  hierarchy_report_ready,
  hierarchy_report_what,
  hierarchy_way_back_headquarters,
  hierarchy_way_back_move,
  hierarchy_what_changes,
  hierarchy_work_out_again,
} from '@ofrecord/messages/messages'
import { createEffect, createMemo, createSignal, createUniqueId, on, onMount, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { createTrpcQuery } from '../../lib/query.ts'
import { may, useMe } from '../../lib/session.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { focusFirstError } from '../../ui/focus.ts'
import { TextArea } from '../../ui/inputs.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { LoadingBars } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.tsx'
import type { Change, LocationRecord, Rehearsal, TreeRow } from '../answers.ts'
import { againstOwnBranch } from './against.ts'
import { KeepRehearsal } from '../keep-rehearsal.tsx'
import { ImpactReport } from './impact-report.tsx'
import { LocationChoice } from './location-choice.tsx'
import { createExecution, createTrial } from './trial.ts'

interface ChangePanelProps {
  kind: 'moved' | 'headquarters'
  locationId: string
  /** Where it is to go, once that is chosen. */
  parentId: string | null
  onParent: (parentId: string) => void
  /** What the change would do, for whoever draws it beside the panel. */
  onReport: (report: Rehearsal | undefined) => void
  onClose: () => void
  onDone: () => void
}

/** "What this changes": a move or a new headquarters with its impact, before it is confirmed. */
export const ChangePanel = (props: ChangePanelProps) => {
  const id = createUniqueId()
  let heading: HTMLHeadingElement | undefined
  const location = createTrpcQuery(api.hierarchy.get, () => ({ locationId: props.locationId }))
  onMount(() => heading?.focus())
  return (
    <section class="panel" aria-labelledby={id} onKeyDown={(event) => event.key === 'Escape' && props.onClose()}>
      <header>
        <h2 id={id} ref={heading} tabindex="-1" class="grow">
          <Show when={!location.isPending && location.data} fallback={hierarchy_panel_title()}>
            {(known) => <>{titleOf(props.kind, known())}</>}
          </Show>
        </h2>
        <Button look="quiet" icon="x" iconOnly onClick={() => props.onClose()}>
          {common_close()}
        </Button>
      </header>
      <Loaded query={location} what={hierarchy_location_what()} rows={4}>
        {(known) => <PanelBody {...props} location={known()} />}
      </Loaded>
    </section>
  )
}

const titleOf = (kind: ChangePanelProps['kind'], { name, below }: LocationRecord): string => {
  if (kind === 'headquarters') return hierarchy_panel_headquarters({ location: name })
  return below > 0
    ? hierarchy_panel_move_with({ location: name, count: below })
    : hierarchy_panel_move({ location: name })
}

/** What speaks against a place by what the list itself says; the server decides. */
const againstOf =
  (moved: LocationRecord) =>
  (row: TreeRow): string | undefined => {
    const own = againstOwnBranch(moved, row)
    if (own !== undefined) return own
    if (row.id === moved.parentId) return hierarchy_against_there()
    const levels = row.above.length + 2 + moved.height
    return levels > maxLevels ? hierarchy_against_depth({ levels, most: maxLevels }) : undefined
  }

const PanelBody = (props: ChangePanelProps & { location: LocationRecord }) => {
  const me = useMe()
  const [reason, setReason] = createSignal('')
  const [reasonError, setReasonError] = createSignal('')
  const [parent, setParent] = createSignal<{ id: string; name: string }>()
  const parentQuery = createTrpcQuery(
    api.hierarchy.get,
    () => ({ locationId: props.parentId ?? '' }),
    () => ({ enabled: props.parentId !== null && parent()?.id !== props.parentId }),
  )
  const parentName = () =>
    props.parentId === null
      ? ''
      : parent()?.id === props.parentId
        ? (parent()?.name ?? '')
        : ((parentQuery.isPending ? undefined : parentQuery.data?.name) ?? '')
  const change = createMemo((): Change | undefined => {
    const { id } = props.location
    if (props.kind === 'headquarters') return { kind: 'headquarters', locationId: id }
    return props.parentId === null ? undefined : { kind: 'moved', locationId: id, parentId: props.parentId }
  })
  const trial = createTrial(change)
  const execution = createExecution((rehearsal) => {
    toast(doneText(rehearsal))
    props.onDone()
  })
  createEffect(on(trial.report, (report) => props.onReport(report)))
  const places = () => trial.report()?.impact.placeCount ?? 0
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const report = trial.report()
    if (!report) return
    setReasonError(reason().trim() === '' ? hierarchy_reason_error() : '')
    if (reason().trim() === '') return focusFirstError()
    void execution.execute(report, reason())
  }
  const again = (): void => {
    execution.forget()
    void trial.again()
  }
  const isHeadquarters = () => props.kind === 'headquarters'
  return (
    <>
      {execution.dialog()}
      <form noValidate onSubmit={submit}>
        <div class="in">
          <Show when={props.kind === 'moved'} fallback={<p class="t2 sm mb-3">{hierarchy_headquarters_rule()}</p>}>
            <LocationChoice
              id="change-parent"
              label={hierarchy_move_to()}
              value={parentName()}
              error={trial.problem()?.message}
              againstOf={againstOf(props.location)}
              onTake={(row) => {
                setParent({ id: row.id, name: row.name })
                props.onParent(row.id)
              }}
            />
          </Show>
          <Show when={isHeadquarters() && trial.problem()}>
            {(problem) => (
              <Note tone="stop" alert>
                {problem().message}
              </Note>
            )}
          </Show>
          <Show when={trial.isBusy()}>
            <LoadingBars what={hierarchy_report_what()} rows={5} />
          </Show>
          <Show when={trial.report()}>
            {(report) => (
              <>
                <h3>{hierarchy_what_changes()}</h3>
                <ImpactReport
                  label={hierarchy_what_changes()}
                  parts={report().impact.parts}
                  computedAt={report().createdAt}
                  wayBack={isHeadquarters() ? hierarchy_way_back_headquarters() : hierarchy_way_back_move()}
                />
                <Show when={!may(me(), 'organisations.change')}>
                  <p class="sm mt-3">{hierarchy_only_global()}</p>
                </Show>
                <Field
                  class="mt-4"
                  label={hierarchy_reason()}
                  hint={hierarchy_reason_hint()}
                  error={reasonError() || undefined}
                >
                  <TextArea value={reason()} onInput={setReason} rows={2} maxLength={1000} />
                </Field>
              </>
            )}
          </Show>
          <Show when={execution.problem()}>
            {(problem) => (
              <Note tone="stop" alert>
                {problem().message}{' '}
                <button type="button" class="link" onClick={again}>
                  {hierarchy_work_out_again()}
                </button>
              </Note>
            )}
          </Show>
        </div>
        <div class="foot">
          <Show when={trial.report() && may(me(), 'organisations.change')}>
            <Button type="submit" look="primary" busy={execution.isBusy()} busyWord={hierarchy_executing()}>
              {isHeadquarters()
                ? hierarchy_execute_headquarters({ location: props.location.name })
                : hierarchy_execute_move({ count: props.location.below + 1 })}
            </Button>
          </Show>
          <Show when={trial.report()}>{(report) => <KeepRehearsal rehearsalId={report().id} reason={reason()} />}</Show>
          <Button look="quiet" class="push" onClick={() => props.onClose()}>
            {common_cancel()}
          </Button>
        </div>
        <p class="vh" role="status">
          {trial.report() ? hierarchy_report_ready({ count: places() }) : ''}
        </p>
      </form>
    </>
  )
}

const doneText = ({ kind, locationName }: Rehearsal): string =>
  kind === 'headquarters'
    ? hierarchy_done_headquarters({ location: locationName })
    : hierarchy_done_move({ location: locationName })
