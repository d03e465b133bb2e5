import { hierarchy_choice_hint, hierarchy_choice_more, hierarchy_choice_none } from '@ofrecord/messages/messages'
import type { Accessor } from 'solid-js'
import { Show, untrack } from 'solid-js'
import { RadioGroup } from '../ui/choices.tsx'
import { Field } from '../ui/field.tsx'
import type { Filter } from '../ui/filter-bar.tsx'
import { TextInput } from '../ui/inputs.tsx'
import type { Places } from './places.ts'
import { createPlaceSearch, placeLabel } from './places.ts'

interface PlaceFilter {
  label: string
  chosen: Accessor<string | null>
  choose: (locationId: string | null) => void
}

/** A filter that takes one location; where there are many, it searches. */
export const placeChip = (places: Places, { label, chosen, choose }: PlaceFilter): Filter => {
  const id = chosen()
  return {
    key: 'location',
    label,
    value: id === null ? undefined : labelOf(places, id),
    editor: () => <PlaceChoices places={places} label={label} chosen={chosen} choose={choose} />,
    onRemove: () => choose(null),
  }
}

const labelOf = (places: Places, id: string): string => {
  const place = places.of(id)
  return place ? placeLabel(place) : '…'
}

const PlaceChoices = (props: PlaceFilter & { places: Places }) => {
  const { typed, setTyped, offered } = createPlaceSearch(untrack(() => props.places))
  const rows = () => offered()?.rows ?? []
  return (
    <div class="choices">
      <Show when={props.places.first()?.more}>
        <Field
          label={hierarchy_choice_hint()}
          hint={offered()?.more ? hierarchy_choice_more() : undefined}
          class="mb-2"
        >
          <TextInput type="search" value={typed() ?? ''} onInput={setTyped} autocomplete="off" />
        </Field>
      </Show>
      <Show when={rows().length > 0} fallback={<p class="t3 sm">{offered() && hierarchy_choice_none()}</p>}>
        <RadioGroup
          label={props.label}
          labelHidden
          value={props.chosen() ?? undefined}
          onChange={props.choose}
          choices={rows().map((row) => ({ value: row.id, label: placeLabel(row) }))}
        />
      </Show>
    </div>
  )
}
