import { createSignal } from 'solid-js'
import { CheckBox, RadioGroup } from '../../ui/choices.tsx'
import { Field } from '../../ui/field.tsx'
import type { Filter } from '../../ui/filter-bar.tsx'
import { TextInput } from '../../ui/inputs.tsx'

interface ChoiceChip {
  key: string
  label: string
  choices: () => { value: string; label: string }[]
  chosen: () => string | null
  choose: (value: string | null) => void
}

/** A filter that takes one of several values. */
export const choiceChip = ({ key, label, choices, chosen, choose }: ChoiceChip): Filter => ({
  key,
  label,
  // A value that is not among the choices is still a filter, so it is shown and can be removed.
  value:
    chosen() === null ? undefined : (choices().find(({ value }) => value === chosen())?.label ?? chosen() ?? undefined),
  editor: () => (
    <div class="choices">
      <RadioGroup label={label} labelHidden value={chosen() ?? undefined} onChange={choose} choices={choices()} />
    </div>
  ),
  onRemove: () => choose(null),
})

interface TickChip {
  key: string
  label: string
  /** How it reads on the chip when it is set. */
  word: string
  tick: string
  on: () => boolean
  turn: (on: boolean) => void
}

/** A filter that is on or off. */
export const tickChip = ({ key, label, word, tick, on, turn }: TickChip): Filter => ({
  key,
  label,
  value: on() ? word : undefined,
  editor: () => (
    <div class="choices">
      <CheckBox label={tick} checked={on()} onChange={turn} />
    </div>
  ),
  onRemove: () => turn(false),
})

interface TextChip {
  key: string
  label: string
  field: string
  value: () => string
  change: (value: string) => void
}

/** A filter by some letters; it holds when the field is left or Enter is pressed. */
export const textChip = ({ key, label, field, value, change }: TextChip): Filter => ({
  key,
  label,
  value: value() || undefined,
  editor: () => {
    const [typed, setTyped] = createSignal(value())
    return (
      <div class="choices">
        <Field label={field}>
          <TextInput
            value={typed()}
            maxLength={120}
            onInput={setTyped}
            onChange={() => change(typed().trim())}
            autocomplete="off"
          />
        </Field>
      </div>
    )
  },
  onRemove: () => change(''),
})

interface RangeChip {
  key: string
  label: string
  words: { from: string; to: string }
  shown: string | undefined
  from: () => string | null
  to: () => string | null
  change: (range: { from: string | null; to: string | null }) => void
}

/** A filter by days, either of which may be open. */
export const rangeChip = ({ key, label, words, shown, from, to, change }: RangeChip): Filter => ({
  key,
  label,
  value: shown,
  editor: () => (
    <div class="choices">
      <Field label={words.from}>
        <TextInput
          type="date"
          value={from() ?? ''}
          onInput={() => {}}
          onChange={(event) => change({ from: event.currentTarget.value || null, to: to() })}
        />
      </Field>
      <Field label={words.to}>
        <TextInput
          type="date"
          value={to() ?? ''}
          onInput={() => {}}
          onChange={(event) => change({ from: from(), to: event.currentTarget.value || null })}
        />
      </Field>
    </div>
  ),
  onRemove: () => change({ from: null, to: null }),
})
