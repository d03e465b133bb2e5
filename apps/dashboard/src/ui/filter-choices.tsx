import type { JSX } from 'solid-js'
import { Index } from 'solid-js'
import { CheckBox } from './choices.tsx'

/** The editor of a filter that takes any of several values. */
export const FilterChoices = (props: {
  options: readonly { value: string; label: JSX.Element }[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}) => (
  <div class="choices">
    <Index each={props.options}>
      {(option) => (
        <CheckBox
          label={option().label}
          checked={props.chosen.includes(option().value)}
          onChange={(on) =>
            props.onChange(
              on ? [...props.chosen, option().value] : props.chosen.filter((value) => value !== option().value),
            )
          }
        />
      )}
    </Index>
  </div>
)
