import {
  competencies_choose_competency,
  competencies_choose_location,
  competencies_column_competency,
  competencies_location,
  competencies_simulate,
  competencies_simulate_clear,
  competencies_simulate_full,
  competencies_simulate_gains,
  competencies_simulate_lead,
  competencies_simulate_look,
  competencies_simulate_mergers_who,
  competencies_simulate_losses,
  competencies_simulate_none,
  competencies_simulate_remove,
  competencies_simulate_result,
  competencies_simulate_start,
  competencies_simulate_supposed,
  competencies_requirements_what,
  competencies_title,
} from '@ofrecord/messages/messages'
import type { SupposedChange } from '@ofrecord/core/competencies/competency.rules'
import { For, Match, Show, Switch } from 'solid-js'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Select } from '../ui/inputs.tsx'
import { PlaceSelect } from '../organisations/place-select.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Section } from '../ui/record.tsx'
import './competencies.css'
import type { Names } from './names.ts'
import { createNames } from './names.ts'
import { Simulated, SimulatedMerger } from './simulated.tsx'
import type { Mergers } from './supposed-merger.tsx'
import { createMergers, MergerChoices, SupposedMerger } from './supposed-merger.tsx'
import type { Supposed, Supposing } from './supposing.ts'
import { createSupposing } from './supposing.ts'
import { supposedText, suppositionsOf } from './suppositions.ts'

/** What would become of the competencies if people, references and associations came or went. Nothing is written. */
const SimulationPage = () => {
  const me = useMe()
  const names = createNames()
  const supposing = createSupposing()
  const maySeeMergers = () => may(me(), 'organisations.change')
  const mergers = createMergers(maySeeMergers)
  createPage(() => ({
    title: competencies_simulate(),
    above: [{ label: competencies_title(), href: paths.competencies }],
  }))
  return (
    <>
      <div class="head">
        <div>
          <h1>{competencies_simulate()}</h1>
        </div>
      </div>
      <p class="t2 lead-in mb-6">{competencies_simulate_lead()}</p>
      <div class="simulation">
        <div class="supposed-part">
          <Section title={competencies_simulate_supposed()} first>
            <SupposedList supposing={supposing} names={names} mergers={mergers} />
          </Section>
        </div>
        <div class="result-part">
          <Section title={competencies_simulate_result()} first>
            <Switch fallback={<p class="t2 sm mt-3">{competencies_simulate_start()}</p>}>
              <Match when={mergers.otherOf(supposing.merger())}>
                {(other) => (
                  <SimulatedMerger supposed={supposing.supposed()} mergeId={supposing.merger()} other={other()} />
                )}
              </Match>
              <Match when={supposing.supposed().length > 0}>
                <Simulated supposed={supposing.supposed()} />
              </Match>
            </Switch>
          </Section>
        </div>
        <div class="look-part">
          <Section title={competencies_simulate_look()} first>
            <Look supposing={supposing} names={names} />
          </Section>
          <Show when={maySeeMergers()} fallback={<p class="t2 sm mt-3">{competencies_simulate_mergers_who()}</p>}>
            <MergerChoices mergers={mergers} supposing={supposing} />
          </Show>
        </div>
      </div>
    </>
  )
}

export default SimulationPage

const SupposedList = (props: { supposing: Supposing; names: Names; mergers: Mergers }) => (
  <Show
    when={props.supposing.supposed().length > 0 || props.mergers.otherOf(props.supposing.merger())}
    fallback={<p class="t2 sm mt-3">{competencies_simulate_none()}</p>}
  >
    <ol class="supposed">
      <For each={props.supposing.supposed()}>
        {(one, index) => (
          <SupposedLine one={one} names={props.names} onRemove={() => props.supposing.remove(index())} />
        )}
      </For>
      <Show when={props.mergers.otherOf(props.supposing.merger())}>
        {(other) => <SupposedMerger other={other()} onRemove={() => props.supposing.supposeMerger('')} />}
      </Show>
    </ol>
    <button type="button" class="link sm mt-3" onClick={() => props.supposing.clear()}>
      {competencies_simulate_clear()}
    </button>
  </Show>
)

/** Names stand where the change was found and not in the address, which travels through logs. */
const SupposedLine = (props: { one: Supposed; names: Names; onRemove: () => void }) => {
  const standing = createTrpcQuery(api.competencies.requirements, () => props.one.at)
  const text = () => supposedText(props.one.change, answerOf(standing), props.names)
  return (
    <li>
      <span dir="auto">{text()}</span>
      <Button look="quiet" icon="x" iconOnly onClick={() => props.onRemove()}>
        {competencies_simulate_remove({ what: text() })}
      </Button>
    </li>
  )
}

const Look = (props: { supposing: Supposing; names: Names }) => (
  <>
    <div class="choosing mt-3">
      <Field label={competencies_column_competency()}>
        <Select
          value={props.supposing.place().competency}
          empty={competencies_choose_competency()}
          options={props.names.competencies().map(({ code, name, groupName }) => ({
            value: code,
            label: name,
            group: groupName,
          }))}
          onChange={(competency) => props.supposing.look({ competency })}
        />
      </Field>
      <Field label={competencies_location()}>
        <PlaceSelect
          places={props.names.places}
          value={props.supposing.place().locationId}
          empty={competencies_choose_location()}
          onChange={(locationId) => props.supposing.look({ locationId })}
        />
      </Field>
    </div>
    <Show when={props.supposing.place().competency && props.supposing.place().locationId}>
      <Suppositions {...props} />
    </Show>
  </>
)

const Suppositions = (props: { supposing: Supposing; names: Names }) => {
  const standing = createTrpcQuery(
    api.competencies.requirements,
    () => props.supposing.place(),
    () => ({ keepsPrevious: true }),
  )
  const isSupposed = (change: SupposedChange) =>
    props.supposing.supposed().some((one) => JSON.stringify(one.change) === JSON.stringify(change))
  const Choices = (choices: { title: string; changes: readonly SupposedChange[] }) => (
    <Show when={choices.changes.length > 0}>
      <h3 class="mt-3">{choices.title}</h3>
      <ul class="choices-of">
        <For each={choices.changes.filter((change) => !isSupposed(change))}>
          {(change) => (
            <li>
              <button
                type="button"
                class="link"
                onClick={() => props.supposing.add({ change, at: props.supposing.place() })}
              >
                <Icon name="plus" />
                <span>{supposedText(change, answerOf(standing), props.names)}</span>
              </button>
            </li>
          )}
        </For>
      </ul>
    </Show>
  )
  return (
    <Loaded query={standing} what={competencies_requirements_what()} rows={4}>
      {(known) => (
        <Show when={!props.supposing.isFull()} fallback={<p class="t2 sm">{competencies_simulate_full()}</p>}>
          <Choices title={competencies_simulate_gains()} changes={suppositionsOf(known(), props.names).gains} />
          <Choices title={competencies_simulate_losses()} changes={suppositionsOf(known(), props.names).losses} />
        </Show>
      )}
    </Loaded>
  )
}
