import type { RequirementCount } from '@ofrecord/core/competencies/counting.rules'
import {
  competencies_counted,
  competencies_counted_also,
  competencies_counted_elsewhere,
  competencies_counts_more,
  competencies_nobody_counts,
  competencies_remains,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { formatList } from '../lib/format.ts'
import { may, useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import type { CloserAction } from './closer.words.ts'
import { closerWords } from './closer.words.ts'
import { countedFigure, countedName, endsBefore, endText } from './counted.words.ts'
import { perform } from './deed.ts'
import { figureText } from './figures.ts'
import type { Names } from './names.ts'

export interface CountedPlace {
  competency: string
  locationId: string
  /** The anniversary; null: nothing is held. */
  renewsOn: string | null
}

/** More that end or close than these would be a list, and not a line. */
const endings = 3
const closings = 3
const namesShown = 6

/** What ends, what counts, what is missing, and the one button that closes the gap. */
export const Gap = (props: {
  count: RequirementCount
  place: CountedPlace
  failing: boolean
  names: Names
  /** Only what closes the gap, without what would do as well. */
  brief: boolean
}) => {
  const me = useMe()
  const ending = () => props.count.counted.filter((one) => endsBefore(one, props.place.renewsOn))
  const lines = () =>
    props.count.met && !props.failing
      ? []
      : props.count.closers.map((closer) =>
          closerWords(closer, {
            names: props.names,
            unit: props.count.unit,
            locationId: props.place.locationId,
            competency: props.place.competency,
            vendor: me().vendor.name,
          }),
        )
  const acting = () => lines().findIndex((line) => line.action && may(me(), line.action.needs))
  const action = () => lines()[acting()]?.action
  const told = () => (props.brief && acting() >= 0 ? lines().slice(0, acting() + 1) : lines().slice(0, closings))
  return (
    <div class="gap">
      <Show when={ending().length > 0 || props.failing}>
        <span classList={{ risk: props.failing }}>
          <For each={ending().slice(0, endings)}>{(one) => <>{endText(one)} </>}</For>
          <Show when={props.failing}>{remainsText(props.count)}</Show>
        </span>
      </Show>
      <span>{countedText(props.count, ending(), props.brief)}</span>
      <For each={told().filter(({ text }) => text !== '')}>{(line) => <span>{line.text}</span>}</For>
      <Show when={action()}>{(known) => <CloserButton action={known()} />}</Show>
    </div>
  )
}

const remainsText = ({ unit, needed, have, onAnniversary }: RequirementCount): string =>
  competencies_remains({ left: figureText(unit, onAnniversary ?? have), needed: figureText(unit, needed) })

/** Who counts, in a line; those that end are named in front of it already. */
const countedText = (count: RequirementCount, ending: RequirementCount['counted'], brief: boolean): string => {
  const others = count.counted.filter((one) => !ending.includes(one))
  if (count.countedOf === 0) return competencies_nobody_counts()
  // Points and months are figures: below, where there is room, each has a line.
  if (count.unit === 'tenths' || count.unit === 'cents')
    return brief ? others.map((one) => `${countedName(one)} ${countedFigure(one, count)}`).join('; ') : ''
  const hidden = Math.max(0, count.countedOf - count.counted.length)
  const shown = others.slice(0, namesShown).map(countedName)
  if (shown.length === 0) return hidden > 0 ? competencies_counted_elsewhere({ count: hidden }) : ''
  const unnamed = others.length - shown.length + hidden
  const names = unnamed > 0 ? competencies_counts_more({ names: shown.join(', '), count: unnamed }) : formatList(shown)
  return ending.length > 0 ? competencies_counted_also({ names }) : competencies_counted({ names })
}

const CloserButton = (props: { action: CloserAction }) => (
  <div>
    <Show
      when={props.action.deed}
      fallback={
        <a class="btn" href={props.action.href}>
          {props.action.label}
        </a>
      }
    >
      {(deed) => <Button onClick={() => void perform(deed())}>{props.action.label}</Button>}
    </Show>
  </div>
)
