import {
  hierarchy_export_text,
  lists_export,
  lists_export_cancel,
  lists_export_download,
  lists_export_none,
  lists_export_title,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { locale } from '../../lib/locale.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { Questions } from '../answers.ts'

type Filters = Questions['tableCount']

/** "Export": how many rows the file has is said before it is made (GEN-R6). */
export const ExportButton = (props: { filters: Filters; rows: number | undefined }) => {
  const [isOpen, setOpen] = createSignal(false)
  const address = () =>
    `/exports/locations.csv?${new URLSearchParams({ filters: JSON.stringify(props.filters), language: locale() }).toString()}`
  return (
    <>
      <Button icon="download" onClick={() => setOpen(true)}>
        {lists_export()}
      </Button>
      <Dialog open={isOpen()} title={lists_export_title()} onClose={() => setOpen(false)}>
        <Show when={(props.rows ?? 0) > 0} fallback={<p>{lists_export_none()}</p>}>
          <p class="t2">{hierarchy_export_text({ count: props.rows ?? 0 })}</p>
          <p class="row mt-4">
            <a class="btn primary" href={address()} download="" onClick={() => setOpen(false)}>
              <Icon name="download" />
              {lists_export_download()}
            </a>
            <Button onClick={() => setOpen(false)}>{lists_export_cancel()}</Button>
          </p>
        </Show>
      </Dialog>
    </>
  )
}
