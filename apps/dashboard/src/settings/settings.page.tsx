import type { PolicySetting, PolicyUnit } from '@ofrecord/core/catalogue/policy.rules'
import {
  policy_change,
  policy_changing,
  policy_failed,
  policy_group_customer,
  policy_group_partner,
  policy_group_rules,
  policy_group_vendor,
  policy_lead,
  policy_range,
  policy_reason,
  policy_reason_hint,
  policy_running_text,
  policy_running_title,
  policy_standard,
  policy_title,
  policy_what,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { CheckBox } from '../ui/choices.tsx'
import type { FieldError } from '../ui/error-summary.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { TextArea, TextInput } from '../ui/inputs.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { DefinitionList, Section } from '../ui/record.tsx'
import { SettingChanges } from './changes.tsx'
import type { Policy } from './setting-form.ts'
import { createSettingForm } from './setting-form.ts'
import { amountText, groups, unitText, wordsOf } from './setting.words.ts'
import './settings.css'

/** The programme's deadlines and limits (B.0.4): what is in force, and who changed what. */
const SettingsPage = () => {
  const me = useMe()
  const policy = createTrpcQuery(api.policy.get)
  createPage(() => ({ title: policy_title() }))
  return (
    <Loaded query={policy} whole what={policy_what()} rows={9}>
      {(known) => (
        <>
          <div class="head">
            <div>
              <h1>{policy_title()}</h1>
              <p class="t2">{policy_lead({ vendor: me().vendor.name })}</p>
            </div>
          </div>
          <Note>
            <b>{policy_running_title()}</b> {policy_running_text()}
          </Note>
          <Show when={may(me(), 'policy.change')} fallback={<SettingList policy={known()} />}>
            <SettingForm policy={known()} />
          </Show>
          <SettingChanges terms={known().terms} />
        </>
      )}
    </Loaded>
  )
}

export default SettingsPage

type Group = keyof typeof groups
const groupNames: readonly Group[] = ['vendor', 'rules', 'partner', 'customer']

const groupTitle = (group: Group, vendor: string): string => {
  if (group === 'vendor') return policy_group_vendor({ vendor })
  if (group === 'rules') return policy_group_rules()
  return group === 'partner' ? policy_group_partner() : policy_group_customer()
}

const SettingList = (props: { policy: Policy }) => {
  const me = useMe()
  const factsOf = (group: Group) =>
    groups[group].map((setting) => ({
      term: wordsOf[setting].label(),
      detail: amountText(props.policy.terms[setting].unit, props.policy.settings[setting]),
    }))
  return (
    <div class="max-w-200">
      <For each={groupNames}>
        {(group) => (
          <Section title={groupTitle(group, me().vendor.name)}>
            <DefinitionList class="in-force" facts={factsOf(group)} />
          </Section>
        )}
      </For>
    </div>
  )
}

const SettingForm = (props: { policy: Policy }) => {
  const me = useMe()
  const form = createSettingForm(() => props.policy)
  return (
    <form noValidate class="settings mt-4 max-w-160" onSubmit={form.submit}>
      <ErrorSummary title={policy_failed()} errors={form.errors().map(named)} attempt={form.attempt()} />
      <For each={groupNames}>
        {(group) => (
          <Section title={groupTitle(group, me().vendor.name)}>
            <For each={groups[group]}>
              {(setting) => {
                const { unit } = props.policy.terms[setting]
                const Shown = shownAs[unit] ?? SettingField
                return <Shown policy={props.policy} setting={setting} form={form} />
              }}
            </For>
          </Section>
        )}
      </For>
      <div class="sec">
        <Field id="reason" label={policy_reason()} hint={policy_reason_hint()} error={form.errorAt('reason')}>
          <TextArea value={form.reason()} onInput={form.setReason} maxLength={500} />
        </Field>
        <Button type="submit" look="primary" busy={form.isBusy()} busyWord={policy_changing()}>
          {policy_change()}
        </Button>
      </div>
    </form>
  )
}

/** Two dozen fields have the same texts: above them each says whose it is. */
const named = ({ id, text }: FieldError): FieldError => {
  const words = Object.entries(wordsOf).find(([setting]) => setting === id)?.[1]
  return { id, text: words ? `${words.label()}: ${String(text)}` : text }
}

interface SettingProps {
  policy: Policy
  setting: PolicySetting
  form: ReturnType<typeof createSettingForm>
}

const SettingSwitch = (props: SettingProps) => (
  <CheckBox
    id={props.setting}
    label={wordsOf[props.setting].label()}
    hint={`${wordsOf[props.setting].hint()} ${policy_standard({ standard: amountText('switch', props.policy.defaults[props.setting]) })}`}
    checked={props.form.valueOf(props.setting) === 'true'}
    onChange={(on) => props.form.type(props.setting, String(on))}
  />
)

/** What is typed as it is: an address, or codes of countries. */
const SettingText = (props: SettingProps) => (
  <Field
    id={props.setting}
    label={wordsOf[props.setting].label()}
    hint={wordsOf[props.setting].hint()}
    error={props.form.errorAt(props.setting)}
  >
    <TextInput
      value={props.form.valueOf(props.setting)}
      onInput={(value) => props.form.type(props.setting, value)}
      inputmode={props.policy.terms[props.setting].unit === 'address' ? 'url' : 'text'}
      autocomplete="off"
    />
  </Field>
)

const SettingField = (props: SettingProps) => {
  const terms = () => props.policy.terms[props.setting]
  const range = () => {
    const { unit, min, max } = terms()
    return policy_range({ standard: amountText(unit, props.policy.defaults[props.setting]), min, max })
  }
  return (
    <Field
      id={props.setting}
      label={wordsOf[props.setting].label()}
      hint={`${wordsOf[props.setting].hint()} ${range()}`}
      error={props.form.errorAt(props.setting)}
    >
      <span class="amount">
        <TextInput
          value={props.form.valueOf(props.setting)}
          onInput={(value) => props.form.type(props.setting, value)}
          inputmode="numeric"
          autocomplete="off"
        />
        <span class="t2">{unitText(terms().unit)}</span>
      </span>
    </Field>
  )
}

const shownAs: Partial<Record<PolicyUnit, (props: SettingProps) => JSX.Element>> = {
  switch: SettingSwitch,
  address: SettingText,
  countries: SettingText,
}
