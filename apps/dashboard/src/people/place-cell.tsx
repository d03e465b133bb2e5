import { organisations_headquarters } from '@ofrecord/messages/messages'
import { Show } from 'solid-js'

/** A location in the first column of a grid. */
export const PlaceCell = (props: {
  row: { locationName: string; locationNumber: number; isHeadquarters: boolean }
}) => (
  <>
    <span class="b" dir="auto">
      {props.row.locationName}
    </span>{' '}
    <span class="t3 num">{props.row.locationNumber}</span>
    <Show when={props.row.isHeadquarters}>
      <span class="t3">{organisations_headquarters()}</span>
    </Show>
  </>
)
