import type { CompetencyLevel } from '@ofrecord/core/competencies/enrollment.rules'
import type { ShownOption, ShownStanding } from '@ofrecord/core/competencies/shown.rules'
import {
  competencies_level_met,
  competencies_level_missing,
  competencies_level_unpaid,
  competencies_option_met,
  competencies_option_missing,
  competencies_option_usual,
  competencies_options,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { formatNumber } from '../lib/format.ts'
import { Section } from '../ui/record.tsx'
import { looks, Status } from '../ui/status.tsx'
import { CountedList } from './counted-list.tsx'
import type { feeOf } from './fee.ts'
import type { Names } from './names.ts'
import { RequirementList } from './requirement-list.tsx'
import { bestOption } from './standing.ts'
import { levelWords } from './words.ts'

interface LevelsProps {
  standing: ShownStanding
  /** The anniversary; null: nothing is held. */
  renewsOn: string | null
  /** The level that is held or worked for, with its fee. */
  current?: { level: CompetencyLevel; fee: ReturnType<typeof feeOf> } | undefined
  names: Names
}

/** Every level of a competency with all ways to it, requirement by requirement; the one that counts now stands first. */
export const Levels = (props: LevelsProps) => {
  const isCurrent = (level: CompetencyLevel) => level === props.current?.level
  const levels = () => [
    ...props.standing.levels.filter(({ level }) => isCurrent(level)),
    ...props.standing.levels.filter(({ level }) => !isCurrent(level)),
  ]
  return (
    <For each={levels()}>
      {(level, index) => (
        <Section
          title={levelWords[level.level]()}
          detail={metText(level.met, isCurrent(level.level) ? props.current?.fee : undefined)}
          first={index() === 0}
        >
          <Show when={level.options.length > 1}>
            <p class="t2 sm mt-3">{competencies_options({ count: formatNumber(level.options.length) })}</p>
          </Show>
          <For each={sorted(props.standing, level)}>
            {(option) => (
              <Option
                {...props}
                level={level.level}
                option={option}
                isOnly={level.options.length === 1}
                fee={
                  props.current?.level === level.level && bestOption(props.standing, level.level) === option
                    ? props.current.fee
                    : undefined
                }
              />
            )}
          </For>
        </Section>
      )}
    </For>
  )
}

const metText = (met: boolean, fee: ReturnType<typeof feeOf>): string => {
  if (!met) return competencies_level_missing()
  return fee && !fee.isPaid ? competencies_level_unpaid() : competencies_level_met()
}

const sorted = (standing: ShownStanding, { level, options }: ShownStanding['levels'][number]): ShownOption[] => {
  const best = bestOption(standing, level)
  return options.toSorted((a, b) => Number(b === best) - Number(a === best))
}

const Option = (
  props: LevelsProps & {
    level: CompetencyLevel
    option: ShownOption
    isOnly: boolean
    fee: ReturnType<typeof feeOf>
  },
) => {
  const place = () => ({
    competency: props.standing.competency.code,
    locationId: props.standing.location.id,
    renewsOn: props.renewsOn,
  })
  const failing = () => {
    const { outlook } = props.standing
    return outlook?.level === props.level && outlook.option === props.option.option ? outlook.failing : []
  }
  return (
    <div class="option">
      <Show when={!props.isOnly}>
        <h3 class="row wrap">
          {props.option.name || competencies_option_usual()}
          <Status look={props.option.met ? looks.inForce : looks.quarter}>
            {props.option.met ? competencies_option_met() : competencies_option_missing()}
          </Status>
        </h3>
      </Show>
      <RequirementList
        place={place()}
        level={props.level}
        option={props.option.option}
        requirements={props.option.requirements}
        failing={failing()}
        fee={props.fee}
        names={props.names}
        more={(count) => <CountedList count={count} place={place()} pins={props.standing.pins} names={props.names} />}
      />
    </div>
  )
}
