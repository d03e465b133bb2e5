import {
  memberships_term_cancel,
  memberships_term_cancel_question,
  memberships_term_cancel_text,
  memberships_term_cancelled,
  memberships_term_cancelling,
  memberships_term_keep,
  memberships_term_off,
  memberships_term_on,
  memberships_term_resume,
  memberships_term_resumed,
  memberships_term_title,
} from '@ofrecord/messages/messages'
import { membershipMoves } from '@ofrecord/core/memberships/membership.rules'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { dayText } from '../people/days.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import type { Standing } from './answers.ts'

/** Lets the year run out, or takes that back while it lasts; benefits go on to the anniversary (MEM-R8). */
export const TermSection = (props: { standing: Standing }) => {
  const [isAsking, setAsking] = createSignal(false)
  const anniversary = () => dayText(props.standing.anniversaryOn ?? '')
  const allows = (verb: 'cancelRenewal' | 'resumeRenewal'): boolean =>
    props.standing.state !== 'none' && verb in membershipMoves[props.standing.state]
  const cancel = createTrpcMutation(api.memberships.cancelRenewal, {
    onSuccess: () => toast(memberships_term_cancelled({ date: anniversary() })),
  })
  const resume = createTrpcMutation(api.memberships.resumeRenewal, {
    onSuccess: () => toast(memberships_term_resumed()),
  })
  const end = (): void => {
    if (!cancel.isPending) cancel.mutate(undefined, { onSettled: () => setAsking(false) })
  }
  return (
    <Show when={allows('cancelRenewal') || allows('resumeRenewal')}>
      <Section title={memberships_term_title()}>
        <div class="mt-3 max-w-160">
          <div class="notes">
            <Failure error={cancel.error ?? resume.error} />
          </div>
          <Show
            when={allows('cancelRenewal')}
            fallback={
              <>
                <p class="t2 mb-3">{memberships_term_off({ date: anniversary() })}</p>
                <Button busy={resume.isPending} onClick={() => resume.mutate()}>
                  {memberships_term_resume()}
                </Button>
              </>
            }
          >
            <p class="t2 mb-3">{memberships_term_on({ date: anniversary() })}</p>
            <Button look="danger" onClick={() => setAsking(true)}>
              {memberships_term_cancel()}
            </Button>
          </Show>
        </div>
        <ConfirmDialog
          open={isAsking()}
          onClose={() => setAsking(false)}
          question={memberships_term_cancel_question({ date: anniversary() })}
          confirm={memberships_term_cancel()}
          confirmBusy={memberships_term_cancelling()}
          keep={memberships_term_keep()}
          busy={cancel.isPending}
          danger
          onConfirm={end}
        >
          <p>{memberships_term_cancel_text({ date: anniversary() })}</p>
        </ConfirmDialog>
      </Section>
    </Show>
  )
}
