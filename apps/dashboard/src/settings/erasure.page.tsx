import {
  policy_erasure_address,
  policy_erasure_address_hint,
  policy_erasure_certificate,
  policy_erasure_certificate_of,
  policy_erasure_claim,
  policy_erasure_command,
  policy_erasure_done_text,
  policy_erasure_done_title,
  policy_erasure_failed,
  policy_erasure_lead,
  policy_erasure_limits,
  policy_erasure_look,
  policy_erasure_looking,
  policy_erasure_past,
  policy_erasure_past_did,
  policy_erasure_past_none,
  policy_erasure_past_places,
  policy_erasure_reason,
  policy_erasure_reason_hint,
  policy_erasure_title,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { shownWords } from '../lib/erased.ts'
import { formatDate } from '../lib/format.ts'
import { createPage } from '../lib/page.ts'
import type { Problem } from '../lib/problem.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import type { FieldError } from '../ui/error-summary.tsx'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Field } from '../ui/field.tsx'
import { TextArea, TextInput } from '../ui/inputs.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import { Timeline } from '../ui/timeline.tsx'
import { createErasureForm } from './erasure-form.ts'
import type { ErasureForm } from './erasure-form.ts'
import { FoundPlaces } from './erasure-found.tsx'

/** Takes a customer's person out of the record on request (GEN-R7). */
const ErasurePage = () => {
  const form = createErasureForm()
  createPage(() => ({ title: policy_erasure_title() }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{policy_erasure_title()}</h1>
          <p class="t2">{policy_erasure_lead()}</p>
        </div>
      </div>
      <Request form={form} />
      <div class="mt-4" aria-live="polite">
        <Show when={form.found()}>{(found) => <FoundPlaces found={found()} form={form} />}</Show>
        <Show when={form.done()?.certificate}>
          {(certificate) => (
            <Note tone="done">
              <b>{policy_erasure_done_title()}</b> {policy_erasure_done_text()}
              <p class="mt-2">
                <CertificateLink certificate={certificate()} />
              </p>
            </Note>
          )}
        </Show>
      </div>
      <PastErasures />
    </>
  )
}

export default ErasurePage

const Request = (props: { form: ErasureForm }) => {
  const listed = (): FieldError[] => [
    ...Object.entries(props.form.errors()).map(([id, text]) => ({ id, text })),
    ...(props.form.problem() ? [{ text: <RefusalText problem={props.form.problem()!} /> }] : []),
  ]
  return (
    <form noValidate class="mt-4 max-w-160" onSubmit={(event) => props.form.look(event)}>
      <ErrorSummary title={policy_erasure_failed()} errors={listed()} attempt={props.form.attempt()} />
      <Field
        id="address"
        label={policy_erasure_address()}
        hint={policy_erasure_address_hint()}
        error={props.form.errors().address}
      >
        <TextInput
          value={props.form.address()}
          onInput={props.form.typeAddress}
          inputmode="email"
          autocomplete="off"
          maxLength={254}
        />
      </Field>
      <Field
        id="reason"
        label={policy_erasure_reason()}
        hint={policy_erasure_reason_hint()}
        error={props.form.errors().reason}
      >
        <TextArea value={props.form.reason()} onInput={props.form.typeReason} maxLength={500} />
      </Field>
      <Button
        type="submit"
        look={props.form.found() ? undefined : 'primary'}
        busy={props.form.isLooking()}
        busyWord={policy_erasure_looking()}
      >
        {policy_erasure_look()}
      </Button>
      <p class="sm t3 mt-3">{policy_erasure_limits()}</p>
    </form>
  )
}

/** The claims it is about, as links for whoever may open them. */
const RefusalText = (props: { problem: Problem }) => {
  const me = useMe()
  const claims = (): { id: string; number: string }[] => {
    const { claimIds, claims: numbers } = props.problem.params
    if (!Array.isArray(claimIds) || typeof numbers !== 'string' || !may(me(), 'claims.review')) return []
    return numbers.split(', ').map((number, at) => ({ number, id: String(claimIds[at]) }))
  }
  return (
    <>
      {props.problem.message}{' '}
      <For each={claims()}>
        {({ id, number }) => (
          <>
            <a class="u" href={paths.reviewClaim(id)}>
              {policy_erasure_claim({ number })}
            </a>{' '}
          </>
        )}
      </For>
    </>
  )
}

const CertificateLink = (props: { certificate: string; of?: string }) => (
  <a
    class="u"
    href={`data:application/json;charset=utf-8,${encodeURIComponent(props.certificate)}`}
    download={`erasure-${(JSON.parse(props.certificate) as { erasure: string }).erasure}.json`}
  >
    {policy_erasure_certificate()}
    <Show when={props.of}>
      {(at) => <span class="vh"> {policy_erasure_certificate_of({ date: formatDate(at()) })}</span>}
    </Show>
  </a>
)

const PastErasures = () => {
  const list = createTrpcQuery(api.erasures.list)
  return (
    <Section title={policy_erasure_past()}>
      <Loaded query={list} what={policy_erasure_past()} rows={3}>
        {(erasures) => (
          <Show when={erasures().length > 0} fallback={<p class="t2">{policy_erasure_past_none()}</p>}>
            <Timeline
              label={policy_erasure_past()}
              entries={erasures().map(({ id, at, byName, reason, places, certificate }) => ({
                id,
                at,
                icon: 'user' as const,
                who: byName ?? policy_erasure_command(),
                did: policy_erasure_past_did({ reason: shownWords(reason) }),
                more: (
                  <p class="sm t3">
                    {policy_erasure_past_places({ count: places })}{' '}
                    <CertificateLink certificate={certificate} of={at} />
                  </p>
                ),
              }))}
            />
          </Show>
        )}
      </Loaded>
    </Section>
  )
}
