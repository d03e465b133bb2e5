import {
  claims_contacts_customer,
  claims_contacts_customer_text,
  claims_contacts_partner,
  claims_contacts_partner_text,
  claims_contacts_technical,
  claims_contacts_technical_text,
  claims_field_email,
  claims_field_language,
  claims_field_language_hint,
  claims_field_name,
  claims_field_name_hint,
  claims_field_person,
  claims_field_title,
} from '@ofrecord/messages/messages'
import { customerLanguages } from '@ofrecord/core/claims/language.rules'
import type { ParentProps } from 'solid-js'
import { createUniqueId, Show } from 'solid-js'
import { languageName } from '../../lib/locale.ts'
import { useMe } from '../../lib/session.ts'
import { Field } from '../../ui/field.tsx'
import { Select, TextInput } from '../../ui/inputs.tsx'
import { areaOf, errorText, useTextField, useWizard, warningText } from './wizard-context.ts'

/** Whom the vendor writes to, whom it names, and what colleagues call the claim (CLM-R14…R16, CLM-V16). */
export const ContactsStep = () => {
  const wizard = useWizard()
  const me = useMe()
  const name = useTextField('name')
  return (
    <>
      <Field id={name.id} label={claims_field_name()} hint={claims_field_name_hint()} error={name.error()}>
        <TextInput
          value={name.value()}
          onInput={name.onInput}
          onBlur={name.onBlur}
          maxLength={120}
          autocomplete="off"
        />
      </Field>
      <Group title={claims_contacts_customer()} text={claims_contacts_customer_text({ vendor: me().vendor.name })}>
        <CustomerContact which="customerContact" />
      </Group>
      <Show when={areaOf(wizard)?.needsTechnicalContact}>
        <Group title={claims_contacts_technical()} text={claims_contacts_technical_text()}>
          <CustomerContact which="technicalContact" />
        </Group>
      </Show>
      <Group title={claims_contacts_partner()} text={claims_contacts_partner_text()}>
        <ContactField which="partnerContact" part="name" label={claims_field_person()} />
        <ContactField which="partnerContact" part="email" label={claims_field_email()} />
      </Group>
    </>
  )
}

const Group = (props: ParentProps<{ title: string; text: string }>) => {
  const id = createUniqueId()
  return (
    <section class="group" aria-labelledby={id}>
      <h2 id={id}>{props.title}</h2>
      <p class="hint mb-3">{props.text}</p>
      {props.children}
    </section>
  )
}

const CustomerContact = (props: { which: 'customerContact' | 'technicalContact' }) => {
  const { keeper } = useWizard()
  return (
    <>
      <ContactField which={props.which} part="name" label={claims_field_person()} />
      <ContactField which={props.which} part="title" label={claims_field_title()} />
      <ContactField which={props.which} part="email" label={claims_field_email()} />
      <Field
        id={`${props.which}.language`}
        label={claims_field_language()}
        hint={claims_field_language_hint()}
        class="max-w-64"
      >
        <Select
          value={keeper.input[props.which].language}
          onChange={(language) => keeper.change(props.which, 'language', language)}
          options={customerLanguages.map((value) => ({ value, label: languageName(value) }))}
        />
      </Field>
    </>
  )
}

type ContactPlace =
  | { which: 'customerContact' | 'technicalContact'; part: 'name' | 'title' | 'email' }
  | { which: 'partnerContact'; part: 'name' | 'email' }

const ContactField = (props: ContactPlace & { label: string }) => {
  const { keeper, judgement } = useWizard()
  const id = () => `${props.which}.${props.part}`
  const value = (): string =>
    props.which === 'partnerContact' ? keeper.input.partnerContact[props.part] : keeper.input[props.which][props.part]
  const type = (typed: string): void => {
    if (props.which === 'partnerContact') keeper.change('partnerContact', props.part, typed)
    else keeper.change(props.which, props.part, typed)
  }
  const isEmail = () => props.part === 'email'
  return (
    <Field id={id()} label={props.label} error={errorText(judgement, id())} warning={warningText(judgement, id())}>
      <TextInput
        value={value()}
        onInput={type}
        onBlur={() => value().trim() !== '' && judgement.ask(id())}
        maxLength={isEmail() ? 254 : 120}
        // Not "email": the browser would fill in the reader's own address, and its check is not ours.
        type="text"
        inputmode={isEmail() ? 'email' : 'text'}
        autocapitalize={isEmail() ? 'none' : 'sentences'}
        spellcheck={isEmail() ? false : undefined}
        autocomplete="off"
      />
    </Field>
  )
}
