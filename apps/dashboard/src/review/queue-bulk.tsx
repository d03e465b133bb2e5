import {
  lists_queue_assign,
  lists_queue_assign_choose,
  lists_queue_assign_to,
  lists_queue_assigned,
  lists_queue_assigning,
  lists_queue_bulk_take,
  lists_queue_choose_first,
  lists_queue_left,
  lists_queue_left_already_theirs,
  lists_queue_left_excluded,
  lists_queue_left_gone,
  lists_queue_left_not_waiting,
  lists_queue_left_own_verdict,
} from '@ofrecord/messages/messages'
import type { inferRouterOutputs } from '@trpc/server'
import { createSignal, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { formatList } from '../lib/format.ts'
import { problemOf } from '../lib/problem.ts'
import { refresh } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { Button } from '../ui/button.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/inputs.tsx'
import { BulkBar } from '../ui/table-tools.tsx'
import { toast } from '../ui/toast.tsx'
import type { ClaimRow } from './columns.tsx'
import { isUntaken } from './columns.tsx'
import type { Reviewers } from './queue-chips.ts'

interface QueueBulkProps {
  /** The ticked rows of this page. */
  rows: readonly ClaimRow[]
  reviewers: Reviewers | undefined
  taking: boolean
  onTake: (rows: readonly ClaimRow[]) => void
  onClear: () => void
}

/** What can be done with the ticked claims: a reviewer takes them, the review lead gives them to somebody. */
export const QueueBulk = (props: QueueBulkProps) => {
  const me = useMe()
  const untaken = () => props.rows.filter(isUntaken)
  return (
    <BulkBar count={props.rows.length} onClear={props.onClear}>
      <Show when={untaken().length > 0}>
        <Button busy={props.taking} onClick={() => props.onTake(untaken())}>
          {lists_queue_bulk_take({ count: untaken().length })}
        </Button>
      </Show>
      <Show when={may(me(), 'claims.lead')}>
        <Assigning {...props} />
      </Show>
    </BulkBar>
  )
}

type Assigned = inferRouterOutputs<AppRouter>['review']['assign']

const Assigning = (props: QueueBulkProps) => {
  const [reviewerId, setReviewerId] = createSignal('')
  const [problem, setProblem] = createSignal<string>()
  const [busy, setBusy] = createSignal(false)
  const assign = async (): Promise<void> => {
    const reviewer = props.reviewers?.find(({ personId }) => personId === reviewerId())
    if (!reviewer) return void setProblem(lists_queue_choose_first())
    const claimIds = props.rows.map(({ id }) => id)
    const numbers = new Map(props.rows.map(({ id, number }) => [id, number]))
    setBusy(true)
    setProblem(undefined)
    try {
      tellAssigned(await api.review.assign.mutate({ claimIds, reviewerId: reviewer.personId }), reviewer.name, numbers)
      props.onClear()
    } catch (error) {
      setProblem(problemOf(error).message)
    } finally {
      setBusy(false)
      await refresh(api.review)
    }
  }
  return (
    <span class="assign">
      <Field label={lists_queue_assign_to()} labelHidden error={problem()}>
        <Select
          value={reviewerId()}
          empty={lists_queue_assign_choose()}
          options={(props.reviewers ?? []).map(({ personId, name }) => ({ value: personId, label: name }))}
          onChange={setReviewerId}
        />
      </Field>
      <Button busy={busy()} busyWord={lists_queue_assigning()} onClick={() => void assign()}>
        {lists_queue_assign({ count: props.rows.length })}
      </Button>
    </span>
  )
}

const reasons: Record<Assigned['skipped'][number]['reason'], (told: { name: string; number: number }) => string> = {
  gone: lists_queue_left_gone,
  not_waiting: lists_queue_left_not_waiting,
  already_theirs: lists_queue_left_already_theirs,
  excluded: lists_queue_left_excluded,
  own_verdict: lists_queue_left_own_verdict,
}

const tellAssigned = ({ assigned, skipped }: Assigned, name: string, numbers: ReadonlyMap<string, number>): void => {
  if (assigned > 0) toast(lists_queue_assigned({ name, count: assigned }))
  if (skipped.length === 0) return
  const left = skipped.map(({ claimId, reason }) => reasons[reason]({ name, number: numbers.get(claimId) ?? 0 }))
  toast(lists_queue_left({ claims: formatList(left) }), { bad: true })
}
