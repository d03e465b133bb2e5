import {
  hierarchy_chart_below,
  hierarchy_chart_more,
  hierarchy_mark_gone,
  hierarchy_mark_moving,
} from '@ofrecord/messages/messages'
import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import { paths } from '../../paths.ts'
import { Status } from '../../ui/status.tsx'
import type { TreeRow } from '../answers.ts'
import { locationStatuses } from '../location-status.ts'

/** A box of the chart. */
export interface ChartNode {
  id: string
  name: string
  number: number
  /** Said where it is another than verified. */
  status: TreeRow['status']
  /** Why it is outlined or struck. */
  mark?: 'moved' | 'gone' | undefined
  below: readonly ChartNode[]
  /** Locations below it that are not loaded. */
  unseen: number
  link: boolean
}

/** So many boxes stand beside each other below one; the rest is told by its number until it is asked for. */
const shownBeside = 8
const step = 80

/** The tree as boxes and lines. It is moved with the arrow keys or by dragging. */
export const TreeChart = (props: {
  label: string
  roots: readonly ChartNode[]
  onOpen?: ((id: string) => void) | undefined
}) => {
  let box: HTMLDivElement | undefined
  let held: { x: number; y: number; left: number; top: number } | undefined
  /** The highest stands in the middle of a wide chart, and in sight, until somebody goes elsewhere in it. */
  let isElsewhere = false
  createEffect(
    on(
      () => props.roots,
      () => {
        if (box && !isElsewhere) box.scrollLeft = (box.scrollWidth - box.clientWidth) / 2
      },
    ),
  )
  const pan = (event: KeyboardEvent): void => {
    isElsewhere = true
    if (event.target !== box) return
    const by: Record<string, [number, number]> = {
      ArrowLeft: [-step, 0],
      ArrowRight: [step, 0],
      ArrowUp: [0, -step],
      ArrowDown: [0, step],
    }
    const move = by[event.key]
    if (!move) return
    event.preventDefault()
    box?.scrollBy({ left: move[0], top: move[1] })
  }
  const hold = (event: PointerEvent): void => {
    isElsewhere = true
    if (!box || event.pointerType !== 'mouse' || (event.target as Element).closest('a, button')) return
    held = { x: event.clientX, y: event.clientY, left: box.scrollLeft, top: box.scrollTop }
    box.setPointerCapture(event.pointerId)
  }
  const drag = (event: PointerEvent): void => {
    if (!box || !held) return
    box.scrollLeft = held.left - (event.clientX - held.x)
    box.scrollTop = held.top - (event.clientY - held.y)
  }
  return (
    <div
      ref={box}
      class="chart"
      role="region"
      tabindex="0"
      aria-label={props.label}
      onKeyDown={pan}
      onWheel={() => (isElsewhere = true)}
      onPointerDown={hold}
      onPointerMove={drag}
      onPointerUp={() => (held = undefined)}
      onPointerCancel={() => (held = undefined)}
    >
      <Level nodes={props.roots} onOpen={props.onOpen} parentId={undefined} unseen={0} />
    </div>
  )
}

/** How many locations a box stands for: itself and what is below it, drawn or not. */
const sizeOf = (node: ChartNode): number => node.below.reduce((sum, each) => sum + sizeOf(each), 1 + node.unseen)

const Level = (props: {
  nodes: readonly ChartNode[]
  unseen: number
  parentId: string | undefined
  onOpen?: ((id: string) => void) | undefined
}) => {
  const [isWhole, setWhole] = createSignal(false)
  createEffect(() => props.nodes.length <= shownBeside && setWhole(false))
  const shown = () => (isWhole() ? props.nodes : props.nodes.slice(0, shownBeside))
  /** With what is below them, since the number of a closed branch counts that too. */
  const hidden = () => props.nodes.slice(shown().length).reduce((sum, node) => sum + sizeOf(node), props.unseen)
  /** Whether pressing shows any of them: what is not loaded needs somebody who loads it. */
  const opens = () => props.nodes.length > shown().length || props.onOpen !== undefined
  const rest = () =>
    shown().length > 0 ? hierarchy_chart_more({ count: hidden() }) : hierarchy_chart_below({ count: hidden() })
  // What was pressed goes once there is no more: the keyboard goes on from the first box that came.
  let list: HTMLUListElement | undefined
  let next: number | undefined
  createEffect(() => {
    const many = shown().length
    if (next === undefined || many <= next) return
    list?.children[next]?.querySelector<HTMLElement>('a')?.focus()
    next = undefined
  })
  const openMore = (): void => {
    next = shown().length
    setWhole(true)
    if (props.parentId !== undefined && props.unseen > 0) props.onOpen?.(props.parentId)
  }
  // By their ids: the boxes are made anew with each branch that loads, and what stands in the page stays, with the focus in it.
  const known = createMemo(() => new Map(props.nodes.map((node) => [node.id, node])))
  return (
    <ul ref={list}>
      <For each={shown().map(({ id }) => id)}>
        {(id) => {
          const node = createMemo<ChartNode>((before) => known().get(id) ?? before!)
          return (
            <li>
              <Node node={node()} />
              <Show when={node().below.length > 0 || node().unseen > 0}>
                <Level nodes={node().below} unseen={node().unseen} parentId={id} onOpen={props.onOpen} />
              </Show>
            </li>
          )
        }}
      </For>
      <Show when={hidden() > 0}>
        <li>
          <Show when={opens()} fallback={<span class="node rest t3">{rest()}</span>}>
            <button type="button" class="node rest" onClick={openMore}>
              {rest()}
            </button>
          </Show>
        </li>
      </Show>
    </ul>
  )
}

const Node = (props: { node: ChartNode }) => (
  <div class={`node ${props.node.mark ?? ''}`}>
    <Show when={props.node.link} fallback={<b dir="auto">{props.node.name}</b>}>
      <a class="name" dir="auto" href={paths.location(props.node.id)}>
        {props.node.name}
      </a>
    </Show>
    <span class="num t3">{props.node.number}</span>
    <Show when={props.node.status !== 'verified' && props.node.status}>
      {(status) => (
        <div>
          <Status look={locationStatuses[status()].look}>{locationStatuses[status()].word()}</Status>
        </div>
      )}
    </Show>
    <Show when={props.node.mark}>
      {(mark) => <span class="vh">{mark() === 'moved' ? hierarchy_mark_moving() : hierarchy_mark_gone()}</span>}
    </Show>
  </div>
)
