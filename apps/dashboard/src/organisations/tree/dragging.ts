import { maxLevels } from '@ofrecord/core/hierarchy/tree.rules'
import { hierarchy_against_below, hierarchy_against_depth, hierarchy_against_there } from '@ofrecord/messages/messages'
import { createEffect, createSignal, onCleanup } from 'solid-js'
import type { TreeRow } from '../answers.ts'
import type { TreeLine } from './lines.ts'

/** A location that is being dragged, and where it may be dropped. */
export interface Dragging {
  /** Whether a row is the one that is dragged. */
  isDragged: (row: TreeRow) => boolean
  /** What speaks against a drop on a line; empty on the location itself. Undefined: it can be dropped there. */
  againstOf: (line: TreeLine) => string | undefined
  /** Something of this tree is being dragged. */
  isOn: () => boolean
  start: (row: TreeRow, event: DragEvent) => void
  end: () => void
  /** The location that was dropped. */
  taken: () => TreeRow | undefined
}

export const createDragging = (lineOf: (key: string) => TreeLine | undefined): Dragging => {
  const [taken, setTaken] = createSignal<TreeRow>()
  const end = (): void => {
    setTaken(undefined)
  }
  // A row that was scrolled out of the page tells no end of its drag; a pointer that moves again does.
  createEffect(() => {
    if (!taken()) return
    addEventListener('pointermove', end, { once: true })
    onCleanup(() => removeEventListener('pointermove', end))
  })
  const isBelow = (line: TreeLine, id: string): boolean => {
    for (let at: TreeLine | undefined = line; at; at = lineOf(at.parentId)) if (at.parentId === id) return true
    return false
  }
  return {
    taken,
    end,
    isOn: () => taken() !== undefined,
    isDragged: ({ id }) => taken()?.id === id,
    start: (row, event) => {
      if (event.dataTransfer) {
        event.dataTransfer.effectAllowed = 'move'
        // Without data some browsers begin no drag; it is what a drop elsewhere would write.
        event.dataTransfer.setData('text/plain', `${row.name} ${row.number}`)
        const line = (event.currentTarget as Element).closest('tr')
        if (line) event.dataTransfer.setDragImage(line, 24, 20)
      }
      setTaken(row)
    },
    againstOf: (line) => {
      const moved = taken()
      if (!moved || line.key === moved.id) return ''
      if (isBelow(line, moved.id)) return hierarchy_against_below({ location: moved.name })
      if (line.key === moved.parentId) return hierarchy_against_there()
      const levels = line.level + 1 + (moved.height ?? 0)
      return levels > maxLevels ? hierarchy_against_depth({ levels, most: maxLevels }) : undefined
    },
  }
}
