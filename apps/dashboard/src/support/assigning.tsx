import {
  support_assign,
  support_assign_choose,
  support_assign_send,
  support_assigned,
} from '@ofrecord/messages/messages'
import { createSignal } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/inputs.tsx'
import { toast } from '../ui/toast.tsx'
import type { Ticket } from './answers.ts'

/** A lead gives the ticket to somebody of the desk. */
export const Assigning = (props: { ticket: Ticket }) => {
  const agents = createTrpcQuery(api.supportDesk.agents)
  const [agentId, setAgentId] = createSignal('')
  const assign = createTrpcMutation(api.supportDesk.assign, {
    onSuccess: ({ agentName }) => toast(support_assigned({ name: agentName ?? '' })),
  })
  const others = () => (answerOf(agents) ?? []).filter(({ personId }) => personId !== props.ticket.agentId)
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { ticketId, version } = props.ticket
    if (agentId() !== '' && !assign.isPending) assign.mutate({ ticketId, version, agentId: agentId() })
  }
  return (
    <form noValidate class="mb-4" onSubmit={submit}>
      <Failure error={assign.error} />
      <div class="row wrap items-end">
        <Field label={support_assign()} class="mb-0">
          <Select
            value={agentId()}
            onChange={setAgentId}
            empty={support_assign_choose()}
            options={others().map(({ personId, name }) => ({ value: personId, label: name }))}
          />
        </Field>
        <Button type="submit" busy={assign.isPending}>
          {support_assign_send()}
        </Button>
      </div>
    </form>
  )
}
