import type { VerificationReason } from '@ofrecord/core/organisations/location.rules'
import { useParams } from '@solidjs/router'
import {
  hierarchy_attempt,
  hierarchy_attempt_count,
  hierarchy_back_since,
  hierarchy_back_title,
  hierarchy_desk,
  hierarchy_location_what,
  hierarchy_not_verified,
  hierarchy_reason,
  hierarchy_reason_error,
  hierarchy_refuse,
  hierarchy_refuse_choose,
  hierarchy_refuse_error,
  hierarchy_refuse_hint,
  hierarchy_refuse_reason,
  hierarchy_refused_because,
  hierarchy_rename,
  hierarchy_rename_error,
  hierarchy_rename_name,
  hierarchy_rename_title,
  hierarchy_renamed,
  hierarchy_restore,
  hierarchy_restore_text,
  hierarchy_restore_title,
  hierarchy_restored,
  hierarchy_verification,
  hierarchy_verified,
  hierarchy_verify,
  organisations_column_location,
  organisations_facts,
} from '@ofrecord/messages/messages'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatList, formatMoment } from '../lib/format.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { focusFirstError } from '../ui/focus.ts'
import { Select, TextArea, TextInput } from '../ui/inputs.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { DefinitionList, Section, StandingBox } from '../ui/record.tsx'
import { Status } from '../ui/status.tsx'
import { toast } from '../ui/toast.tsx'
import type { DeskLocationRecord, LocationRecord } from './answers.ts'
import { identityOf, LocationFacts } from './location-facts.tsx'
import { locationStatuses } from './location-status.ts'
import { standingOf, verificationChoices, verificationReason } from './location-standing.ts'
import { NotReturned } from './not-returned.tsx'
import './organisations.css'

/** A location of any organisation before the service desk: verified or not, restored, its organisation renamed. */
const DeskLocationPage = () => {
  const params = useParams<{ locationId: string }>()
  const location = createTrpcQuery(api.hierarchy.inspect, () => ({ locationId: params.locationId }))
  createPage(() => ({
    title: answerOf(location)?.name ?? organisations_column_location(),
    above: [{ label: hierarchy_desk(), href: paths.treeDesk }],
  }))
  return (
    <Loaded query={location} whole what={hierarchy_location_what()} rows={8}>
      {(known) => <DeskLocation location={known()} />}
    </Loaded>
  )
}

export default DeskLocationPage

const DeskLocation = (props: { location: DeskLocationRecord }) => {
  const me = useMe()
  const status = () => locationStatuses[props.location.status]
  return (
    <>
      <div class="head">
        <div>
          <h1 dir="auto">
            {props.location.name} <span class="t3 num">{props.location.number}</span>
          </h1>
        </div>
      </div>
      <p class="row wrap sm mb-4">
        <Status look={status().look}>{status().word()}</Status>
        <span class="t3" dir="auto">
          {props.location.organizationName} {props.location.organizationNumber}
        </span>
      </p>
      <StandingBox {...standingOf(props.location, me().vendor.name, false)} />
      <div class="cols record">
        <div>
          <Switch>
            {/* Made anew once it was refused: the focus goes to the page, and not to the button that verifies. */}
            <Match when={isToJudge(props.location) && props.location.status} keyed>
              <Verifying location={props.location} />
            </Match>
            <Match when={props.location.status === 'dissociated'}>
              <Restoring location={props.location} />
            </Match>
            <Match when={props.location.lastRestore}>
              {(restored) => (
                <Section title={hierarchy_back_title()} first>
                  <div class="mt-3">
                    <p class="t2 mb-3">{hierarchy_back_since({ when: formatMoment(restored().at) })}</p>
                    <NotReturned of={restored().notReturned} />
                  </div>
                </Section>
              )}
            </Match>
          </Switch>
          <Renaming location={props.location} />
        </div>
        <aside class="side" aria-label={organisations_facts()}>
          <section>
            <h2>{organisations_facts()}</h2>
            <LocationFacts location={props.location} withoutIdentity={isToJudge(props.location)} />
          </section>
        </aside>
      </div>
    </>
  )
}

/** What waits, and what was refused: that the desk can verify after all. */
const isToJudge = ({ status }: LocationRecord): boolean =>
  status === 'pending_verification' || status === 'verification_failed'

