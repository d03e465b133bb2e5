import type { Counted, RequirementCount } from '@ofrecord/core/competencies/counting.rules'
import {
  competencies_all_counted,
  competencies_counted_elsewhere,
  competencies_elsewhere,
  competencies_elsewhere_pinned,
  competencies_pin,
  competencies_pin_of,
  competencies_pinned,
  competencies_pinned_now,
  competencies_release,
  competencies_released,
  competencies_spare,
  competencies_undone,
  competencies_until,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { shownPerson } from '../lib/erased.ts'
import { formatList, formatNumber } from '../lib/format.ts'
import { may, useMe } from '../lib/session.ts'
import { programmePaths } from '../paths.programme.ts'
import { Flag } from '../ui/status.tsx'
import { countedFigure, countedName, endsBefore, lastDayOf } from './counted.words.ts'
import { dayText } from './days.ts'
import { perform } from './deed.ts'
import type { CountedPlace } from './gap.tsx'
import type { Names } from './names.ts'

interface CountedListProps {
  count: RequirementCount
  place: CountedPlace
  /** Who is reserved for this competency at this location. */
  pins: readonly { personId: string }[]
  names: Names
}

/** Everybody and everything that counts for a requirement, and who nearly does; folded away until it is asked for. */
export const CountedList = (props: CountedListProps) => {
  const exclusive = () => props.count.exclusive
  const hidden = () => props.count.countedOf - props.count.counted.length
  const isPinned = (one: Counted) => one.kind === 'person' && props.pins.some(({ personId }) => personId === one.id)
  return (
    <Show when={props.count.countedOf > 0 || (exclusive()?.elsewhere.length ?? 0) > 0}>
      <details class="counted">
        <summary>{competencies_all_counted({ count: formatNumber(props.count.countedOf) })}</summary>
        <ul>
          <For each={props.count.counted}>{(one) => <CountedLine {...props} one={one} isPinned={isPinned(one)} />}</For>
          <Show when={hidden() > 0}>
            <li class="t3">{competencies_counted_elsewhere({ count: hidden() })}</li>
          </Show>
        </ul>
        <Show when={exclusive()?.spare.length}>
          <p class="t2">
            {competencies_spare({ names: formatList((exclusive()?.spare ?? []).map(({ name }) => shownPerson(name))) })}
          </p>
        </Show>
        <For each={exclusive()?.elsewhere ?? []}>
          {(person) => (
            <p class="t2 row wrap">
              {(person.pinned ? competencies_elsewhere_pinned : competencies_elsewhere)({
                name: shownPerson(person.name),
                competency: props.names.competency(person.competency),
              })}
              <PinButton place={props.place} personId={person.id} name={person.name} />
            </p>
          )}
        </For>
      </details>
    </Show>
  )
}

const CountedLine = (props: CountedListProps & { one: Counted; isPinned: boolean }) => {
  const last = () => lastDayOf(props.one)
  const location = () => ('locationId' in props.one ? props.names.location(props.one.locationId) : '')
  return (
    <li>
      <CountedName one={props.one} />
      <Show when={props.one.kind === 'person' && props.one}>
        {(person) => <span class="mono t2">{person().skills.join(', ')}</span>}
      </Show>
      <Show when={props.one.kind === 'association' && props.one}>
        {(association) => <span class="t2">{props.names.thing(association().product)}</span>}
      </Show>
      <Show when={countedFigure(props.one, props.count)}>{(figure) => <span class="num">{figure()}</span>}</Show>
      <Show when={location()}>
        <span class="t3" dir="auto">
          {location()}
        </span>
      </Show>
      <Show when={last()}>
        {(day) => (
          <span class={endsBefore(props.one, props.place.renewsOn) ? 'risk' : 't3'}>
            {competencies_until({ date: dayText(day()) })}
          </span>
        )}
      </Show>
      <Show when={props.count.exclusive && props.one.kind === 'person' && props.one}>
        {(person) => (
          <Show
            when={props.isPinned}
            fallback={<PinButton place={props.place} personId={person().id} name={person().name} />}
          >
            <Flag icon="lock">{competencies_pinned()}</Flag>
            <ReleaseButton personId={person().id} name={person().name} />
          </Show>
        )}
      </Show>
    </li>
  )
}

const CountedName = (props: { one: Counted }) => (
  <Show
    when={props.one.kind === 'reference' && props.one}
    fallback={
      <span class="b" dir="auto">
        {countedName(props.one)}
      </span>
    }
  >
    {(reference) => (
      <>
        <a class="b" href={programmePaths.reference(reference().id)} dir="auto">
          {reference().name}
        </a>
        <span class="t2" dir="auto">
          {reference().title}
        </span>
      </>
    )}
  </Show>
)

/** Reserves somebody for this competency: the matching leaves them here (CP-R8). */
const PinButton = (props: { place: CountedPlace; personId: string; name: string }) => {
  const me = useMe()
  const pin = (): void => {
    const { personId, place } = props
    const name = shownPerson(props.name)
    void perform({
      work: () => api.competencies.pin.mutate({ personId, locationId: place.locationId, competency: place.competency }),
      told: competencies_pinned_now({ name }),
      back: { work: () => api.competencies.unpin.mutate({ personId }), told: competencies_undone() },
    })
  }
  return (
    <Show when={may(me(), 'competencies.manage')}>
      <button type="button" class="link" onClick={pin}>
        {competencies_pin()} <span class="vh">{competencies_pin_of({ name: shownPerson(props.name) })}</span>
      </button>
    </Show>
  )
}

const ReleaseButton = (props: { personId: string; name: string }) => {
  const me = useMe()
  const release = (): void => {
    const { personId } = props
    void perform({ work: () => api.competencies.unpin.mutate({ personId }), told: competencies_released() })
  }
  return (
    <Show when={may(me(), 'competencies.manage')}>
      <button type="button" class="link" onClick={release}>
        {competencies_release()} <span class="vh">{competencies_pin_of({ name: shownPerson(props.name) })}</span>
      </button>
    </Show>
  )
}
