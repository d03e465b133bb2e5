import type { UseQueryResult } from '@tanstack/solid-query'
import type { JSX } from 'solid-js'
import { createSignal, Show } from 'solid-js'
import {
  memberships_payments_none_text,
  memberships_payments_none_title,
  people_menu_column,
} from '@ofrecord/messages/messages'
import { tickChip } from '../../claims/list/chips.tsx'
import { createListAddress } from '../../lists/address.ts'
import { ListView } from '../../lists/list-view.tsx'
import { Button } from '../../ui/button.tsx'
import { FilterBar } from '../../ui/filter-bar.tsx'
import type { Column } from '../../ui/table.tsx'

/** The address of such a list; with `decided` it shows what was done. */
export const createDeskAddress = () => createListAddress(['decided'])
type DeskAddress = ReturnType<typeof createDeskAddress>

/** What waits for the service desk, or with a tick what was done: each row has one deed, whose dialog opens on it. */
export const DeskList = <Row,>(props: {
  query: UseQueryResult<{ rows: Row[]; nextCursor: string | null }>
  address: DeskAddress
  lead: string
  what: string
  empty: { title: string; text: string }
  done: { label: string; word: string; tick: string }
  columns: Column<Row>[]
  rowKey: (row: Row) => string
  rowName: (row: Row) => string
  /** What its button says; null: nothing is to be done with this one. */
  deed: (row: Row) => string | null
  dialog: (row: Row, close: () => void) => JSX.Element
}) => {
  const [chosen, setChosen] = createSignal<{ row: Row }>()
  const deed: Column<Row> = {
    key: 'deed',
    head: people_menu_column(),
    slot: 'next',
    fixed: true,
    cell: (row) => (
      <Show when={props.deed(row)}>
        {(word) => (
          <span class="row acts">
            <Button onClick={() => setChosen({ row })}>
              {word()} <span class="vh">{props.rowName(row)}</span>
            </Button>
          </span>
        )}
      </Show>
    ),
  }
  return (
    <>
      <p class="t2 lead-in">{props.lead}</p>
      <FilterBar
        filters={[
          tickChip({
            key: 'decided',
            ...props.done,
            on: () => isDone(props.address),
            turn: (on) => props.address.change({ decided: on ? '1' : null }),
          }),
        ]}
        onClear={props.address.clear}
      />
      <div class="fees">
        <ListView
          query={props.query}
          address={props.address}
          what={props.what}
          label={props.what}
          columns={[...props.columns, deed]}
          rowKey={props.rowKey}
          rowName={props.rowName}
          empty={props.empty}
          none={{ title: memberships_payments_none_title(), text: memberships_payments_none_text() }}
        />
      </div>
      <Show when={chosen()}>{(at) => <>{props.dialog(at().row, () => setChosen())}</>}</Show>
    </>
  )
}

/** Whether what was done is asked for. */
export const isDone = (address: DeskAddress): boolean => address.value('decided') === '1'
