import type { RequirementCount } from '@ofrecord/core/competencies/counting.rules'
import type { CompetencyLevel } from '@ofrecord/core/competencies/enrollment.rules'
import { competencies_exclusive, competencies_fee_covers } from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { For, Show } from 'solid-js'
import { paths } from '../paths.ts'
import { CatalogueName } from '../ui/catalogue.tsx'
import type { feeOf } from './fee.ts'
import type { CountedPlace } from './gap.tsx'
import { Gap } from './gap.tsx'
import { Meter } from './meter.tsx'
import type { Names } from './names.ts'
import { requirementWords } from './requirement.words.ts'

interface RequirementListProps {
  place: CountedPlace
  level: CompetencyLevel
  option: string
  requirements: readonly RequirementCount[]
  /** Codes of those that the anniversary will find unmet. */
  failing: readonly string[]
  fee?: ReturnType<typeof feeOf> | undefined
  names: Names
  /** What stands below a requirement, where there is room for it: everything that counts. */
  more?: ((count: RequirementCount) => JSX.Element) | undefined
}

/** The requirements of a level, line by line: needed and have, what will be lost, and what closes the gap. */
export const RequirementList = (props: RequirementListProps) => {
  const wordsOf = (code: string) => {
    const siblings = props.names.asked(props.place.competency, props.level, props.option)
    const asked = siblings.find((one) => one.code === code)
    return asked && requirementWords(asked, { siblings, nameOf: (each) => each })
  }
  return (
    <ul class="req">
      <For each={props.requirements}>
        {(count) => (
          <li>
            <div class="rk">
              <b>
                <CatalogueName>{count.name}</CatalogueName>
              </b>
              <span class="t3">{wordsOf(count.requirement)?.sentence}</span>
              <Show when={count.exclusive}>
                <span class="t3">{competencies_exclusive()}</span>
              </Show>
            </div>
            <Meter of={count} />
            <Gap
              count={count}
              place={props.place}
              failing={props.failing.includes(count.requirement)}
              names={props.names}
              brief={props.more === undefined}
            />
            {props.more?.(count)}
          </li>
        )}
      </For>
      <Show when={props.fee}>{(fee) => <FeeLine fee={fee()} />}</Show>
    </ul>
  )
}

const FeeLine = (props: { fee: NonNullable<ReturnType<typeof feeOf>> }) => (
  <li>
    <div class="rk">
      <b>{props.fee.name}</b>
      <span class="t3">{competencies_fee_covers()}</span>
    </div>
    <Meter of={{ unit: 'documents', needed: 1, have: props.fee.isPaid ? 1 : 0, expiring: 0, onAnniversary: null }} />
    <div class="gap">
      <span>{props.fee.text}</span>
      <Show when={props.fee.action}>
        {(label) => (
          <div>
            <a class="btn" href={paths.membership}>
              {label()}
            </a>
          </div>
        )}
      </Show>
    </div>
  </li>
)
