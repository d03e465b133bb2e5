import {
  common_newer,
  common_older,
  hierarchy_back_title,
  hierarchy_chart_more,
  hierarchy_history_none,
  hierarchy_history_what,
  hierarchy_places_more,
  hierarchy_quoted,
  hierarchy_system,
  hierarchy_tab_history,
  hierarchy_tree_that_day,
  hierarchy_under,
  hierarchy_what_it_did,
  organisations_headquarters,
} from '@ofrecord/messages/messages'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Loaded } from '../ui/loaded.tsx'
import type { Difference, TimelineEntry } from '../ui/timeline.tsx'
import { Timeline } from '../ui/timeline.tsx'
import type { Answers } from './answers.ts'
import { changeWords } from './change.words.ts'
import { exampleTexts, knownParts, notNamed, partWords } from './change/impact.words.ts'
import type { ImpactPart } from './change/impact.words.ts'
import type { NothingBack } from './not-returned.tsx'
import { NotReturned } from './not-returned.tsx'

type ChangeRow = Answers['history']['rows'][number]

/** Changes of the tree, or of one location's place, the newest first: who, why, from where to where, and what it did. */
export const ChangeTimeline = (props: { locationId: string | null }) => {
  const [trail, setTrail] = createSignal<readonly string[]>([])
  const history = createTrpcQuery(
    api.hierarchy.history,
    () => ({ locationId: props.locationId, size: 25 as const, cursor: trail().at(-1) ?? null }),
    () => ({ keepsPrevious: true }),
  )
  return (
    <Loaded query={history} what={hierarchy_history_what()} rows={5}>
      {(page) => (
        <Show when={page().rows.length > 0} fallback={<p class="t2 mt-3">{hierarchy_history_none()}</p>}>
          <Timeline label={hierarchy_tab_history()} entries={page().rows.map(entryOf)} />
          <p class="row mt-3">
            <Show when={trail().length > 0}>
              <Button onClick={() => setTrail((known) => known.slice(0, -1))}>{common_newer()}</Button>
            </Show>
            <Show when={page().nextCursor}>
              {(next) => <Button onClick={() => setTrail((known) => [...known, next()])}>{common_older()}</Button>}
            </Show>
          </p>
        </Show>
      )}
    </Loaded>
  )
}

const entryOf = (row: ChangeRow): TimelineEntry => ({
  id: row.id,
  at: row.at,
  icon: changeWords[row.kind].icon,
  who: row.actorName || hierarchy_system(),
  did: changeWords[row.kind].did({ location: `${row.locationName} ${row.locationNumber}` }),
  differences: differencesOf(row),
  more: <EntryMore row={row} />,
})

/** Of the places that came along with a merge only those that hang elsewhere since. */
const differencesOf = ({ kind, places }: ChangeRow): Difference[] =>
  places
    .filter(({ from, to }) => from !== to)
    .map(({ name, ...place }) => ({
      term: name,
      before: spotOf(kind, place.from, place.fromName),
      after: spotOf(kind, place.to, place.toName),
    }))
    .filter(({ before, after }) => before !== undefined || after !== undefined)
    .slice(0, 5)

/** In these a location was or becomes the headquarters where nothing is above it; in others it was not there. */
const headKinds: readonly ChangeRow['kind'][] = ['headquarters', 'merged', 'mergeUndone']

/** Where a location hung, if the reader may know it. */
const spotOf = (kind: ChangeRow['kind'], id: string | null, name: string | null): string | undefined => {
  if (name !== null) return hierarchy_under({ location: name })
  return id === null && headKinds.includes(kind) ? organisations_headquarters() : undefined
}

/** How many places changed beside those that are named. */
const moreOf = (row: ChangeRow): number => {
  const named = differencesOf(row).length
  return named === 0 ? 0 : row.placeCount - named
}

const partsOf = ({ impact }: ChangeRow): ImpactPart[] =>
  Array.isArray(impact['parts']) ? knownParts(impact['parts'] as ImpactPart[]) : []

/** Those that are named in a line, and how many more there are. */
const namedIn = (part: ImpactPart): string => {
  const more = notNamed(part)
  return [...exampleTexts(part), ...(more > 0 ? [hierarchy_chart_more({ count: more })] : [])].join('; ')
}

const EntryMore = (props: { row: ChangeRow }) => (
  <>
    <Show when={moreOf(props.row) > 0}>
      <p class="t3 sm">{hierarchy_places_more({ count: moreOf(props.row) })}</p>
    </Show>
    <Show when={props.row.reason}>
      {(reason) => (
        <p class="t2 sm" dir="auto">
          {hierarchy_quoted({ words: reason() })}
        </p>
      )}
    </Show>
    <Show when={partsOf(props.row).length > 0}>
      <details class="sm">
        <summary>{hierarchy_what_it_did()}</summary>
        <ul class="t2">
          <For each={partsOf(props.row)}>
            {(part) => (
              <li>
                {partWords[part.key].word({ count: part.count })} <span class="t3">{namedIn(part)}</span>
              </li>
            )}
          </For>
        </ul>
      </details>
    </Show>
    <Show when={props.row.impact['notReturned']}>
      {(kept) => (
        <details class="sm">
          <summary>{hierarchy_back_title()}</summary>
          <div class="mt-2">
            <NotReturned of={kept() as unknown as NothingBack} />
          </div>
        </details>
      )}
    </Show>
    <a class="sm u that-day" href={`${paths.locations}?day=${props.row.at.slice(0, 10)}`}>
      {hierarchy_tree_that_day()}
    </a>
  </>
)
