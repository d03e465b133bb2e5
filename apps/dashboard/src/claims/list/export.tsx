import {
  lists_export,
  lists_export_cancel,
  lists_export_download,
  lists_export_none,
  lists_export_text,
  lists_export_title,
  lists_export_what,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import { createTrpcQuery } from '../../lib/query.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import type { ListFilters } from './filters.ts'
import { exportAddress, filtersAsked } from './filters.ts'

/** "Export": how many rows the file has is said before it is made (GEN-R6). */
export const ExportButton = (props: { filters: ListFilters }) => {
  const [open, setOpen] = createSignal(false)
  return (
    <>
      <Button icon="download" onClick={() => setOpen(true)}>
        {lists_export()}
      </Button>
      <Show when={open()}>
        <ExportDialog filters={props.filters} onClose={() => setOpen(false)} />
      </Show>
    </>
  )
}

const ExportDialog = (props: { filters: ListFilters; onClose: () => void }) => {
  const count = createTrpcQuery(api.claims.exportCount, () => filtersAsked(props.filters))
  return (
    <Dialog open title={lists_export_title()} onClose={props.onClose}>
      <Loaded query={count} what={lists_export_what()} rows={2}>
        {(rows) => (
          <Show when={rows() > 0} fallback={<p>{lists_export_none()}</p>}>
            <p class="t2">{lists_export_text({ count: rows() })}</p>
            <p class="row mt-4">
              <a class="btn primary" href={exportAddress(props.filters)} download="" onClick={() => props.onClose()}>
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
