import { enrollmentMoves } from '@ofrecord/core/competencies/enrollment.rules'
import {
  competencies_withdraw,
  competencies_withdraw_keep,
  competencies_withdraw_question,
  competencies_withdraw_text,
  competencies_withdraw_text_preapproved,
  competencies_withdrawing,
  competencies_withdrawn_done,
} from '@ofrecord/messages/messages'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import { may, useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { toast } from '../ui/toast.tsx'
import { dayText } from './days.ts'
import { renew } from './deed.ts'
import type { Answers } from './names.ts'

/** Gives a competency up; what it says before is until when the benefits run (B.16.4). */
export const WithdrawButton = (props: { known: Answers['get'] }) => {
  const me = useMe()
  const [isAsking, setAsking] = createSignal(false)
  const deed = createDeed(renew)
  const names = () => ({ competency: props.known.competency.name, location: props.known.location.name })
  const last = () => props.known.renewsOn ?? props.known.preapprovedUntil
  const withdraw = async (): Promise<void> => {
    const { enrollmentId } = props.known
    const told = competencies_withdrawn_done(names())
    if (!(await deed.run(() => api.competencies.withdraw.mutate({ enrollmentId })))) return
    setAsking(false)
    toast(told)
  }
  return (
    <Show when={may(me(), 'competencies.manage') && 'withdraw' in enrollmentMoves[props.known.state]}>
      <Button look="danger" onClick={() => setAsking(true)}>
        {competencies_withdraw()}
      </Button>
      <ConfirmDialog
        open={isAsking()}
        onClose={() => setAsking(false)}
        question={competencies_withdraw_question(names())}
        confirm={competencies_withdraw()}
        confirmBusy={competencies_withdrawing()}
        keep={competencies_withdraw_keep()}
        busy={deed.isBusy()}
        danger
        onConfirm={() => void withdraw()}
      >
        <p>
          <Show when={last()}>
            {(day) => (
              <>
                {props.known.renewsOn
                  ? competencies_withdraw_text({ date: dayText(day()) })
                  : competencies_withdraw_text_preapproved({ date: dayText(day()) })}
              </>
            )}
          </Show>
        </p>
        <Failure problem={deed.problem()} />
      </ConfirmDialog>
    </Show>
  )
}
