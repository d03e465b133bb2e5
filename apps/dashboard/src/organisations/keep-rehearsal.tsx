import { useNavigate } from '@solidjs/router'
import { hierarchy_save_rehearsal } from '@ofrecord/messages/messages'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { paths } from '../paths.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'

/** Keeps a report and why it was made, which gives it a place in the list, and goes to its page, whose address can be passed on. */
export const KeepRehearsal = (props: { rehearsalId: string; reason: string; look?: 'primary' | undefined }) => {
  const navigate = useNavigate()
  const keep = createTrpcMutation(api.hierarchy.keepRehearsal, {
    refreshes: [api.hierarchy.rehearsals],
    onSuccess: ({ id }) => navigate(paths.rehearsal(id)),
  })
  return (
    <>
      <Button
        look={props.look}
        busy={keep.isPending}
        onClick={() => keep.mutate({ rehearsalId: props.rehearsalId, reason: props.reason })}
      >
        {hierarchy_save_rehearsal()}
      </Button>
      <Failure error={keep.error} />
    </>
  )
}
