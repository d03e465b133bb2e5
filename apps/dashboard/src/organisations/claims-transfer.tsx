import {
  hierarchy_executing,
  hierarchy_only_global,
  hierarchy_transfer,
  hierarchy_transfer_choose,
  hierarchy_transfer_text,
  hierarchy_transfer_text_below,
  hierarchy_transfer_title,
  hierarchy_transfer_to,
  hierarchy_transferred,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { problemOf } from '../lib/problem.ts'
import { may, useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import type { LocationRecord } from './answers.ts'
import { againstOwnBranch } from './change/against.ts'
import { LocationChoice } from './change/location-choice.tsx'
import './organisations.css'

/** Claims that nobody has decided hold up the closing: they are withdrawn or go to another location first (DIS-R6). */
export const Transfer = (props: { location: LocationRecord; onDone: () => void }) => {
  const me = useMe()
  const [to, setTo] = createSignal<{ id: string; name: string }>()
  const transfer = createTrpcMutation(api.hierarchy.transferClaims, {
    onSuccess: ({ numbers }) => {
      toast(hierarchy_transferred({ count: numbers.length, location: to()?.name ?? '' }))
      props.onDone()
    },
  })
  return (
    <Section title={hierarchy_transfer_title()}>
      <p class="t2 mt-3">{props.location.below > 0 ? hierarchy_transfer_text_below() : hierarchy_transfer_text()}</p>
      <Show when={may(me(), 'organisations.change')} fallback={<p class="sm mt-3">{hierarchy_only_global()}</p>}>
        <div class="mt-3">
          <LocationChoice
            label={hierarchy_transfer_to()}
            value={to()?.name ?? ''}
            error={transfer.isError ? problemOf(transfer.error).message : undefined}
            againstOf={(row) => againstOwnBranch(props.location, row)}
            onTake={(row) => setTo({ id: row.id, name: row.name })}
          />
          <Button
            look="primary"
            busy={transfer.isPending}
            busyWord={hierarchy_executing()}
            reason={to() ? undefined : hierarchy_transfer_choose()}
            onClick={() =>
              transfer.mutate({ from: props.location.id, to: to()?.id ?? '', withChildren: props.location.below > 0 })
            }
          >
            {hierarchy_transfer()}
          </Button>
        </div>
      </Show>
    </Section>
  )
}