const Verifying = (props: { location: LocationRecord }) => {
  const [reason, setReason] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const verify = createTrpcMutation(api.hierarchy.verify, {
    onSuccess: () => toast(hierarchy_verified({ location: props.location.name })),
  })
  const refuse = createTrpcMutation(api.hierarchy.refuseVerification, {
    onSuccess: () => toast(hierarchy_not_verified({ location: props.location.name })),
  })
  const judged = () => ({ locationId: props.location.id, version: props.location.version })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (reason() === '') return focusFirstError()
    if (!refuse.isPending) refuse.mutate({ ...judged(), reason: reason() as VerificationReason })
  }
  return (
    <Section title={hierarchy_verification()} first>
      <div class="mt-3 max-w-160">
        <Failure error={verify.error ?? refuse.error} />
        <DefinitionList
          class="mb-4"
          facts={[
            ...identityOf(props.location),
            {
              term: hierarchy_attempt(),
              detail: hierarchy_attempt_count({ attempt: props.location.verificationTries }),
            },
            ...(props.location.verificationReason === null
              ? []
              : [{ term: hierarchy_refused_because(), detail: verificationReason(props.location.verificationReason) }]),
          ]}
        />
        <p class="mb-4">
          <Button look="primary" busy={verify.isPending} onClick={() => verify.mutate(judged())}>
            {hierarchy_verify()}
          </Button>
        </p>
        <Show when={props.location.status === 'pending_verification'}>
          <form noValidate onSubmit={submit}>
            <Field
              label={hierarchy_refuse_reason()}
              hint={hierarchy_refuse_hint()}
              error={isTried() && reason() === '' ? hierarchy_refuse_error() : undefined}
            >
              <Select
                value={reason()}
                empty={hierarchy_refuse_choose()}
                options={verificationChoices()}
                onChange={setReason}
              />
            </Field>
            <Button type="submit" look="danger" busy={refuse.isPending}>
              {hierarchy_refuse()}
            </Button>
          </form>
        </Show>
      </div>
    </Section>
  )
}

const Restoring = (props: { location: LocationRecord }) => {
  const [reason, setReason] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const restore = createTrpcMutation(api.hierarchy.restore, {
    onSuccess: ({ numbers }) => toast(hierarchy_restored({ locations: formatList(numbers.map(String)) })),
  })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (reason().trim() === '') return focusFirstError()
    if (!restore.isPending) restore.mutate({ locationId: props.location.id, reason: reason().trim() })
  }
  return (
    <Section title={hierarchy_restore_title()} first>
      <form noValidate class="mt-3 max-w-160" onSubmit={submit}>
        <p class="t2 mb-3">{hierarchy_restore_text()}</p>
        <Failure error={restore.error} />
        <Field
          label={hierarchy_reason()}
          error={isTried() && reason().trim() === '' ? hierarchy_reason_error() : undefined}
        >
          <TextArea value={reason()} onInput={setReason} rows={2} maxLength={1000} />
        </Field>
        <Button type="submit" look="primary" busy={restore.isPending}>
          {hierarchy_restore()}
        </Button>
      </form>
    </Section>
  )
}

/** An organisation's own people ask the desk for another name (HIE-R3). */
const Renaming = (props: { location: LocationRecord }) => {
  const [name, setName] = createSignal('')
  const [reason, setReason] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const rename = createTrpcMutation(api.hierarchy.renameOrganisation, {
    onSuccess: (organisation) => {
      toast(hierarchy_renamed({ organisation: organisation.name }))
      setName('')
      setReason('')
      setTried(false)
    },
  })
  const errorOf = (text: string, error: string) => (isTried() && text.trim() === '' ? error : undefined)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (name().trim() === '' || reason().trim() === '') return focusFirstError()
    if (rename.isPending) return
    rename.mutate({ organizationId: props.location.organizationId, name: name().trim(), reason: reason().trim() })
  }
  return (
    <Section title={hierarchy_rename_title()}>
      <form noValidate class="mt-3 max-w-160" onSubmit={submit}>
        <Failure error={rename.error} />
        <Field
          label={hierarchy_rename_name({ organisation: props.location.organizationName })}
          error={errorOf(name(), hierarchy_rename_error())}
        >
          <TextInput value={name()} onInput={setName} maxLength={200} autocomplete="off" />
        </Field>
        <Field label={hierarchy_reason()} error={errorOf(reason(), hierarchy_reason_error())}>
          <TextArea value={reason()} onInput={setReason} rows={2} maxLength={500} />
        </Field>
        <Button type="submit" busy={rename.isPending}>
          {hierarchy_rename()}
        </Button>
      </form>
    </Section>
  )
}
