import { useSearchParams } from '@solidjs/router'
import {
  competencies_choose_competency,
  competencies_choose_location,
  competencies_column_competency,
  competencies_location,
  competencies_goal_set,
  competencies_goal_set_at,
  competencies_nothing_asked,
  competencies_requirements_choose,
  competencies_requirements_lead,
  competencies_requirements_of,
  competencies_requirements_what,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/inputs.tsx'
import { PlaceSelect } from '../organisations/place-select.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { perform } from './deed.ts'
import { CompetenciesFrame } from './frame.tsx'
import { Levels } from './levels.tsx'
import type { Names } from './names.ts'
import { createNames } from './names.ts'

/** What a competency takes at a location and what is there of it, also where nothing is enrolled. */
const RequirementsPage = () => {
  const names = createNames()
  const [params, setParams] = useSearchParams<{ competency?: string; location?: string }>()
  const place = () => ({ competency: params.competency ?? '', locationId: params.location ?? names.places.only() })
  const isChosen = () => place().competency !== '' && place().locationId !== ''
  return (
    <CompetenciesFrame current="requirements" lead={competencies_requirements_lead()}>
      <div class="choosing">
        <Field label={competencies_column_competency()}>
          <Select
            value={place().competency}
            empty={competencies_choose_competency()}
            options={names.competencies().map(({ code, name, groupName }) => ({
              value: code,
              label: name,
              group: groupName,
            }))}
            onChange={(competency) => setParams({ competency: competency || null }, { scroll: false })}
          />
        </Field>
        <Field label={competencies_location()}>
          <PlaceSelect
            places={names.places}
            value={place().locationId}
            empty={competencies_choose_location()}
            onChange={(location) => setParams({ location: location || null }, { scroll: false })}
          />
        </Field>
      </div>
      <Show when={isChosen()} fallback={<p class="t2">{competencies_requirements_choose()}</p>}>
        <Standing place={place()} names={names} />
      </Show>
    </CompetenciesFrame>
  )
}

export default RequirementsPage

const Standing = (props: { place: { competency: string; locationId: string }; names: Names }) => {
  const me = useMe()
  const query = createTrpcQuery(
    api.competencies.requirements,
    () => props.place,
    () => ({ keepsPrevious: true }),
  )
  const setGoal = (): void => {
    const { competency, locationId } = props.place
    void perform({
      work: () => api.competencies.setGoal.mutate({ competency, locationId }),
      told: competencies_goal_set_at({
        competency: props.names.competency(competency),
        location: props.names.location(locationId),
      }),
    })
  }
  return (
    <Loaded query={query} what={competencies_requirements_what()} rows={5}>
      {(standing) => (
        <>
          <div class="head">
            <div>
              <h2>
                {competencies_requirements_of({
                  competency: standing().competency.name,
                  location: standing().location.name,
                })}
              </h2>
            </div>
            <Show when={may(me(), 'competencies.manage')}>
              <Button onClick={setGoal}>{competencies_goal_set()}</Button>
            </Show>
          </div>
          <Show when={standing().levels.length > 0} fallback={<p class="t2">{competencies_nothing_asked()}</p>}>
            <Levels standing={standing()} renewsOn={standing().outlook?.on ?? null} names={props.names} />
          </Show>
        </>
      )}
    </Loaded>
  )
}
