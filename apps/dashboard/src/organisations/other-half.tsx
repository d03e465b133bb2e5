import { hierarchy_merge_other_levels } from '@ofrecord/messages/messages'
import { For } from 'solid-js'
import type { MergeView } from './answers.ts'
import { exampleText } from './change/impact.words.ts'

type Half = NonNullable<NonNullable<MergeView['preview']>['other']>

/** What one side of a merge may know of the other: how many levels it brings, and its competencies. */
export const OtherHalf = (props: { half: Half }) => (
  <>
    <p class="sm t2">{hierarchy_merge_other_levels({ count: props.half.levels })}</p>
    <ul class="sm">
      <For each={props.half.competencies}>
        {({ competency, level }) => (
          <li>
            {exampleText(
              { key: 'competencies_gained', weight: 'note', count: 1, examples: [] },
              { name: competency, place: null, from: null, to: level, until: null },
            )}
          </li>
        )}
      </For>
    </ul>
  </>
)
