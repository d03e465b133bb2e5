import {
  lists_export,
  lists_export_cancel,
  lists_export_download,
  lists_export_none,
  lists_export_title,
  lists_export_what,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { locale } from '../lib/locale.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { Loaded } from '../ui/loaded.tsx'

type Counted = number | { count: number }

interface ExportProps<Filters> {
  /** Counts the rows before the file is made (GEN-R6). */
  procedure: { query: (filters: Filters) => Promise<Counted> }
  file:
    | 'people'
    | 'contacts'
    | 'professionals'
    | 'locations'
    | 'claims'
    | 'references'
    | 'roles'
    | 'competencies'
    | 'payments'
    | 'tickets'
  filters: Filters
  /** What the file holds, before it is made. */
  text: (inputs: { count: number }) => string
}

/** Where a list is as a file, in the reader's language. */
export const exportAddress = (file: ExportProps<unknown>['file'], filters: unknown): string =>
  `/exports/${file}.csv?${new URLSearchParams({ filters: JSON.stringify(filters), language: locale() }).toString()}`

/** "Export": the list as a file, with the filters that are set. */
export const ExportButton = <Filters,>(props: ExportProps<Filters>) => {
  const [isOpen, setOpen] = createSignal(false)
  return (
    <>
      <Button icon="download" onClick={() => setOpen(true)}>
        {lists_export()}
      </Button>
      <Show when={isOpen()}>
        <ExportDialog {...props} onClose={() => setOpen(false)} />
      </Show>
    </>
  )
}

const rowsIn = (counted: Counted): number => (typeof counted === 'number' ? counted : counted.count)

const ExportDialog = <Filters,>(props: ExportProps<Filters> & { onClose: () => void }) => {
  // Which list it is does not change while the dialog is open.
  // eslint-disable-next-line solid/reactivity
  const count = createTrpcQuery<Filters, Counted>(props.procedure, ...([() => props.filters] as never))
  return (
    <Dialog open title={lists_export_title()} onClose={props.onClose}>
      <Loaded query={count} what={lists_export_what()} rows={2}>
        {(answer) => (
          <Show when={rowsIn(answer()) > 0} fallback={<p>{lists_export_none()}</p>}>
            <p class="t2">{props.text({ count: rowsIn(answer()) })}</p>
            <p class="row mt-4">
              <a
                class="btn primary"
                href={exportAddress(props.file, props.filters)}
                download=""
                onClick={() => props.onClose()}
              >
                <Icon name="download" />
                {lists_export_download()}
              </a>
              <Button onClick={() => props.onClose()}>{lists_export_cancel()}</Button>
            </p>
          </Show>
        )}
      </Loaded>
    </Dialog>
  )
}
