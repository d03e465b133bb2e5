import * as m from '@ofrecord/messages/messages'
import { For } from 'solid-js'
import type { LocationView } from './locations.address.ts'

const words: Record<LocationView, () => string> = {
  tree: m.hierarchy_view_tree,
  chart: m.hierarchy_view_chart,
  table: m.hierarchy_view_table,
}

export const ViewSwitch = (props: {
  value: LocationView
  views: readonly LocationView[]
  onChange: (view: LocationView) => void
}) => (
  <span class="seg" role="group" aria-label={m.hierarchy_view()}>
    <For each={props.views}>
      {(view) => (
        <button type="button" aria-pressed={view === props.value} onClick={() => props.onChange(view)}>
          {words[view]()}
        </button>
      )}
    </For>
  </span>
)
