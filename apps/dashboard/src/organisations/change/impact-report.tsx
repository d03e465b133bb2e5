import * as m from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { Icon } from '../../ui/icon.tsx'
import { Time } from '../../ui/time.tsx'
import type { ImpactPart, ImpactSubject } from './impact.words.ts'
import { exampleText, impactSubjects, partWords, subjectWords } from './impact.words.ts'
import './change.css'

/** Parts that say that something stays do not make a subject one that changes. */
const isChange = ({ weight }: ImpactPart): boolean => weight !== 'note'

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
  const of = (subject: ImpactSubject) => props.parts.filter(({ key }) => partWords[key].subject === subject)
  const order = () => {
    const weightOf = (subject: ImpactSubject): number =>
      of(subject).some(isChange) ? 0 : of(subject).length > 0 ? 1 : 2
    return impactSubjects.toSorted((one, other) => weightOf(one) - weightOf(other))
  }
  return (
    <>
      <table class="imp" role="table" aria-label={props.label}>
        <tbody role="rowgroup">
          <For each={order()}>{(subject) => <SubjectRow subject={subject} parts={of(subject)} />}</For>
        </tbody>
      </table>
      <p class="sm t3 mt-2">
        {m.hierarchy_worked_out()} <Time at={props.computedAt} />. {props.wayBack}
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
const toldAtOnce = 3

const PartText = (props: { part: ImpactPart }) => {
  const examples = () =>
    props.part.examples.map((example) => exampleText(props.part, example)).filter((text) => text !== '')
  const lines = () => (
    <ul class="examples">
      <For each={examples()}>{(text) => <li dir="auto">{text}</li>}</For>
      <Show when={examples().length > 0 && props.part.count > examples().length && props.part.key !== 'depth'}>
        <li>{m.hierarchy_chart_more({ count: props.part.count - examples().length })}</li>
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
