import type { DeskRow } from '@ofrecord/core/competencies/desk.queries'
import type { CompetencyLevel } from '@ofrecord/core/competencies/enrollment.rules'
import { competencyLevels } from '@ofrecord/core/competencies/enrollment.rules'
import {
  common_cancel,
  competencies_column_level,
  competencies_grant_open,
  competencies_preapprove,
  competencies_preapprove_reason,
  competencies_preapprove_reason_hint,
  competencies_preapprove_reason_missing,
  competencies_preapprove_text,
  competencies_preapprove_title,
  competencies_preapprove_until,
  competencies_preapprove_until_hint,
  competencies_preapprove_until_wrong,
  competencies_preapproved,
  competencies_preapproving,
} from '@ofrecord/messages/messages'
import { createSignal, Show, untrack } from 'solid-js'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { TextArea, TextInput } from '../ui/inputs.tsx'
import { toast } from '../ui/toast.tsx'
import { dayText, monthsLater, today } from './days.ts'
import { renew } from './deed.ts'
import { createGrantPlace, GrantPlaceFields } from './grant-place.tsx'
import { levelWords } from './words.ts'

/** How far ahead a level may be granted (B.16.4). */
const months = 3

/** What is granted where, as far as it is known. */
interface Granted {
  locationId: string
  organization: string
  competency: string
  competencyName: string
}

const grantedOf = ({ location, organization, competency, competencyName }: DeskRow): Granted => ({
  locationId: location.id,
  organization: organization.name,
  competency,
  competencyName,
})

/** What the dialog asks for: of a row of the list, or of a location and a competency that are chosen in it. */
const createPreapproval = (row: DeskRow | undefined, onDone: () => void) => {
  const latest = monthsLater(today(), months)
  const choice = createGrantPlace()
  const [wanted, setLevel] = createSignal<CompetencyLevel>(row?.level ?? 'silver')
  const [until, setUntil] = createSignal(latest)
  const [reason, setReason] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const deed = createDeed(renew)
  const levels = () => choice.competency.chosen()?.levels ?? competencyLevels
  // A competency may have gold only.
  const level = () => (levels().includes(wanted()) ? wanted() : levels()[0])
  const granted = (): Granted | undefined => {
    if (row) return grantedOf(row)
    const [place, competency] = [choice.place.chosen(), choice.competency.chosen()]
    return (
      place &&
      competency && {
        locationId: place.id,
        organization: place.organization,
        competency: competency.code,
        competencyName: competency.name,
      }
    )
  }
  const isDayRight = () => until() >= today() && until() <= latest
  const grant = async (): Promise<void> => {
    setTried(true)
    const what = granted()
    if (!what || !isDayRight() || reason().trim() === '') return
    const { locationId, organization: organisation, competency, competencyName } = what
    const input = { locationId, competency, level: level(), until: until(), reason: reason().trim() }
    if (!(await deed.run(() => api.competencies.preapprove.mutate(input)))) return
    toast(competencies_preapproved({ competency: competencyName, organisation, date: dayText(input.until) }))
    onDone()
  }
  return {
    latest,
    choice,
    levels,
    level,
    setLevel,
    until,
    setUntil,
    reason,
    setReason,
    isTried,
    isDayRight,
    deed,
    grant,
  }
}

/**
 * Asks which level, until when and why, and grants it; the partner is told with the reason. Without a row it asks first
 * where and for what: also where nothing counts for the competency yet.
 */
export const PreapprovalDialog = (props: { row?: DeskRow | undefined; onClose: () => void }) => {
  const form = untrack(() => createPreapproval(props.row, props.onClose))
  const { deed, latest } = form
  return (
    <Dialog
      open
      title={
        props.row
          ? competencies_preapprove_title({
              competency: props.row.competencyName,
              organisation: props.row.organization.name,
            })
          : competencies_grant_open()
      }
      onClose={props.onClose}
      footer={
        <>
          <Button
            look="primary"
            busy={deed.isBusy()}
            busyWord={competencies_preapproving()}
            onClick={() => void form.grant()}
          >
            {competencies_preapprove()}
          </Button>
          <Button onClick={() => props.onClose()}>{common_cancel()}</Button>
        </>
      }
    >
      <p class="t2 mb-4">{competencies_preapprove_text()}</p>
      <Show when={!props.row}>
        <GrantPlaceFields choice={form.choice} isTried={form.isTried()} />
      </Show>
      <RadioGroup
        label={competencies_column_level()}
        value={form.level()}
        onChange={(chosen) => form.setLevel(chosen as CompetencyLevel)}
        choices={form.levels().map((one) => ({ value: one, label: levelWords[one]() }))}
      />
      <Field
        label={competencies_preapprove_until()}
        hint={competencies_preapprove_until_hint({ date: dayText(latest) })}
        error={
          form.isTried() && !form.isDayRight()
            ? competencies_preapprove_until_wrong({ date: dayText(latest) })
            : undefined
        }
      >
        <TextInput type="date" value={form.until()} onInput={form.setUntil} min={today()} max={latest} />
      </Field>
      <Field
        label={competencies_preapprove_reason()}
        hint={competencies_preapprove_reason_hint()}
        error={form.isTried() && form.reason().trim() === '' ? competencies_preapprove_reason_missing() : undefined}
      >
        <TextArea value={form.reason()} onInput={form.setReason} maxLength={500} />
      </Field>
      <Failure problem={deed.problem()} />
    </Dialog>
  )
}
