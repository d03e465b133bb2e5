import type { SimulatedRow } from '@ofrecord/core/competencies/shown.rules'
import {
  competencies_column_competency,
  competencies_meter,
  competencies_no_level,
  competencies_option_usual,
  competencies_simulate_after,
  competencies_simulate_before,
  competencies_simulate_elsewhere,
  competencies_simulate_far,
  competencies_simulate_gained,
  competencies_simulate_no_level,
  competencies_simulate_alone,
  competencies_simulate_levels_only,
  competencies_simulate_lost,
  competencies_simulate_nothing,
  competencies_simulate_own_half,
  competencies_simulate_result,
  competencies_simulate_what,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { CatalogueName } from '../ui/catalogue.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Flag } from '../ui/status.tsx'
import { figureText } from './figures.ts'
import type { Supposed } from './supposing.ts'
import { levelWords } from './words.ts'

interface Place {
  competency: string
  locationId: string
}

const isAt = ({ competency, location }: SimulatedRow, places: readonly Place[]): boolean =>
  places.some((place) => place.competency === competency.code && place.locationId === location.id)

/** What becomes different if what is supposed were so. */
export const Simulated = (props: { supposed: readonly Supposed[] }) => {
  const query = createTrpcQuery(
    api.competencies.simulate,
    () => ({ changes: props.supposed.map(({ change }) => change) }),
    () => ({ keepsPrevious: true }),
  )
  return (
    <Loaded query={query} what={competencies_simulate_what()} rows={4}>
      {(answer) => <Outcome rows={answer().rows} supposed={props.supposed} />}
    </Loaded>
  )
}

const toldWords = {
  everything: competencies_simulate_own_half,
  levels: competencies_simulate_levels_only,
  nothing: competencies_simulate_alone,
}

/** The same with a merger that is carried out; what of the other side may not be read is said. */
export const SimulatedMerger = (props: { supposed: readonly Supposed[]; mergeId: string; other: string }) => {
  const query = createTrpcQuery(
    api.hierarchy.merge.simulate,
    () => ({ mergeId: props.mergeId, changes: props.supposed.map(({ change }) => change) }),
    () => ({ keepsPrevious: true }),
  )
  return (
    <Loaded query={query} what={competencies_simulate_what()} rows={4}>
      {(answer) => (
        <>
          <p class="t2 sm mt-3 mb-3">{toldWords[answer().told]({ other: props.other })}</p>
          <Show when={answer().told !== 'nothing'}>
            <Outcome rows={answer().rows} supposed={props.supposed} />
          </Show>
        </>
      )}
    </Loaded>
  )
}

/**
 * Before and after, side by side: levels that change first, then figures of what is enrolled or was looked at. What the
 * whole organisation shares changes at every location; those are folded away.
 */
const Outcome = (props: { rows: readonly SimulatedRow[]; supposed: readonly Supposed[] }) => {
  const enrolled = createTrpcQuery(api.competencies.summary, () => ({}))
  const places = (): Place[] => [
    ...props.supposed.map(({ at }) => at),
    ...(answerOf(enrolled)?.rows ?? []).map(({ competency, location }) => ({
      competency: competency.code,
      locationId: location.id,
    })),
  ]
  const parted = (rows: readonly SimulatedRow[]) => {
    const moved = rows.filter((row) => row.before !== row.after)
    const near = rows.filter((row) => row.before === row.after && isAt(row, places()))
    return { near: [...moved, ...near], far: rows.filter((row) => row.before === row.after && !isAt(row, places())) }
  }
  return (
    <Show when={props.rows.length > 0} fallback={<p class="t2 sm mt-3">{competencies_simulate_nothing()}</p>}>
      <Show
        when={parted(props.rows).near.length > 0}
        fallback={<p class="t2 sm mt-3">{competencies_simulate_no_level()}</p>}
      >
        <Comparison label={competencies_simulate_result()} rows={parted(props.rows).near} />
      </Show>
      <Show when={parted(props.rows).far.length > 0}>
        <details class="far">
          <summary>{competencies_simulate_far({ count: parted(props.rows).far.length })}</summary>
          <Comparison label={competencies_simulate_elsewhere()} rows={parted(props.rows).far} />
        </details>
      </Show>
    </Show>
  )
}

const Comparison = (props: { label: string; rows: readonly SimulatedRow[] }) => (
  <div class="tablebox still">
    <table class="tbl simulated" role="table" aria-label={props.label} data-narrow="labels">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {competencies_column_competency()}
          </th>
          <th role="columnheader" scope="col">
            {competencies_simulate_before()}
          </th>
          <th role="columnheader" scope="col">
            {competencies_simulate_after()}
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        <For each={props.rows}>{(row) => <Row row={row} />}</For>
      </tbody>
    </table>
  </div>
)

const order = { silver: 1, gold: 2 }
const rank = (level: SimulatedRow['before']): number => (level ? order[level] : 0)
const levelText = (level: SimulatedRow['before']): string => (level ? levelWords[level]() : competencies_no_level())

const Row = (props: { row: SimulatedRow }) => {
  const isLoss = () => rank(props.row.after) < rank(props.row.before)
  return (
    <tr role="row">
      <th role="rowheader" scope="row">
        <CatalogueName class="b">{props.row.competency.name}</CatalogueName>{' '}
        <span class="t3" dir="auto">
          {props.row.location.name}
        </span>
      </th>
      <td role="cell" data-h={competencies_simulate_before()}>
        <span class="b">{levelText(props.row.before)}</span> <Figures row={props.row} at="before" />
      </td>
      <td role="cell" data-h={competencies_simulate_after()}>
        <span classList={{ b: true, risk: isLoss() }}>{levelText(props.row.after)}</span>{' '}
        <Show when={rank(props.row.after) !== rank(props.row.before)}>
          <Flag icon={isLoss() ? 'alert' : 'check'}>
            {isLoss()
              ? competencies_simulate_lost({ level: levelText(props.row.before) })
              : competencies_simulate_gained({ level: levelText(props.row.after) })}
          </Flag>
        </Show>
        <Figures row={props.row} at="after" />
      </td>
    </tr>
  )
}

const Figures = (props: { row: SimulatedRow; at: 'before' | 'after' }) => (
  <For each={props.row.changes}>
    {(change) => (
      <span class="figure-line">
        <span class="t3">
          {levelWords[change.level]()}
          {change.way === null ? '' : ` · ${change.way || competencies_option_usual()}`}, {change.name}
        </span>{' '}
        <span class="num">
          {competencies_meter({
            have: figureText(change.unit, change[props.at]),
            needed: figureText(change.unit, change.needed),
          })}
        </span>
      </span>
    )}
  </For>
)
