import { people_last_import, people_last_import_never } from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { formatMoment } from '../lib/format.ts'

/** When results were taken in last; new ones appear within 72 hours (CP-R6). Nothing while that is not known. */
export const LastImport = (props: { at: string | null | undefined }) => (
  <Show when={props.at !== undefined}>
    <Show when={props.at} fallback={people_last_import_never()}>
      {(at) => <>{people_last_import({ when: formatMoment(at()) })}</>}
    </Show>
  </Show>
)
