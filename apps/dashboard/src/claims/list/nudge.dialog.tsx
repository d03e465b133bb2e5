import {
  lists_cancel,
  lists_nudge_choose,
  lists_nudge_choose_error,
  lists_nudge_left,
  lists_nudge_left_gone,
  lists_nudge_left_not_theirs,
  lists_nudge_nobody,
  lists_nudge_note,
  lists_nudge_send,
  lists_nudge_sending,
  lists_nudge_sent,
  lists_nudge_text,
  lists_nudge_title,
  lists_nudge_to,
  lists_nudge_what,
} from '@ofrecord/messages/messages'
import type { inferRouterOutputs } from '@trpc/server'
import { createSignal, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import type { AppRouter } from '../../lib/app-router.ts'
import { formatList } from '../../lib/format.ts'
import { problemOf } from '../../lib/problem.ts'
import { createTrpcQuery } from '../../lib/query.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { Select, TextArea } from '../../ui/inputs.tsx'
import { Loaded } from '../../ui/loaded.tsx'
import { toast } from '../../ui/toast.tsx'
import type { ClaimRow } from './columns.tsx'

type Colleagues = inferRouterOutputs<AppRouter>['claims']['colleagues']
type Nudged = inferRouterOutputs<AppRouter>['claims']['nudge']

interface NudgeDialogProps {
  rows: readonly ClaimRow[]
  onClose: (done: boolean) => void
}

/** "Remind a colleague": one letter about the ticked claims. */
export const NudgeDialog = (props: NudgeDialogProps) => {
  const colleagues = createTrpcQuery(api.claims.colleagues, () => ({ claimId: null }))
  return (
    <Dialog open title={lists_nudge_title()} onClose={() => props.onClose(false)}>
      <Loaded query={colleagues} what={lists_nudge_what()} rows={2}>
        {(known) => (
          <Show when={known().length > 0} fallback={<p>{lists_nudge_nobody()}</p>}>
            <NudgeForm {...props} colleagues={known()} />
          </Show>
        )}
      </Loaded>
    </Dialog>
  )
}

const NudgeForm = (props: NudgeDialogProps & { colleagues: Colleagues }) => {
  const [personId, setPersonId] = createSignal('')
  const [note, setNote] = createSignal('')
  const [problem, setProblem] = createSignal<string>()
  const [isBusy, setBusy] = createSignal(false)
  const send = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (isBusy()) return
    const colleague = props.colleagues.find((each) => each.personId === personId())
    if (!colleague) return void setProblem(lists_nudge_choose_error())
    const numbers = new Map(props.rows.map(({ id, number }) => [id, number]))
    setBusy(true)
    setProblem(undefined)
    try {
      const claimIds = [...numbers.keys()]
      tellNudged(
        await api.claims.nudge.mutate({ claimIds, personId: personId(), note: note() }),
        colleague.name,
        numbers,
      )
      props.onClose(true)
    } catch (error) {
      setProblem(problemOf(error).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form noValidate onSubmit={(event) => void send(event)}>
      <p class="t2 mb-4">{lists_nudge_text({ count: props.rows.length })}</p>
      <Field label={lists_nudge_to()} error={problem()}>
        <Select
          value={personId()}
          empty={lists_nudge_choose()}
          options={props.colleagues.map(({ personId: value, name }) => ({ value, label: name }))}
          onChange={setPersonId}
        />
      </Field>
      <Field label={lists_nudge_note()} optional>
        <TextArea value={note()} onInput={setNote} maxLength={500} />
      </Field>
      <p class="row mt-4">
        <Button type="submit" look="primary" busy={isBusy()} busyWord={lists_nudge_sending()}>
          {lists_nudge_send()}
        </Button>
        <Button onClick={() => props.onClose(false)}>{lists_cancel()}</Button>
      </p>
    </form>
  )
}

const reasons: Record<Nudged['skipped'][number]['reason'], (told: { name: string; number: number }) => string> = {
  gone: lists_nudge_left_gone,
  not_theirs: lists_nudge_left_not_theirs,
}

const tellNudged = ({ nudged, skipped }: Nudged, name: string, numbers: ReadonlyMap<string, number>): void => {
  if (nudged > 0) toast(lists_nudge_sent({ name, count: nudged }))
  if (skipped.length === 0) return
  const left = skipped.map(({ claimId, reason }) => reasons[reason]({ name, number: numbers.get(claimId) ?? 0 }))
  toast(lists_nudge_left({ claims: formatList(left) }), { bad: true })
}
