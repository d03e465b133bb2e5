import {
  hierarchy_checking,
  hierarchy_domain_ask,
  hierarchy_domain_check,
  hierarchy_domain_error,
  hierarchy_domain_hint,
  hierarchy_domain_missing,
  hierarchy_domain_new,
  hierarchy_domain_proven,
  hierarchy_domain_record,
  hierarchy_domains_text,
  hierarchy_domains_what,
  organisations_domains,
} from '@ofrecord/messages/messages'
import { createEffect, createSignal, For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import type { Problem } from '../lib/problem.ts'
import { problemOf } from '../lib/problem.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { TextInput } from '../ui/inputs.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import { TextRecordFacts } from './text-record.tsx'

/** The organisation's mail domains, and proving another one by a record in its name server (AF7). */
export const DomainSection = () => {
  const domains = createTrpcQuery(api.people.domains.list)
  const [latest, setLatest] = createSignal<string>()
  return (
    <Section title={organisations_domains()}>
      <p class="t2 sm mt-3">{hierarchy_domains_text()}</p>
      <Loaded query={domains} what={hierarchy_domains_what()} rows={2}>
        {(known) => (
          <>
            <ul class="mt-3">
              <For each={known().domains}>{(domain) => <li class="mono">{domain}</li>}</For>
            </ul>
            <For each={known().asked}>{(asked) => <Asked {...asked} isLatest={asked.proofId === latest()} />}</For>
          </>
        )}
      </Loaded>
      <NewDomain onAsked={setLatest} />
    </Section>
  )
}

const Asked = (props: {
  proofId: string
  domain: string
  record: { name: string; value: string }
  isLatest: boolean
}) => {
  let heading: HTMLHeadingElement | undefined
  // It comes in above the field, and pushes that out of sight.
  createEffect(() => props.isLatest && heading?.focus())
  const [isMissing, setMissing] = createSignal(false)
  const check = createTrpcMutation(api.people.domains.check, {
    refreshes: [api.people.domains, api.organisations],
    onSuccess: ({ found }) => {
      setMissing(!found)
      if (found) toast(hierarchy_domain_proven({ domain: props.domain }))
    },
  })
  return (
    <section class="panel mt-4" aria-label={props.domain}>
      <header>
        <h3 class="mono" ref={heading} tabindex="-1">
          {props.domain}
        </h3>
      </header>
      <div class="in">
        <p class="sm t2">{hierarchy_domain_record()}</p>
        <TextRecordFacts record={props.record} />
        <Show when={isMissing()}>
          <Note tone="act" alert>
            {hierarchy_domain_missing()}
          </Note>
        </Show>
        <Failure error={check.error} />
        <p class="mt-3">
          <Button
            busy={check.isPending}
            busyWord={hierarchy_checking()}
            onClick={() => check.mutate({ proofId: props.proofId })}
          >
            {hierarchy_domain_check()}
          </Button>
        </p>
      </div>
    </section>
  )
}

const NewDomain = (props: { onAsked: (proofId: string) => void }) => {
  const [domain, setDomain] = createSignal('')
  const [error, setError] = createSignal('')
  const ask = createTrpcMutation(api.people.domains.ask, {
    refreshes: [api.people.domains],
    onSuccess: ({ proofId }) => {
      setDomain('')
      props.onAsked(proofId)
    },
    onError: (failure) => refuse(problemOf(failure)),
  })
  // A text that is no domain is for the reader to mend, not a page to load again.
  const refuse = ({ code, message }: Pick<Problem, 'code' | 'message'>): void => {
    setError(code === 'INPUT_SHAPE' ? hierarchy_domain_error() : message)
    document.getElementById('domain-new')?.focus()
  }
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    if (ask.isPending) return
    setError('')
    if (domain().trim() === '') return refuse({ code: 'INPUT_SHAPE', message: '' })
    ask.mutate({ domain: domain().trim() })
  }
  return (
    <form noValidate class="mt-4 max-w-96" onSubmit={submit}>
      <Field id="domain-new" label={hierarchy_domain_new()} hint={hierarchy_domain_hint()} error={error() || undefined}>
        <TextInput value={domain()} onInput={setDomain} autocomplete="off" inputmode="url" spellcheck={false} />
      </Field>
      <Button type="submit" busy={ask.isPending}>
        {hierarchy_domain_ask()}
      </Button>
    </form>
  )
}
