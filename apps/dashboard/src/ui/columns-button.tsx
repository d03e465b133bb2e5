import { For } from 'solid-js'
import { common_columns } from '@ofrecord/messages/messages'
import { Icon } from './icon.tsx'
import { CheckBox } from './choices.tsx'
import { createPopover } from './popover.ts'
import type { Column } from './table.tsx'

/** Which columns are drawn; those marked `fixed` and the one that names the row always are. */
export const ColumnsButton = <Row,>(props: {
  columns: readonly Column<Row>[]
  hidden: ReadonlySet<string>
  onChange: (hidden: ReadonlySet<string>) => void
}) => {
  const popover = createPopover('dialog', 'end')
  const toggle = (key: string, shown: boolean): void => {
    const hidden = new Set(props.hidden)
    if (shown) hidden.delete(key)
    else hidden.add(key)
    props.onChange(hidden)
  }
  return (
    <>
      <button type="button" class="btn quiet" {...popover.trigger}>
        <Icon name="columns" />
        {common_columns()}
      </button>
      <div {...popover.panel} aria-label={common_columns()}>
        <div class="choices">
          <For each={props.columns.filter((column) => !column.fixed && !column.names)}>
            {(column) => (
              <CheckBox
                label={column.head}
                checked={!props.hidden.has(column.key)}
                onChange={(shown) => toggle(column.key, shown)}
              />
            )}
          </For>
        </div>
      </div>
    </>
  )
}
