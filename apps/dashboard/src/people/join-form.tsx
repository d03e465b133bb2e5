import type { inferRouterOutputs } from '@trpc/server'
import {
  people_choose_location,
  people_choose_location_error,
  people_column_country,
  people_column_location,
  people_country_error,
  people_join_absent,
  people_join_asked,
  people_join_asking,
  people_join_find,
  people_join_finding,
  people_join_found,
  people_join_in,
  people_join_lead,
  people_join_name,
  people_join_name_error,
  people_join_orphan,
  people_join_send,
  people_join_title,
  people_profile_choose_country,
} from '@ofrecord/messages/messages'
import type { Accessor } from 'solid-js'
import { createSignal, Show, untrack } from 'solid-js'
import { countryChoices } from '../organisations/countries.ts'
import { PlaceSelect } from '../organisations/place-select.tsx'
import type { Places } from '../organisations/places.ts'
import { createOffer } from '../organisations/places.ts'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { RecoveryStart } from '../organisations/recoveries.tsx'
import { isRunning } from '../organisations/recovery.words.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { createSettled } from '../lib/search.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Select, TextInput } from '../ui/inputs.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import { renew } from './deed.ts'
import { focusFirstError } from '../ui/focus.ts'

type Found = NonNullable<inferRouterOutputs<AppRouter>['people']['findOrganisation']>

/** Asks an organisation to be of it: by its exact name and country, since nobody searches by guessing (PRI-R2). */
export const JoinForm = () => {
  const deed = createDeed(renew)
  const [name, setName] = createSignal('')
  const [country, setCountry] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const [found, setFound] = createSignal<Found | null>()
  const find = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    setFound()
    if (name().trim() === '' || country() === '') return focusFirstError()
    const asked = { name: name().trim(), country: country() }
    setFound((await deed.run(() => api.people.findOrganisation.query(asked)))?.answer)
  }
  return (
    <Section title={people_join_title()}>
      <form noValidate class="max-w-160 mt-2" onSubmit={(event) => void find(event)}>
        <p class="t2 mb-4">{people_join_lead()}</p>
        <Field
          id="organisation"
          label={people_join_name()}
          error={isTried() && name().trim() === '' ? people_join_name_error() : undefined}
        >
          <TextInput value={name()} onInput={setName} maxLength={200} autocomplete="organization" />
        </Field>
        <Field
          id="organisation-country"
          label={people_column_country()}
          error={isTried() && country() === '' ? people_country_error() : undefined}
        >
          <Select
            value={country()}
            empty={people_profile_choose_country()}
            options={countryChoices()}
            onChange={setCountry}
          />
        </Field>
        <Button type="submit" busy={deed.isBusy()} busyWord={people_join_finding()}>
          {people_join_find()}
        </Button>
        <div class="mt-4" role="status">
          <Show when={deed.problem()}>
            {(problem) => (
              <Note tone="stop" icon="alert">
                {problem().message}
              </Note>
            )}
          </Show>
          <Show when={found() === null}>
            <Note>{people_join_absent()}</Note>
          </Show>
          <Show when={found()}>
            {(organisation) => (
              <p class="mb-4">
                {people_join_found()}{' '}
                <span class="b" dir="auto">
                  {organisation().name}
                </span>
                , {organisation().city}
              </p>
            )}
          </Show>
        </div>
      </form>
      <Show when={found()} keyed>
        {(organisation) => (
          <>
            <AskForm organisation={organisation} onAsked={() => setFound()} />
            <Orphan organisation={organisation} />
          </>
        )}
      </Show>
    </Section>
  )
}

/** The first are known already; others are asked for by the organisation's name and country, after a pause in typing. */
const createPlacesOf = ({ name, country, locations }: Found): Places<Found['locations']['rows'][number]> => {
  const ask = (search: Accessor<string>, isAsked: Accessor<boolean>) => {
    const location = createSettled(search)
    const query = createTrpcQuery(
      api.people.findOrganisation,
      () => ({ name, country, location: location() }),
      () => ({ enabled: isAsked() && location() !== '', keepsPrevious: true }),
    )
    return { query, offered: () => (location() === '' ? locations : answerOf(query)?.locations) }
  }
  return createOffer(ask, () => undefined)
}

/** Nobody is left who could let them in, and their address is on its domain: they may recover it (PPL-R7). */
const Orphan = (props: { organisation: Found }) => {
  const recoveries = createTrpcQuery(api.people.recovery.list)
  const runs = () =>
    answerOf(recoveries)?.rows.some(
      (row) => row.isOwn && isRunning(row) && row.organizationId === props.organisation.organizationId,
    )
  return (
    <Show when={props.organisation.mayRecover && runs() === false}>
      <div class="max-w-160 mt-6">
        <h3>{people_join_orphan({ organisation: props.organisation.name })}</h3>
        <RecoveryStart organizationId={props.organisation.organizationId} />
      </div>
    </Show>
  )
}

const AskForm = (props: { organisation: Found; onAsked: () => void }) => {
  const deed = createDeed(renew)
  const places = untrack(() => createPlacesOf(props.organisation))
  const [locationId, setLocationId] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const ask = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    setTried(true)
    if (locationId() === '') return focusFirstError()
    const { name, country } = props.organisation
    const asked = { name, country, locationId: locationId() }
    const done = await deed.run(() => api.people.request.mutate(asked))
    if (!done) return
    toast(
      done.answer.status === 'requested'
        ? people_join_asked({ organisation: name })
        : people_join_in({ organisation: name }),
    )
    props.onAsked()
  }
  return (
    <form noValidate class="max-w-160" onSubmit={(event) => void ask(event)}>
      <Field
        id="organisation-location"
        label={people_column_location()}
        error={
          deed.problem()?.message ?? (isTried() && locationId() === '' ? people_choose_location_error() : undefined)
        }
      >
        <PlaceSelect places={places} value={locationId()} empty={people_choose_location()} onChange={setLocationId} />
      </Field>
      <Button type="submit" look="primary" busy={deed.isBusy()} busyWord={people_join_asking()}>
        {people_join_send()}
      </Button>
    </form>
  )
}
