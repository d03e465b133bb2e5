import {
  hierarchy_field_tax_id,
  memberships_tax_confirm_certificates,
  memberships_tax_confirm_edit,
  memberships_tax_confirm_held,
  memberships_tax_confirm_none,
  memberships_tax_confirm_send,
  memberships_tax_confirm_sending,
  memberships_tax_confirm_text,
  memberships_tax_confirm_title,
  memberships_tax_confirm_wrong,
  memberships_tax_confirmed,
  organisations_column_legal_name,
} from '@ofrecord/messages/messages'
import { onMount, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatList } from '../lib/format.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { may, useMe } from '../lib/session.ts'
import { organisationPaths } from '../paths.organisations.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { DefinitionList } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import type { Offers } from './answers.ts'

/** The tax data of a location that came with a merger, said yes to once before anything is ordered for it (MRG-R9). */
export const TaxConfirmationStep = (props: {
  location: { id: string; name: string }
  open: NonNullable<Offers['taxConfirmation']>
}) => {
  let heading: HTMLHeadingElement | undefined
  onMount(() => heading?.focus())
  return (
    <>
      <h2 ref={heading} tabindex="-1" class="mb-4">
        {memberships_tax_confirm_title({ location: props.location.name })}
      </h2>
      <p class="mb-4">{memberships_tax_confirm_text({ location: props.location.name })}</p>
      <TaxConfirmation location={props.location} open={props.open} />
    </>
  )
}

/** The tax data of a location, and the yes to it. */
export const TaxConfirmation = (props: {
  location: { id: string; name: string }
  open: NonNullable<Offers['taxConfirmation']>
}) => {
  const me = useMe()
  const confirm = createTrpcMutation(api.memberships.confirmTax, {
    onSuccess: () => toast(memberships_tax_confirmed({ location: props.location.name })),
  })
  return (
    <>
      <Failure error={confirm.error} />
      <DefinitionList
        class="mb-4"
        facts={[
          { term: organisations_column_legal_name(), detail: <span dir="auto">{props.open.legalName}</span> },
          { term: hierarchy_field_tax_id(), detail: props.open.taxId || memberships_tax_confirm_none() },
          {
            term: memberships_tax_confirm_certificates(),
            detail: formatList(props.open.certificates) || memberships_tax_confirm_none(),
          },
        ]}
      />
      <Show when={props.open.certificates.length > 0}>
        <p class="t2 sm mb-4">{memberships_tax_confirm_held()}</p>
      </Show>
      <p class="row wrap">
        <Button
          look="primary"
          busy={confirm.isPending}
          busyWord={memberships_tax_confirm_sending()}
          onClick={() => confirm.mutate({ locationId: props.location.id })}
        >
          {memberships_tax_confirm_send()}
        </Button>
        <Show
          when={may(me(), 'organisations.change')}
          fallback={<span class="t2 sm">{memberships_tax_confirm_wrong()}</span>}
        >
          <a class="btn" href={organisationPaths.editLocation(props.location.id)}>
            {memberships_tax_confirm_edit()}
          </a>
        </Show>
      </p>
    </>
  )
}
