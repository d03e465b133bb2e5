import {
  hierarchy_choice_counted,
  hierarchy_choice_hint,
  hierarchy_choice_label,
  hierarchy_choice_more,
  hierarchy_choice_none,
} from '@ofrecord/messages/messages'
import { createMemo, createSignal, Show, untrack } from 'solid-js'
import type { Option } from '../ui/inputs.tsx'
import { Select } from '../ui/inputs.tsx'
import type { Suggestion } from '../ui/suggestions.tsx'
import { Combobox } from '../ui/suggestions.tsx'
import type { Place, Places } from './places.ts'
import { createPlaceSearch, placeLabel } from './places.ts'

interface PlaceSelectProps<Row extends { id: string; name: string }> {
  places: Places<Row>
  value: string
  onChange: (id: string) => void
  /** While nothing is chosen, e.g. "Choose a location"; left out where something always is. */
  empty?: string | undefined
  /** How a location is offered, where more than its name is to be said. */
  optionOf?: ((row: Row) => Option) | undefined
  /** A location that is not offered. */
  except?: string | undefined
}

/** One location, inside a `Field`: the browser's own list of a few, a field that searches where there are many. */
export const PlaceSelect = <Row extends { id: string; name: string } = Place>(props: PlaceSelectProps<Row>) => {
  const options = (rows: readonly Row[]): Option[] =>
    rows.filter(({ id }) => id !== props.except).map((row) => props.optionOf?.(row) ?? optionOf(row))
  return (
    <Show
      when={props.places.first()?.more}
      fallback={
        <Select
          value={props.value}
          empty={props.empty}
          options={options(props.places.first()?.rows ?? [])}
          onChange={props.onChange}
        />
      }
    >
      <SearchedPlace {...props} options={options} />
    </Show>
  )
}

const optionOf = (row: { id: string; name: string }): Option => ({ value: row.id, label: placeLabel(row) })

const SearchedPlace = <Row extends { id: string; name: string }>(
  props: PlaceSelectProps<Row> & { options: (rows: readonly Row[]) => Option[] },
) => {
  const { typed, setTyped, offered } = createPlaceSearch(untrack(() => props.places))
  const [isOpen, setOpen] = createSignal(false)
  const found = createMemo((): Suggestion[] | undefined =>
    isOpen()
      ? props
          .options(offered()?.rows ?? [])
          .map(({ value, label, disabled }) => ({ key: value, label, disabled: disabled ?? false }))
      : undefined,
  )
  const [taken, setTaken] = createSignal<Suggestion>()
  const chosen = () => {
    const place = props.places.of(props.value)
    if (place) return placeLabel(place)
    return taken()?.key === props.value ? (taken()?.label ?? '') : ''
  }
  /** What was typed and not taken is not chosen: the field shows again what is, or nothing where it was emptied and may be. */
  const close = (): void => {
    setOpen(false)
    if (typed() === '' && props.value !== '' && props.empty !== undefined) props.onChange('')
    setTyped()
  }
  return (
    <Combobox
      typed={typed() ?? chosen()}
      placeholder={props.empty ?? hierarchy_choice_hint()}
      onType={(now) => {
        setTyped(now)
        setOpen(true)
      }}
      opening={{ open: () => setOpen(true), isTyped: () => (typed() ?? '').trim() !== '' }}
      found={found()}
      onTake={(suggestion) => {
        setOpen(false)
        setTyped()
        setTaken(suggestion)
        props.onChange(suggestion.key)
      }}
      onClose={close}
      label={hierarchy_choice_label()}
      none={hierarchy_choice_none()}
      more={offered()?.more ? hierarchy_choice_more() : undefined}
      counted={(count) => hierarchy_choice_counted({ count })}
    />
  )
}
