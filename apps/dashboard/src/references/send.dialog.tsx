import type { ReferenceFields } from '@ofrecord/core/references/draft.rules'
import {
  references_dates,
  references_fact_dates,
  references_field_competencies,
  references_field_description,
  references_field_outcome,
  references_field_products,
  references_field_projectTitle,
  references_send,
  references_send_back,
  references_send_contact,
  references_send_contact_quoting,
  references_send_contact_text,
  references_send_final,
  references_send_question,
  references_send_reminders,
  references_send_shown,
  references_send_told,
  references_send_vendor_text,
  references_send_you,
  references_send_you_text,
  references_sending,
  references_sent_done,
} from '@ofrecord/messages/messages'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import { formatList } from '../lib/format.ts'
import { languageName } from '../lib/locale.ts'
import { useMe } from '../lib/session.ts'
import { dayText } from '../people/days.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { DefinitionList } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import { renew } from './answers.ts'
import type { ReferenceOptions } from './answers.ts'

interface SendDialogProps {
  place: { referenceId: string; version: number }
  fields: ReferenceFields
  options: ReferenceOptions
  onClose: () => void
  onSent: () => void
}

/** Who is told what, before anybody is: what was sent cannot be changed (REF-R1). */
export const SendDialog = (props: SendDialogProps) => {
  const deed = createDeed(renew)
  const send = async (): Promise<void> => {
    const { referenceId, version } = props.place
    if (!(await deed.run(() => api.references.send.mutate({ referenceId, version })))) return
    toast(references_sent_done({ contact: props.fields.contactName, company: props.fields.company }))
    props.onSent()
  }
  return (
    <Dialog
      open
      wide
      title={references_send_question({ company: props.fields.company })}
      onClose={props.onClose}
      footer={
        <>
          <Button look="primary" busy={deed.isBusy()} busyWord={references_sending()} onClick={() => void send()}>
            {references_send()}
          </Button>
          <Button onClick={() => props.onClose()}>{references_send_back()}</Button>
        </>
      }
    >
      <Failure problem={deed.problem()} />
      <h3 class="b">{references_send_told()}</h3>
      <Told fields={props.fields} options={props.options} />
      <h3 class="b mt-4">{references_send_shown()}</h3>
      <Shown fields={props.fields} options={props.options} />
      <p class="t2 mt-4">{references_send_final()}</p>
    </Dialog>
  )
}

const Told = (props: Pick<SendDialogProps, 'fields' | 'options'>) => {
  const me = useMe()
  const contact = () => {
    const { contactName, contactTitle, contactEmail } = props.fields
    return references_send_contact({ contact: contactName, title: contactTitle, email: contactEmail })
  }
  const toContact = () =>
    [
      references_send_contact_text({ language: languageName(props.fields.contactLanguage) }),
      ...(props.fields.quotingAsked ? [references_send_contact_quoting()] : []),
      references_send_reminders({ count: props.options.terms.requestDays }),
    ].join(' ')
  return (
    <DefinitionList
      class="told mt-2"
      facts={[
        { term: contact(), detail: toContact() },
        { term: references_send_you(), detail: references_send_you_text() },
        { term: me().vendor.name, detail: references_send_vendor_text() },
      ]}
    />
  )
}

const Shown = (props: Pick<SendDialogProps, 'fields' | 'options'>) => {
  const namesOf = (codes: readonly string[], among: readonly { code: string; name: string }[]): string =>
    formatList(codes.map((code) => among.find((each) => each.code === code)?.name ?? code))
  return (
    <DefinitionList
      class="wide-terms mt-2"
      facts={[
        { term: references_field_projectTitle(), detail: props.fields.projectTitle },
        {
          term: references_fact_dates(),
          detail: references_dates({
            from: dayText(props.fields.startedOn ?? ''),
            to: dayText(props.fields.endedOn ?? ''),
          }),
        },
        { term: references_field_description(), detail: <span class="typed">{props.fields.description}</span> },
        { term: references_field_outcome(), detail: <span class="typed">{props.fields.outcome}</span> },
        { term: references_field_products(), detail: namesOf(props.fields.products, props.options.products) },
        {
          term: references_field_competencies(),
          detail: namesOf(props.fields.competencies, props.options.competencies),
        },
      ]}
    />
  )
}
