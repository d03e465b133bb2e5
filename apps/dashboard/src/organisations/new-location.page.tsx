import { useNavigate, useSearchParams } from '@solidjs/router'
import {
  hierarchy_after_creation,
  hierarchy_change_fields,
  hierarchy_continue,
  hierarchy_create,
  hierarchy_create_reason,
  hierarchy_created,
  hierarchy_executing,
  hierarchy_form_failed,
  hierarchy_new_location,
  hierarchy_parent,
  hierarchy_parent_error,
  hierarchy_parent_hint,
  hierarchy_report_what,
  hierarchy_step_check,
  hierarchy_step_fields,
  hierarchy_what_changes,
  organisations_locations,
  organisations_title,
} from '@ofrecord/messages/messages'
import { createEffect, createSignal, on, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Note } from '../ui/note.tsx'
import { DefinitionList, Section } from '../ui/record.tsx'
import { LoadingBars } from '../ui/states.tsx'
import { StepCount, Steps } from '../ui/steps.tsx'
import { toast } from '../ui/toast.tsx'
import type { Change } from './answers.ts'
import { ImpactReport } from './change/impact-report.tsx'
import { LocationChoice } from './change/location-choice.tsx'
import { createExecution, createTrial } from './change/trial.ts'
import { countryName } from './countries.ts'
import { KeepRehearsal } from './keep-rehearsal.tsx'
import { createLocationForm, fieldOrder, labelOf, LocationFieldset } from './location-form.tsx'
import type { LocationForm } from './location-form.tsx'
import type { FieldName } from './location-fields.ts'
import { noFields } from './location-fields.ts'
import './organisations.css'

/** A new location in two steps: what it is told by, then what that changes, before it is made. */
const NewLocationPage = () => {
  const [params, setParams] = useSearchParams<{ under?: string }>()
  const [wanted, setWanted] = createSignal<Change>()
  const [parentError, setParentError] = createSignal('')
  const [parentName, setParentName] = createSignal('')
  const form = createLocationForm(noFields)
  const beginning = createTrpcQuery(api.hierarchy.tree, () => ({ size: 25 as const }))
  const underId = () => params.under ?? answerOf(beginning)?.rows[0]?.id ?? ''
  const parent = createTrpcQuery(
    api.hierarchy.get,
    () => ({ locationId: underId() }),
    () => ({ enabled: underId() !== '' }),
  )
  createEffect(
    on(
      () => answerOf(parent)?.name,
      (name) => name !== undefined && setParentName(name),
    ),
  )
  let heading: HTMLHeadingElement | undefined
  // A step takes what had the focus away with it.
  createEffect(on(wanted, () => heading?.focus(), { defer: true }))
  createPage(() => ({
    title: hierarchy_new_location(),
    above: [
      { label: organisations_title(), href: paths.organisation },
      { label: organisations_locations(), href: paths.locations },
    ],
  }))
  const goOn = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    setParentError(underId() === '' ? hierarchy_parent_error() : '')
    if (!(await form.submit()) || underId() === '') return
    setWanted({ kind: 'created', location: { ...form.fields(), parentId: underId() } })
  }
  const steps = () => [
    { label: hierarchy_step_fields(), at: wanted() ? ('done' as const) : ('now' as const) },
    { label: hierarchy_step_check(), at: wanted() ? ('now' as const) : ('next' as const) },
  ]
  return (
    <>
      <div class="head">
        <div>
          <StepCount steps={steps()} />
          <h1 ref={heading} tabindex="-1">
            {hierarchy_new_location()}
          </h1>
        </div>
      </div>
      <div class="stepped">
        <Steps steps={steps()} />
        <Show
          when={wanted()}
          fallback={
            <form noValidate class="max-w-160" onSubmit={(event) => void goOn(event)}>
              <ErrorSummary
                title={hierarchy_form_failed()}
                errors={[
                  ...(parentError() === '' ? [] : [{ id: 'location-parent', text: parentError() }]),
                  ...form.summary(),
                ]}
                attempt={form.attempt()}
              />
              <LocationChoice
                id="location-parent"
                label={hierarchy_parent()}
                hint={hierarchy_parent_hint()}
                error={parentError() || undefined}
                value={parentName()}
                onTake={(row) => {
                  setParentName(row.name)
                  setParams({ under: row.id }, { replace: true })
                }}
              />
              <LocationFieldset form={form} />
              <Button type="submit" look="primary" class="mt-4">
                {hierarchy_continue()}
              </Button>
            </form>
          }
        >
          {(change) => (
            <CheckStep change={change()} form={form} parentName={parentName()} onBack={() => setWanted(undefined)} />
          )}
        </Show>
      </div>
    </>
  )
}

export default NewLocationPage

const CheckStep = (props: { change: Change; form: LocationForm; parentName: string; onBack: () => void }) => {
  const me = useMe()
  const navigate = useNavigate()
  const trial = createTrial(() => props.change)
  const execution = createExecution((_, locationId) => {
    toast(hierarchy_created({ location: props.form.fields().name }))
    navigate(paths.location(locationId))
  })
  const valueOf = (field: FieldName): string =>
    field === 'country' ? countryName(props.form.fields().country) : props.form.fields()[field]
  return (
    <div class="max-w-160">
      <Section title={hierarchy_step_check()} first>
        <DefinitionList
          class="mt-3"
          facts={[
            { term: hierarchy_parent(), detail: props.parentName },
            ...fieldOrder.map((field) => ({ term: labelOf(field), detail: valueOf(field) })),
          ]}
        />
      </Section>
      <Section title={hierarchy_what_changes()}>
        <Show when={trial.isBusy()}>
          <LoadingBars what={hierarchy_report_what()} rows={4} />
        </Show>
        <Show when={trial.problem() ?? execution.problem()}>
          {(problem) => (
            <Note tone="stop" alert>
              {problem().message}
            </Note>
          )}
        </Show>
        <Show when={trial.report()}>
          {(report) => (
            <ImpactReport
              label={hierarchy_what_changes()}
              parts={report().impact.parts}
              computedAt={report().createdAt}
              wayBack={hierarchy_after_creation({ vendor: me().vendor.name })}
            />
          )}
        </Show>
      </Section>
      <p class="row wrap mt-4">
        <Show when={trial.report()}>
          {(report) => (
            <Show
              when={may(me(), 'organisations.change')}
              fallback={<KeepRehearsal look="primary" rehearsalId={report().id} reason={hierarchy_create_reason()} />}
            >
              <Button
                look="primary"
                busy={execution.isBusy()}
                busyWord={hierarchy_executing()}
                onClick={() => void execution.execute(report(), hierarchy_create_reason())}
              >
                {hierarchy_create({ location: props.form.fields().name })}
              </Button>
            </Show>
          )}
        </Show>
        <Button onClick={() => props.onBack()}>{hierarchy_change_fields()}</Button>
      </p>
    </div>
  )
}
