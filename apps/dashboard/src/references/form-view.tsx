import type { ReferenceFields } from '@ofrecord/core/references/draft.rules'
import {
  references_discard,
  references_field_quotingAsked,
  references_form_edit,
  references_form_failed,
  references_form_lead,
  references_form_new,
  references_hint_endedOn,
  references_hint_locationId,
  references_hint_quotingAsked,
  references_save,
  references_saved_at,
  references_saving,
  references_section_customer,
  references_section_project,
  references_section_quoting,
  references_section_supports,
  references_send,
  references_stale,
  references_stale_mine,
  references_stale_theirs,
  references_unsaved,
} from '@ofrecord/messages/messages'
import { useNavigate } from '@solidjs/router'
import { createEffect, createSignal, on, onCleanup, Show, untrack } from 'solid-js'
import { formatTime } from '../lib/format.ts'
import { useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { programmePaths } from '../paths.programme.ts'
import { Button } from '../ui/button.tsx'
import { CheckBox } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Note } from '../ui/note.tsx'
import type { ReferenceDetail, ReferenceOptions } from './answers.ts'
import { forget, renew } from './answers.ts'
import { CompetencyTicks, ProductPicks } from './code-picks.tsx'
import { DiscardDialog } from './deed.dialogs.tsx'
import { DayField, LanguageField, LocationField, TextField } from './fields.tsx'
import type { ReferenceForm } from './form.ts'
import { createReferenceForm, idOf } from './form.ts'
import type { ReferenceKeeper } from './keeper.ts'
import { createReferenceKeeper } from './keeper.ts'
import { SendDialog } from './send.dialog.tsx'

interface FormViewProps {
  opened: ReferenceDetail | undefined
  blank: ReferenceFields
  options: ReferenceOptions
  /** With the first save, when it becomes a draft of its own. */
  onKept?: (referenceId: string) => void
}

/** One page for the whole reference (REF-R1, REF-R2): kept as it is typed, judged at each save, sent when nothing is wrong. */
export const ReferenceFormView = (props: FormViewProps) => {
  const navigate = useNavigate()
  const keeper = untrack(() => createReferenceKeeper(props.opened, props.blank))
  const form = createReferenceForm(keeper)
  const [isSending, setSending] = createSignal(false)
  const [isChecking, setChecking] = createSignal(false)
  createEffect(
    on(
      () => keeper.place()?.referenceId,
      (referenceId) => referenceId && props.onKept?.(referenceId),
      { defer: true },
    ),
  )
  // The list was not asked again while somebody typed.
  onCleanup(() => void renew())
  const check = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (isChecking()) return
    setChecking(true)
    const isGood = await form.check()
    setChecking(false)
    if (isGood) setSending(true)
  }
  const leave = (to: string): void => {
    keeper.close()
    forget()
    navigate(to)
  }
  return (
    <form noValidate class="reference-form" onSubmit={(event) => void check(event)}>
      <div class="head">
        <div>
          <h1>{props.opened ? references_form_edit() : references_form_new()}</h1>
          <p class="t2">{references_form_lead()}</p>
        </div>
      </div>
      <ErrorSummary title={references_form_failed()} errors={form.summary()} attempt={form.attempt()} />
      <Sections form={form} options={props.options} />
      <Kept keeper={keeper} />
      <p class="row wrap mt-4">
        <Button type="submit" look="primary" busy={isChecking()} busyWord={references_saving()}>
          {references_send()}
        </Button>
        <Button onClick={() => void form.save()}>{references_save()}</Button>
        <Show when={keeper.place()}>
          <Discarding keeper={keeper} onDone={() => leave(paths.references)} />
        </Show>
        <SaveState keeper={keeper} />
      </p>
      <Show when={isSending() && keeper.place()}>
        {(place) => (
          <SendDialog
            place={place()}
            fields={keeper.fields}
            options={props.options}
            onClose={() => setSending(false)}
            onSent={() => leave(programmePaths.reference(place().referenceId))}
          />
        )}
      </Show>
    </form>
  )
}

const Sections = (props: { form: ReferenceForm; options: ReferenceOptions }) => {
  const me = useMe()
  const months = () => props.options.terms.projectMaxAgeMonths
  return (
    <>
      <LocationField form={props.form} hint={references_hint_locationId()} />
      <fieldset class="part">
        <legend class="h2">{references_section_customer()}</legend>
        <TextField form={props.form} name="company" maxLength={200} />
        <TextField form={props.form} name="contactName" maxLength={120} />
        <TextField form={props.form} name="contactTitle" maxLength={120} />
        <TextField form={props.form} name="contactEmail" maxLength={254} type="email" />
        <LanguageField form={props.form} languages={props.options.languages} />
      </fieldset>
      <fieldset class="part">
        <legend class="h2">{references_section_project()}</legend>
        <TextField form={props.form} name="projectTitle" maxLength={160} />
        <TextField form={props.form} name="description" maxLength={4000} lines={6} />
        <div class="days">
          <DayField form={props.form} name="startedOn" />
          <DayField form={props.form} name="endedOn" hint={references_hint_endedOn({ count: months() })} />
        </div>
        <TextField form={props.form} name="outcome" maxLength={2000} lines={4} />
        <ProductPicks form={props.form} options={props.options} />
      </fieldset>
      <fieldset class="part">
        <legend class="h2">{references_section_supports()}</legend>
        <CompetencyTicks form={props.form} options={props.options} />
      </fieldset>
      <fieldset class="part">
        <legend class="h2">{references_section_quoting()}</legend>
        <CheckBox
          id={idOf('quotingAsked')}
          label={references_field_quotingAsked()}
          hint={references_hint_quotingAsked({ vendor: me().vendor.name })}
          checked={props.form.fields.quotingAsked}
          onChange={(on) => props.form.set('quotingAsked', on)}
        />
      </fieldset>
    </>
  )
}

/** Why a save did not work, and whose words stay when somebody else was at the same draft. */
const Kept = (props: { keeper: ReferenceKeeper }) => (
  <Show when={props.keeper.theirs()} fallback={<Failure problem={props.keeper.failure()} />}>
    <Note tone="act" alert>
      <p class="mb-2">{references_stale()}</p>
      <span class="row wrap">
        <Button onClick={() => void props.keeper.keepMine()}>{references_stale_mine()}</Button>
        <Button onClick={() => props.keeper.takeTheirs()}>{references_stale_theirs()}</Button>
      </span>
    </Note>
  </Show>
)

const SaveState = (props: { keeper: ReferenceKeeper }) => (
  <span class="t3 sm" role="status">
    <Show when={!props.keeper.isSaving()} fallback={references_saving()}>
      <Show when={props.keeper.savedAt()} fallback={props.keeper.place() ? '' : references_unsaved()}>
        {(at) => <>{references_saved_at({ time: formatTime(at()) })}</>}
      </Show>
    </Show>
  </span>
)

const Discarding = (props: { keeper: ReferenceKeeper; onDone: () => void }) => {
  const [isAsked, setAsked] = createSignal(false)
  return (
    <>
      <Button look="quiet" onClick={() => setAsked(true)}>
        {references_discard()}
      </Button>
      <Show when={isAsked() && props.keeper.place()}>
        {(place) => (
          <DiscardDialog
            row={{ ...place(), company: props.keeper.fields.company }}
            onClose={() => setAsked(false)}
            onDone={props.onDone}
          />
        )}
      </Show>
    </>
  )
}
