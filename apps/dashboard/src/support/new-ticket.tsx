import type { About } from '@ofrecord/core/support/ticket.input.rules'
import { ticketPaths, ticketPriorities, categoryOf } from '@ofrecord/core/support/ticket.rules'
import type { TicketPriority } from '@ofrecord/core/support/ticket.rules'
import { useNavigate, useSearchParams } from '@solidjs/router'
import {
  support_attached_none,
  support_attached_with,
  support_back,
  support_column_about,
  support_column_priority,
  support_failed,
  support_field_body,
  support_field_body_hint,
  support_field_path,
  support_field_path_choose,
  support_field_subject,
  support_new,
  support_new_lead,
  support_one_what,
  support_opened,
  support_send,
  support_sending,
  support_title,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { createPage } from '../lib/page.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { RadioGroup } from '../ui/choices.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Select, TextArea, TextInput } from '../ui/inputs.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import { AttachedReport } from './attached-report.tsx'
import type { Fields } from './form.ts'
import { aboutIn, problemsOf, usualPath } from './form.ts'
import { supportPaths } from './paths.ts'
import { aboutWords, categoryWords, priorityWords, topicWords } from './words.ts'

/** Opens a ticket; about a merger or a rehearsal with its report, shown before it is sent (B.7.5). */
export const NewTicket = () => {
  const me = useMe()
  const [params] = useSearchParams<{ about?: string }>()
  const about = () => aboutIn(params.about)
  createPage(() => ({ title: support_new(), above: [{ label: support_title(), href: paths.support }] }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{support_new()}</h1>
          <p class="t2">{support_new_lead({ vendor: me().vendor.name })}</p>
        </div>
      </div>
      <Show when={about()} fallback={<TicketForm about={null} label="" />} keyed>
        {(known) => <AboutForm about={known} />}
      </Show>
    </>
  )
}

const AboutForm = (props: { about: About }) => {
  const subject = createTrpcQuery(api.support.subject, () => props.about)
  return (
    <Loaded query={subject} what={support_one_what()} rows={6}>
      {(known) => (
        <>
          <p class="mb-4">
            <span class="t2">
              {support_column_about()}: {aboutWords[props.about.kind]()}
            </span>{' '}
            <b dir="auto">{known().label}</b>
          </p>
          <TicketForm about={props.about} label={known().label} />
          <Show
            when={known().attached}
            fallback={
              <Show when={props.about.kind === 'merge'}>
                <p class="t2">{support_attached_none()}</p>
              </Show>
            }
          >
            {(report) => (
              <Section title={support_attached_with()}>
                <AttachedReport report={report()} />
              </Section>
            )}
          </Show>
        </>
      )}
    </Loaded>
  )
}

const options = () =>
  ticketPaths.map((path) => ({
    value: path,
    label: topicWords[path](),
    group: categoryWords[categoryOf(path)](),
  }))

const TicketForm = (props: { about: About | null; label: string }) => {
  const navigate = useNavigate()
  // The record does not change while the form is open.
  // eslint-disable-next-line solid/reactivity
  const [fields, setFields] = createSignal<Fields>(startOf(props.about, props.label))
  const [errors, setErrors] = createSignal<ReturnType<typeof problemsOf>>({})
  const [attempt, setAttempt] = createSignal(0)
  const set = (field: keyof Fields) => (value: string) => setFields((known) => ({ ...known, [field]: value }))
  const open = createTrpcMutation(api.support.open, {
    onSuccess: ({ ticketId, number }) => {
      toast(support_opened({ number }))
      navigate(supportPaths.ticket(ticketId))
    },
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (open.isPending) return
    setErrors(problemsOf(fields()))
    setAttempt((count) => count + 1)
    const { path, ...rest } = fields()
    if (path !== '' && Object.keys(errors()).length === 0) open.mutate({ ...rest, path, about: props.about })
  }
  return (
    <form noValidate class="max-w-160" onSubmit={submit}>
      <ErrorSummary
        title={support_failed()}
        errors={Object.entries(errors()).map(([field, text]) => ({ id: `ticket-${field}`, text }))}
        attempt={attempt()}
      />
      <div class="notes">
        <Failure error={open.error} />
      </div>
      <Field id="ticket-path" label={support_field_path()} error={errors().path}>
        <Select value={fields().path} onChange={set('path')} options={options()} empty={support_field_path_choose()} />
      </Field>
      <Field id="ticket-subject" label={support_field_subject()} error={errors().subject}>
        <TextInput value={fields().subject} onInput={set('subject')} maxLength={150} autocomplete="off" />
      </Field>
      <Field id="ticket-body" label={support_field_body()} hint={support_field_body_hint()} error={errors().body}>
        <TextArea value={fields().body} onInput={set('body')} rows={7} maxLength={5000} />
      </Field>
      <Priority value={fields().priority} onChange={set('priority')} />
      <p class="row wrap mt-4">
        <Button type="submit" look="primary" busy={open.isPending} busyWord={support_sending()}>
          {support_send()}
        </Button>
        <a class="btn" href={paths.support}>
          {support_back()}
        </a>
      </p>
    </form>
  )
}

/** What is likely to be asked is filled in, and can be changed. */
const startOf = (about: About | null, label: string): Fields => ({
  path: about ? usualPath[about.kind] : '',
  priority: 'normal',
  subject: about ? `${aboutWords[about.kind]()}: ${label}`.slice(0, 150) : '',
  body: '',
})

const Priority = (props: { value: TicketPriority; onChange: (value: string) => void }) => (
  <RadioGroup
    label={support_column_priority()}
    value={props.value}
    onChange={props.onChange}
    choices={ticketPriorities.map((priority) => ({
      value: priority,
      label: priorityWords[priority].word(),
      hint: priorityWords[priority].hint(),
    }))}
  />
)
