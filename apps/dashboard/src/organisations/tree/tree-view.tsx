import {
  common_not_loaded,
  common_try_again,
  hierarchy_above,
  hierarchy_after,
  hierarchy_after_label,
  hierarchy_chart_label,
  hierarchy_locations_what,
  hierarchy_search_count,
  hierarchy_search_more,
  hierarchy_search_none,
  hierarchy_search_none_text,
  hierarchy_searching,
  hierarchy_tree_empty,
  hierarchy_tree_empty_text,
} from '@ofrecord/messages/messages'
import { createMemo, Match, Show, Switch } from 'solid-js'
import { api } from '../../lib/api.ts'
import { problemOf } from '../../lib/problem.ts'
import { createTrpcQuery } from '../../lib/query.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { Note } from '../../ui/note.tsx'
import { EmptyState, ErrorState, LoadingBars } from '../../ui/states.tsx'
import type { Rehearsal } from '../answers.ts'
import type { TreeBranches } from './branches.ts'
import { chartAfter, chartOf } from './chart-nodes.ts'
import { linesFound } from './lines.ts'
import { TreeChart } from './tree-chart.tsx'
import type { TreeGridProps } from './tree-grid.tsx'
import { TreeGrid } from './tree-grid.tsx'

type GridParts = Pick<TreeGridProps, 'label' | 'deedsOf' | 'onDeed' | 'onDrop' | 'markOf' | 'links' | 'past'>

interface TreeViewProps extends GridParts {
  branches: TreeBranches
  /** Searched for; from two characters on. */
  search: string
  chart: boolean
  /** What a change would make of the tree. */
  report: Rehearsal | undefined
}

/** The tree as rows or as boxes; searched, the locations that were found with everything above them. */
export const TreeView = (props: TreeViewProps) => (
  <Show when={props.search.length > 1} fallback={<WholeTree {...props} />}>
    <FoundTree {...props} />
  </Show>
)

const WholeTree = (props: TreeViewProps) => (
  <Switch>
    <Match when={props.branches.failure() !== undefined && !props.branches.isReady()}>
      <ErrorState
        title={common_not_loaded()}
        problem={problemOf(props.branches.failure())}
        onRetry={() => void props.branches.reload()}
      />
    </Match>
    <Match when={!props.branches.isReady()}>
      <LoadingBars what={hierarchy_locations_what()} rows={9} />
    </Match>
    <Match when={props.branches.lines().length === 0}>
      <EmptyState title={hierarchy_tree_empty()}>{hierarchy_tree_empty_text()}</EmptyState>
    </Match>
    <Match when={props.branches.isReady()}>
      <Show when={props.branches.failure() !== undefined}>
        <div class="mb-2">
          <Note tone="stop" icon="alert" alert>
            {common_not_loaded()}. {problemOf(props.branches.failure()).message}{' '}
            <button type="button" class="link" onClick={() => void props.branches.reload()}>
              {common_try_again()}
            </button>
          </Note>
        </div>
      </Show>
      <Above branches={props.branches} />
      <Show
        when={props.chart}
        fallback={
          <TreeGrid
            {...props}
            lines={props.branches.lines()}
            onToggle={props.branches.setOpen}
            onMore={(parentId) => void props.branches.loadMore(parentId)}
          />
        }
      >
        <TreeChart
          label={hierarchy_chart_label()}
          roots={chartOf(props.branches.lines(), props.links)}
          onOpen={props.branches.showMore}
        />
      </Show>
      <Show when={!props.chart && props.report}>
        {(report) => (
          <section class="after-chart mt-6">
            <h2>{hierarchy_after()}</h2>
            <TreeChart label={hierarchy_after_label()} roots={chartAfter(props.branches.lines(), report())} />
          </section>
        )}
      </Show>
    </Match>
  </Switch>
)

/** The names above a tree that does not begin at the headquarters. */
const Above = (props: { branches: TreeBranches }) => {
  const above = () => props.branches.beginning()[0]?.above ?? []
  return (
    <Show when={above().length > 0}>
      <p class="sm t2 mb-2">
        {hierarchy_above({
          path: above()
            .map(({ name, number }) => `${name} ${number}`)
            .join(' › '),
        })}
      </p>
    </Show>
  )
}

const FoundTree = (props: TreeViewProps) => {
  const found = createTrpcQuery(
    api.hierarchy.search,
    () => ({ text: props.search.slice(0, 120) }),
    () => ({ keepsPrevious: true }),
  )
  const lines = createMemo(() => linesFound(found.isPending ? [] : (found.data?.rows ?? [])))
  return (
    <Loaded query={found} what={hierarchy_locations_what()} rows={5}>
      {(answer) => (
        <Show
          when={answer().rows.length > 0}
          fallback={
            <EmptyState title={hierarchy_search_none({ text: props.search })}>
              {hierarchy_search_none_text()}
            </EmptyState>
          }
        >
          <Show
            when={props.chart}
            fallback={
              <TreeGrid {...props} lines={lines()} onToggle={undefined} onMore={undefined} found={props.search} />
            }
          >
            <TreeChart label={hierarchy_chart_label()} roots={chartOf(lines(), props.links)} />
          </Show>
          <p class="sm t3 mt-2" role="status">
            {hierarchy_search_count({ count: answer().rows.length })}{' '}
            <Show when={answer().more}>{hierarchy_search_more()}</Show>
          </p>
          <Show when={found.isPlaceholderData}>
            <Note>{hierarchy_searching()}</Note>
          </Show>
        </Show>
      )}
    </Loaded>
  )
}
