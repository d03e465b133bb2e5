import {
  common_cancel,
  references_assign,
  references_assign_competency,
  references_assign_competency_choose,
  references_assign_competency_error,
  references_assign_competency_hint,
  references_assign_counts,
  references_assign_incomplete,
  references_assign_location,
  references_assign_location_choose,
  references_assign_location_error,
  references_assign_no_more,
  references_assign_question,
  references_assigned_done,
  references_assigning,
} from '@ofrecord/messages/messages'
import { createSignal, Show, untrack } from 'solid-js'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import { formatDate } from '../lib/format.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { PlaceSelect } from '../organisations/place-select.tsx'
import { Select } from '../ui/inputs.tsx'
import { toast } from '../ui/toast.tsx'
import { createNames, renew } from './answers.ts'
import type { DeedDialogProps } from './deed.dialogs.tsx'

/** What stands in the dialog: the one choice there is, or where it counts now, is there at once. */
const createChoice = (props: DeedDialogProps) => {
  const names = createNames()
  const now = untrack(() => props.row.assignment)
  const [locationId, setLocationId] = createSignal(now?.locationId)
  const [competency, setCompetency] = createSignal(now?.competency)
  const competencies = () => props.row.competencies.map((code) => ({ value: code, label: names.competency(code) }))
  const only = (choices: readonly { value: string }[]): string =>
    choices.length === 1 ? (choices[0]?.value ?? '') : ''
  const chosen = () => ({
    locationId: locationId() ?? names.places.only(),
    competency: competency() ?? only(competencies()),
  })
  return { names, competencies, chosen, setLocationId, setCompetency }
}

/** Lets a reference count at one location for one competency, and says what that changes (REF-R5). */
export const AssignDialog = (props: DeedDialogProps) => {
  const choice = createChoice(props)
  const deed = createDeed(renew)
  const [tried, setTried] = createSignal(false)
  const placed = () => {
    const { locationId, competency } = choice.chosen()
    const location = choice.names.location(locationId)
    return location && competency ? { location, competency: choice.names.competency(competency) } : undefined
  }
  const assign = async (): Promise<void> => {
    setTried(true)
    const place = placed()
    if (!place) return
    const { referenceId, projectTitle: project } = props.row
    if (!(await deed.run(() => api.references.assign.mutate({ referenceId, ...choice.chosen() })))) return
    toast(references_assigned_done({ project, ...place }))
    props.onClose()
    props.onDone?.()
  }
  const refusedAt = (field: string) => (deed.problem()?.field === field ? deed.problem()?.message : undefined)
  const missing = (field: 'locationId' | 'competency') => tried() && !choice.chosen()[field]
  return (
    <Dialog
      open
      title={references_assign_question({ project: props.row.projectTitle })}
      onClose={props.onClose}
      footer={
        <>
          <Button look="primary" busy={deed.isBusy()} busyWord={references_assigning()} onClick={() => void assign()}>
            {references_assign()}
          </Button>
          <Button onClick={() => props.onClose()}>{common_cancel()}</Button>
        </>
      }
    >
      <Field
        label={references_assign_location()}
        error={refusedAt('locationId') ?? (missing('locationId') ? references_assign_location_error() : undefined)}
      >
        <PlaceSelect
          places={choice.names.places}
          value={choice.chosen().locationId}
          empty={references_assign_location_choose()}
          onChange={choice.setLocationId}
        />
      </Field>
      <Field
        label={references_assign_competency()}
        hint={references_assign_competency_hint()}
        error={refusedAt('competency') ?? (missing('competency') ? references_assign_competency_error() : undefined)}
      >
        <Select
          value={choice.chosen().competency}
          empty={references_assign_competency_choose()}
          options={choice.competencies()}
          onChange={choice.setCompetency}
        />
      </Field>
      <p class="t2" role="status">
        <Show when={placed()} fallback={references_assign_incomplete()}>
          {(place) => (
            <>
              {references_assign_counts({ ...place(), date: formatDate(props.row.expiresAt ?? new Date()) })}{' '}
              <Leaving row={props.row} to={choice.chosen()} />
            </>
          )}
        </Show>
      </p>
      <Show when={deed.problem() && !refusedAt('locationId') && !refusedAt('competency')}>
        <Failure problem={deed.problem()} />
      </Show>
    </Dialog>
  )
}

/** Where it counts no more once it is assigned elsewhere. */
const Leaving = (props: Pick<DeedDialogProps, 'row'> & { to: { locationId: string; competency: string } }) => {
  const left = () => {
    const now = props.row.assignment
    return now && (now.locationId !== props.to.locationId || now.competency !== props.to.competency) ? now : undefined
  }
  return (
    <Show when={left()}>
      {(from) => <>{references_assign_no_more({ competency: from().competencyName, location: from().locationName })}</>}
    </Show>
  )
}
