import {
  claims_page_edit,
  claims_page_editing,
  claims_page_place,
  claims_page_recall,
  claims_page_recalling,
} from '@ofrecord/messages/messages'
import type { JSX } from 'solid-js'
import { Show } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import { Status } from '../../ui/status.tsx'
import type { ClaimPage } from './claim.ts'
import { Flags } from './flags.tsx'
import { activityName } from './reason.words.ts'
import { statusWords } from './status.ts'

export interface ClaimHeadProps {
  claim: ClaimPage
  /** Absent where the person or the status does not allow it. */
  onEdit?: (() => void) | undefined
  onRecall?: (() => void) | undefined
  busy: 'edit' | 'recall' | undefined
  /** What else can be done with it. */
  children?: JSX.Element
}

/** Name and number, where the claim stands, and what can be done with the whole of it. */
export const ClaimHead = (props: ClaimHeadProps) => (
  <div class="head">
    <div>
      <h1>
        <span dir="auto">{props.claim.name}</span> <span class="t3 num font-normal">{props.claim.number}</span>
      </h1>
      <div class="row wrap sm mt-1">
        <Status look={statusWords[props.claim.shownStatus].look}>{statusWords[props.claim.shownStatus].word()}</Status>
        <span class="t2">{props.claim.customerName}</span>
        <span class="t3">
          {claims_page_place({
            location: props.claim.locationName,
            area: props.claim.areaName,
            activity: activityName(props.claim),
          })}
        </span>
        <Flags claim={props.claim} />
      </div>
    </div>
    <Show when={props.onEdit}>
      {(edit) => (
        <Button
          id="edit-claim"
          icon="edit"
          busy={props.busy === 'edit'}
          busyWord={claims_page_editing()}
          onClick={() => edit()()}
        >
          {claims_page_edit()}
        </Button>
      )}
    </Show>
    <Show when={props.onRecall}>
      {(recall) => (
        <Button
          icon="undo"
          busy={props.busy === 'recall'}
          busyWord={claims_page_recalling()}
          onClick={() => recall()()}
        >
          {claims_page_recall()}
        </Button>
      )}
    </Show>
    {props.children}
  </div>
)
