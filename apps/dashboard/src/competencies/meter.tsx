import type { RequirementCount } from '@ofrecord/core/competencies/counting.rules'
import { competencies_meter, competencies_meter_losing, competencies_of_needed } from '@ofrecord/messages/messages'
import { Index, Show } from 'solid-js'
import { figureText } from './figures.ts'

/** Up to here each one is a segment of its own; above it a bar says how much of the whole there is. */
const segments = 12

type Figures = Pick<RequirementCount, 'unit' | 'needed' | 'have' | 'expiring' | 'onAnniversary'>

/** Have of needed, in figures and as a bar; what will be lost before the anniversary is hatched. */
export const Meter = (props: { of: Figures }) => {
  const shown = (figure: number) => figureText(props.of.unit, figure)
  const have = () => Math.min(props.of.have, props.of.needed)
  // What is to spare is lost first.
  const lasting = () => Math.min(props.of.onAnniversary ?? props.of.have, have())
  const isWhole = () => props.of.needed > segments || props.of.unit === 'cents' || props.of.unit === 'tenths'
  const said = () => {
    const words = { have: shown(props.of.have), needed: shown(props.of.needed) }
    return have() > lasting()
      ? competencies_meter_losing({ ...words, lost: shown(have() - lasting()) })
      : competencies_meter(words)
  }
  return (
    <div class="mt">
      <span class="num" aria-hidden="true">
        <b>{shown(props.of.have)}</b> {competencies_of_needed({ needed: shown(props.of.needed) })}
      </span>
      <span class="meter" classList={{ whole: isWhole() }} role="img" aria-label={said()}>
        <Show
          when={isWhole()}
          fallback={
            <Index each={Array.from({ length: props.of.needed })}>
              {(_, index) => <i classList={{ on: index < lasting(), lose: index >= lasting() && index < have() }} />}
            </Index>
          }
        >
          <Part kind="on" share={lasting() / props.of.needed} />
          <Part kind="lose" share={(have() - lasting()) / props.of.needed} />
          <Part kind="" share={1 - have() / props.of.needed} />
        </Show>
      </span>
    </div>
  )
}

const Part = (props: { kind: string; share: number }) => (
  <Show when={props.share > 0}>
    <i class={props.kind} style={{ 'flex-grow': props.share }} />
  </Show>
)
