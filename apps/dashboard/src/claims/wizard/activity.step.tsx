import type { ClaimActivity } from '@ofrecord/core/catalogue/catalogue.rules'
import {
  claims_activity_hint_evidence,
  claims_activity_hint_no_evidence,
  claims_activity_hint_no_notice,
  claims_activity_hint_notice,
  claims_activity_hint_pays,
  claims_activity_hint_pays_nothing,
  claims_area_not_claimed,
  claims_field_activity,
  claims_field_area,
  claims_field_isv_product,
  claims_field_opt_out,
  claims_field_opt_out_hint,
  claims_field_programme,
  claims_field_programme_hint,
  claims_field_programme_none,
  claims_field_revenue_customer,
  claims_field_seller,
  claims_wizard_revenue_text,
  claims_wizard_revenue_title,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { CheckBox, RadioGroup } from '../../ui/choices.tsx'
import { Field } from '../../ui/field.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { Note } from '../../ui/note.tsx'
import { activityTitle } from '../activity.ts'
import type { ClaimOptions } from '../list/filter-chips.tsx'
import { programmesOf } from '../programmes.ts'
import { areaOf, errorText, useTextField, useWizard } from './wizard-context.ts'

type Area = ClaimOptions['areas'][number]
type Terms = Area['activities'][number]

/** The area, what is done in it (CLM-R2), and what each of the two means before it is chosen. */
export const ActivityStep = () => {
  const wizard = useWizard()
  const { keeper, judgement, options } = wizard
  const terms = () => areaOf(wizard)?.activities ?? []
  const chosen = () => terms().find(({ activity }) => activity === keeper.input.activity)
  const chooseArea = (areaCode: string): void => {
    const allowed = options.areas.find(({ code }) => code === areaCode)?.activities ?? []
    const only = allowed.length === 1 ? allowed[0]?.activity : undefined
    const kept = allowed.find(({ activity }) => activity === keeper.input.activity)?.activity
    keeper.change({ areaCode, activity: kept ?? only ?? null, items: [] })
  }
  const programmes = () => programmesOf(options.areas)
  const inProgramme = () =>
    programmes().find(
      ({ areaCode, activity }) => areaCode === keeper.input.areaCode && activity === keeper.input.activity,
    )
  const chooseProgramme = (chosenCode: string): void => {
    const programme = programmes().find(({ code }) => code === chosenCode)
    if (programme) keeper.change({ areaCode: programme.areaCode, activity: programme.activity, items: [] })
  }
  return (
    <>
      <Show when={programmes().length > 0}>
        <Field id="programme" label={claims_field_programme()} hint={claims_field_programme_hint()} optional>
          <Select
            value={inProgramme()?.code ?? ''}
            onChange={chooseProgramme}
            options={programmes().map(({ code, name }) => ({ value: code, label: name }))}
            empty={claims_field_programme_none()}
          />
        </Field>
      </Show>
      <RadioGroup
        id="areaCode"
        label={claims_field_area()}
        value={keeper.input.areaCode || undefined}
        onChange={chooseArea}
        choices={options.areas.map(areaChoice)}
        error={errorText(judgement, 'areaCode')}
      />
      <Show when={terms().length > 0}>
        <RadioGroup
          id="activity"
          label={claims_field_activity()}
          value={keeper.input.activity ?? undefined}
          onChange={(activity) => keeper.change({ activity: activity as ClaimActivity })}
          choices={terms().map((each) => ({
            value: each.activity,
            label: activityTitle(each.activity),
            hint: termsText(each),
          }))}
          error={errorText(judgement, 'activity')}
        />
      </Show>
      <Show when={chosen()?.activity === 'usage'}>
        <CheckBox
          label={claims_field_opt_out()}
          hint={claims_field_opt_out_hint()}
          checked={keeper.input.incentiveOptOut}
          onChange={(incentiveOptOut) => keeper.change({ incentiveOptOut })}
        />
      </Show>
      <Show when={chosen()?.activity === 'revenue'}>
        <RevenueDetails />
      </Show>
    </>
  )
}

/** Areas in which nobody claims stay in sight, so that nobody looks for them elsewhere. */
const areaChoice = ({ code, name, level }: Area) => ({
  value: code,
  label: name,
  reason: level === null ? claims_area_not_claimed() : undefined,
})

const termsText = ({ evidence, notice, pays }: Terms): string =>
  [
    evidence ? claims_activity_hint_evidence() : claims_activity_hint_no_evidence(),
    notice ? claims_activity_hint_notice() : claims_activity_hint_no_notice(),
    pays ? claims_activity_hint_pays() : claims_activity_hint_pays_nothing(),
  ].join(' ')

/** Revenue recognition excludes incentives, and names the three parties of the sale (CLM-R3, CLM-V17). */
const RevenueDetails = () => (
  <>
    <div class="mb-4">
      <Note icon="coins">
        <b>{claims_wizard_revenue_title()}</b> {claims_wizard_revenue_text()}
      </Note>
    </div>
    <RevenueField name="solutionSellerName" label={claims_field_seller()} />
    <RevenueField name="revenueCustomerName" label={claims_field_revenue_customer()} />
    <RevenueField name="isvProductName" label={claims_field_isv_product()} />
  </>
)

const RevenueField = (props: {
  name: 'solutionSellerName' | 'revenueCustomerName' | 'isvProductName'
  label: string
}) => {
  // eslint-disable-next-line solid/reactivity -- each of the three fields keeps its name for good
  const field = useTextField(props.name)
  return (
    <Field id={field.id} label={props.label} error={field.error()}>
      <TextInput
        value={field.value()}
        onInput={field.onInput}
        onBlur={field.onBlur}
        maxLength={120}
        autocomplete="off"
      />
    </Field>
  )
}
