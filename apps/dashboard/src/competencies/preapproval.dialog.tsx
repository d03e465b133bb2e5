import type { DeskRow } from '@ofrecord/core/competencies/desk.queries'
import type { CompetencyLevel } from '@ofrecord/core/competencies/enrollment.rules'
import { competencyLevels } from '@ofrecord/core/competencies/enrollment.rules'
import {
  common_cancel,
  competencies_column_level,
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
import { createSignal, untrack } from 'solid-js'
import { api } from '../lib/api.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { TextArea, TextInput } from '../ui/inputs.tsx'
import { toast } from '../ui/toast.tsx'
import { dayText, monthsLater, today } from './days.ts'
import { createDeed } from './deed.ts'
import { levelWords } from './words.ts'

/** How far ahead a level may be granted (B.16.4). */
const months = 3

/** Asks which level, until when and why, and grants it; the partner is told with the reason. */
export const PreapprovalDialog = (props: { row: DeskRow; onClose: () => void }) => {
  const latest = monthsLater(today(), months)
  const [level, setLevel] = createSignal<CompetencyLevel>(untrack(() => props.row.level))
  const [until, setUntil] = createSignal(latest)
  const [reason, setReason] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const deed = createDeed()
  const isDayRight = () => until() >= today() && until() <= latest
  const grant = async (): Promise<void> => {
    setTried(true)
    if (!isDayRight() || reason().trim() === '') return
    const { location, competency, competencyName, organization } = props.row
    const input = { locationId: location.id, competency, level: level(), until: until(), reason: reason().trim() }
    if (!(await deed.run(() => api.competencies.preapprove.mutate(input)))) return
    toast(
      competencies_preapproved({
        competency: competencyName,
        organisation: organization.name,
        date: dayText(until()),
      }),
    )
    props.onClose()
  }
  return (
    <Dialog
      open
      title={competencies_preapprove_title({
        competency: props.row.competencyName,
        organisation: props.row.organization.name,
      })}
      onClose={props.onClose}
      footer={
        <>
          <Button
            look="primary"
            busy={deed.isBusy()}
            busyWord={competencies_preapproving()}
            onClick={() => void grant()}
          >
            {competencies_preapprove()}
          </Button>
          <Button onClick={() => props.onClose()}>{common_cancel()}</Button>
        </>
      }
    >
      <p class="t2 mb-4">{competencies_preapprove_text()}</p>
      <RadioGroup
        label={competencies_column_level()}
        value={level()}
        onChange={(chosen) => setLevel(chosen as CompetencyLevel)}
        choices={competencyLevels.map((one) => ({ value: one, label: levelWords[one]() }))}
      />
      <Field
        label={competencies_preapprove_until()}
        hint={competencies_preapprove_until_hint({ date: dayText(latest) })}
        error={isTried() && !isDayRight() ? competencies_preapprove_until_wrong({ date: dayText(latest) }) : undefined}
      >
        <TextInput type="date" value={until()} onInput={setUntil} min={today()} max={latest} />
      </Field>
      <Field
        label={competencies_preapprove_reason()}
        hint={competencies_preapprove_reason_hint()}
        error={isTried() && reason().trim() === '' ? competencies_preapprove_reason_missing() : undefined}
      >
        <TextArea value={reason()} onInput={setReason} maxLength={500} />
      </Field>
      <Failure problem={deed.problem()} />
    </Dialog>
  )
}
