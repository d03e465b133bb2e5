import { hierarchy_chart_more, hierarchy_worked_out } from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { Icon } from '../../ui/icon.tsx'
import { Time } from '../../ui/time.tsx'
import type { ImpactPart, ImpactSubject } from './impact.words.ts'
import { exampleTexts, impactSubjects, knownParts, notNamed, partWords, subjectWords } from './impact.words.ts'
import './change.css'

/** Parts that say that something stays do not make a subject one that changes. */
const isChange = ({ weight }: ImpactPart): boolean => weight !== 'note'

const about = (parts: readonly ImpactPart[], subject: ImpactSubject): ImpactPart[] =>
  knownParts(parts)
    .filter(({ key }) => partWords[key].subject === subject)
    .toSorted((one, other) => Number(isChange(other)) - Number(isChange(one)))

const orderOf = (parts: readonly ImpactPart[]): ImpactSubject[] =>
  impactSubjects.toSorted((one, other) => rankOf(about(parts, one)) - rankOf(about(parts, other)))

/** What changes comes first, then what is worth a line, then what stays. */
const rankOf = (parts: readonly ImpactPart[]): number => {
  if (parts.some(isChange)) return 0
  return parts.length > 0 ? 1 : 2
}

/**
 * What a change does, subject by subject: what changes first, in ink, then what stays as it is, in grey, and when it was
 * worked out.
 */
export const ImpactReport = (props: {
  label: string
  parts: readonly ImpactPart[]
  computedAt: string
  /** Said last: whether there is a way back. */
  wayBack?: string | undefined
}) => {
  const subjects = () => orderOf(props.parts)
  return (
    <>
      <table class="imp" role="table" aria-label={props.label}>
        <tbody role="rowgroup">
          <For each={subjects()}>
            {(subject) => <SubjectRow subject={subject} parts={about(props.parts, subject)} />}
          </For>
        </tbody>
      </table>
      <p class="sm t3 mt-2">
        {hierarchy_worked_out()} <Time at={props.computedAt} />. {props.wayBack}
      </p>
    </>
  )
}

const SubjectRow = (props: { subject: ImpactSubject; parts: readonly ImpactPart[] }) => (
  <tr
    role="row"
    classList={{
      chg: props.parts.some(isChange),
      stop: props.parts.some(({ weight }) => weight === 'blocker'),
      same: props.parts.length === 0,
    }}
  >
    <th role="rowheader" scope="row">
      <Icon name={subjectWords[props.subject].icon} />
      {subjectWords[props.subject].word()}
    </th>
    <td role="cell">
      <For each={props.parts} fallback={subjectWords[props.subject].stays()}>
        {(part) => <PartText part={part} />}
      </For>
    </td>
  </tr>
)

/** So few are simply told; more open on demand. */
export const toldAtOnce = 3

const PartText = (props: { part: ImpactPart }) => {
  const examples = () => exampleTexts(props.part)
  const lines = () => (
    <ul class="examples">
      <For each={examples()}>{(text) => <li dir="auto">{text}</li>}</For>
      <Show when={notNamed(props.part) > 0}>
        <li>{hierarchy_chart_more({ count: notNamed(props.part) })}</li>
      </Show>
    </ul>
  )
  return (
    <Show
      when={examples().length > toldAtOnce}
      fallback={
        <div>
          {partWords[props.part.key].word({ count: props.part.count })}
          <Show when={examples().length > 0}>{lines()}</Show>
        </div>
      }
    >
      <details>
        <summary>{partWords[props.part.key].word({ count: props.part.count })}</summary>
        {lines()}
      </details>
    </Show>
  )
}
