import {
  hierarchy_view,
  hierarchy_view_chart,
  hierarchy_view_table,
  hierarchy_view_tree,
} from '@ofrecord/messages/messages'
import { For } from 'solid-js'
import type { LocationView } from './locations.address.ts'

const words: Record<LocationView, () => string> = {
  tree: hierarchy_view_tree,
  chart: hierarchy_view_chart,
  table: hierarchy_view_table,
}

export const ViewSwitch = (props: {
  value: LocationView
  views: readonly LocationView[]
  onChange: (view: LocationView) => void
}) => (
  <span class="seg" role="group" aria-label={hierarchy_view()}>
    <For each={props.views}>
      {(view) => (
        <button type="button" aria-pressed={view === props.value} onClick={() => props.onChange(view)}>
          {words[view]()}
        </button>
      )}
    </For>
  </span>
)
