import type { inferRouterOutputs } from '@trpc/server'
import {
  common_close,
  people_approve_count,
  people_approving,
  people_cancel,
  people_decided,
  people_decided_left,
  people_decision_approve_pending,
  people_decision_approve_requests,
  people_decision_deny,
  people_decision_gone,
  people_decision_moved,
  people_decision_none,
  people_decision_own,
  people_decision_report,
  people_decision_title_approve,
  people_decision_title_deny,
  people_decision_to_active,
  people_decision_to_awaiting,
  people_decision_to_denied,
  people_decision_what,
  people_deny_count,
  people_denying,
  people_reason,
  people_reason_hint,
} from '@ofrecord/messages/messages'
import { createResource, createSignal, For, Match, Show, Switch } from 'solid-js'
import { api } from '../lib/api.ts'
import { createDeed } from '../lib/deed.ts'
import type { AppRouter } from '../lib/app-router.ts'
import { problemOf } from '../lib/problem.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { TextArea } from '../ui/inputs.tsx'
import { Note } from '../ui/note.tsx'
import { LoadingBars } from '../ui/states.tsx'
import { toast } from '../ui/toast.tsx'
import { renew } from './deed.ts'
import type { Verdict } from './waiting.tsx'

type Report = inferRouterOutputs<AppRouter>['people']['decide']
type Line = Report['rows'][number]

/** As many as one address line holds: a question travels in the address. */
const together = 30

const inPieces = <Item,>(items: readonly Item[]): Item[][] =>
  Array.from({ length: Math.ceil(items.length / together) }, (_, index) =>
    items.slice(index * together, (index + 1) * together),
  )

/** What the decision would do to each of the ticked, asked in pieces. */
const preview = async (affiliationIds: readonly string[], verdict: Verdict): Promise<Line[]> => {
  const reports = await Promise.all(
    inPieces(affiliationIds).map((ids) => api.people.previewDecision.query({ affiliationIds: ids, verdict })),
  )
  return reports.flatMap(({ rows }) => rows)
}

interface DecisionDialogProps {
  of: 'requests' | 'pending'
  verdict: Verdict
  affiliationIds: readonly string[]
  onDone: () => void
  onClose: () => void
}

const titles = { approve: people_decision_title_approve, deny: people_decision_title_deny }
const texts = {
  requests: { approve: people_decision_approve_requests, deny: people_decision_deny },
  pending: { approve: people_decision_approve_pending, deny: people_decision_deny },
}

/** Shows line by line what a yes or a no does, does it, and reports who was left out. */
export const DecisionDialog = (props: DecisionDialogProps) => {
  const [lines] = createResource(
    () => [props.affiliationIds, props.verdict] as const,
    ([ids, verdict]) => preview(ids, verdict),
  )
  const deed = createDeed(renew)
  const [reason, setReason] = createSignal('')
  const [report, setReport] = createSignal<Report>()
  // Read before it is there it would take the page below away, and the row that the focus goes back to.
  const known = () => (lines.loading || lines.error ? [] : (lines.latest ?? []))
  const able = () => known().filter(({ code }) => code === null)
  const decide = async (): Promise<void> => {
    const affiliationIds = able().map(({ affiliationId }) => affiliationId)
    const decided = { affiliationIds, verdict: props.verdict, reason: reason() }
    const done = await deed.run(() => api.people.decide.mutate(decided))
    if (!done) return
    props.onDone()
    if (done.answer.leftOut > 0) return void setReport(done.answer)
    toast(people_decided({ count: done.answer.decided }))
    props.onClose()
  }
  const confirm = () => (props.verdict === 'approve' ? people_approve_count : people_deny_count)
  return (
    <Dialog
      open
      wide
      title={titles[props.verdict]({ count: props.affiliationIds.length })}
      onClose={props.onClose}
      footer={
        <Show when={!report()} fallback={<Button onClick={() => props.onClose()}>{common_close()}</Button>}>
          <Show when={able().length > 0}>
            <Button
              look={props.verdict === 'deny' ? 'danger solid' : 'primary'}
              busy={deed.isBusy()}
              busyWord={props.verdict === 'deny' ? people_denying() : people_approving()}
              onClick={() => void decide()}
            >
              {confirm()({ count: able().length })}
            </Button>
          </Show>
          <Button onClick={() => props.onClose()}>{people_cancel()}</Button>
        </Show>
      }
    >
      <Switch>
        <Match when={report()}>
          {(done) => (
            <>
              <p class="t2" role="status">
                {people_decided_left({ done: done().decided, left: done().leftOut })}
              </p>
              <Lines lines={done().rows} />
            </>
          )}
        </Match>
        <Match when={lines.error}>
          <Note tone="stop" icon="alert" alert>
            {problemOf(lines.error).message}
          </Note>
        </Match>
        <Match when={lines.loading}>
          <LoadingBars what={people_decision_what()} rows={3} />
        </Match>
        <Match when={true}>
          <p class="t2">{able().length === 0 ? people_decision_none() : texts[props.of][props.verdict]()}</p>
          <Lines lines={known()} />
          <Show when={props.verdict === 'deny' && able().length > 0}>
            <Field label={people_reason()} hint={people_reason_hint()} optional class="mt-4">
              <TextArea value={reason()} onInput={setReason} maxLength={500} />
            </Field>
          </Show>
          <Failure problem={deed.problem()} />
        </Match>
      </Switch>
    </Dialog>
  )
}

const Lines = (props: { lines: readonly Line[] }) => (
  <ol class="report" aria-label={people_decision_report()}>
    <For each={props.lines}>
      {(line, index) => (
        <li classList={{ good: line.code === null && line.to !== 'denied', bad: line.code !== null }}>
          <span class="num t3">{index() + 1}</span>
          <Icon name={line.code !== null ? 'x' : line.to === 'denied' ? 'denied' : 'check'} />
          <div>
            <span dir="auto">{line.name || line.email || people_decision_gone()}</span>
            <span class="why">{wordOf(line)}</span>
          </div>
        </li>
      )}
    </For>
  </ol>
)

const reasons = {
  NOT_FOUND: people_decision_gone,
  ILLEGAL_TRANSITION: people_decision_moved,
  SELF_APPROVAL: people_decision_own,
} as const

const wordOf = ({ code, to }: Line): string => {
  if (code !== null) return reasons[code]()
  if (to === 'active') return people_decision_to_active()
  return to === 'denied' ? people_decision_to_denied() : people_decision_to_awaiting()
}
