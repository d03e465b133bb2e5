import {
  hierarchy_chart_more,
  hierarchy_merge_undo,
  hierarchy_merge_undo_back,
  hierarchy_merge_undo_blocked,
  hierarchy_merge_undo_by_claims,
  hierarchy_merge_undo_by_membership,
  hierarchy_merge_undo_by_orders,
  hierarchy_merge_undo_by_merge,
  hierarchy_merge_undo_by_people,
  hierarchy_merge_undo_by_references,
  hierarchy_merge_undo_by_roles,
  hierarchy_merge_undo_by_structure,
  hierarchy_merge_undo_by_tickets,
  hierarchy_merge_undo_by_window,
  hierarchy_merge_undo_claims,
  hierarchy_merge_undo_competencies,
  hierarchy_merge_undo_duplicates,
  hierarchy_merge_undo_final,
  hierarchy_merge_undo_how,
  hierarchy_merge_undo_locations,
  hierarchy_merge_undo_people,
  hierarchy_merge_undo_record,
  hierarchy_merge_undo_references,
  hierarchy_merge_undo_stays,
  hierarchy_merge_undo_text,
  hierarchy_merge_undo_title,
  hierarchy_merge_undo_what,
  hierarchy_merge_undone_done,
  hierarchy_reason,
  hierarchy_reason_error,
} from '@ofrecord/messages/messages'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatList, formatNumber } from '../lib/format.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { focusFirstError } from '../ui/focus.ts'
import { TextArea } from '../ui/inputs.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { DefinitionList, Section } from '../ui/record.tsx'
import { toast } from '../ui/toast.tsx'
import type { Answers, MergeView } from './answers.ts'

type Preview = Answers['merge']['undoPreview']

const blockerWords: Record<Preview['blockers'][number], () => string> = {
  window: hierarchy_merge_undo_by_window,
  structure: hierarchy_merge_undo_by_structure,
  roles: hierarchy_merge_undo_by_roles,
  membership: hierarchy_merge_undo_by_membership,
  people: hierarchy_merge_undo_by_people,
  claims: hierarchy_merge_undo_by_claims,
  orders: hierarchy_merge_undo_by_orders,
  references: hierarchy_merge_undo_by_references,
  tickets: hierarchy_merge_undo_by_tickets,
  merge: hierarchy_merge_undo_by_merge,
}

/** The service desk makes two organisations of one again, and reads before what goes back, what stays and what is in the way (M6). */
export const UndoMerge = (props: { merge: MergeView }) => {
  const preview = createTrpcQuery(api.hierarchy.merge.undoPreview, () => ({ mergeId: props.merge.id }))
  return (
    <Section title={hierarchy_merge_undo_title()}>
      <p class="t2 mt-3 mb-3">{hierarchy_merge_undo_text()}</p>
      <Loaded query={preview} what={hierarchy_merge_undo_what()} rows={4}>
        {(known) => (
          <Show when={known().blockers.length === 0} fallback={<Blocked blockers={known().blockers} />}>
            <Effects preview={known()} organisation={props.merge.invited.name} />
            <UndoForm mergeId={props.merge.id} />
          </Show>
        )}
      </Loaded>
    </Section>
  )
}

const Blocked = (props: { blockers: Preview['blockers'] }) => (
  <Note tone="stop" icon="alert">
    <b>{hierarchy_merge_undo_blocked()}</b>
    <ul>
      <For each={props.blockers}>{(blocker) => <li>{blockerWords[blocker]()}</li>}</For>
    </ul>
  </Note>
)

const Effects = (props: { preview: Preview; organisation: string }) => {
  const count = (term: string, many: number) => ({
    term,
    detail: many > 0 && <span class="num">{formatNumber(many)}</span>,
  })
  const back = () => props.preview.back
  return (
    <>
      <h3>{hierarchy_merge_undo_back({ organisation: props.organisation })}</h3>
      <p class="t2 mt-2">{hierarchy_merge_undo_how()}</p>
      <DefinitionList
        class="mt-2 mb-4"
        facts={[
          count(hierarchy_merge_undo_locations(), back().locations),
          count(hierarchy_merge_undo_people(), back().people),
          count(hierarchy_merge_undo_claims(), back().claims),
          count(hierarchy_merge_undo_references(), back().references),
          count(hierarchy_merge_undo_competencies(), back().competencies),
        ]}
      />
      <h3>{hierarchy_merge_undo_stays()}</h3>
      <p class="t2 mt-2">{hierarchy_merge_undo_record()}</p>
      <Show when={props.preview.stayClosed.length > 0}>
        <p class="t2">{hierarchy_merge_undo_duplicates({ numbers: numbersOf(props.preview.stayClosed) })}</p>
      </Show>
    </>
  )
}

const numbersNamed = 10

/** A merge of two that compete everywhere closed hundreds: the first are named, the others counted. */
const numbersOf = (numbers: readonly number[]): string => {
  if (numbers.length <= numbersNamed) return formatList(numbers.map(String))
  const more = hierarchy_chart_more({ count: numbers.length - numbersNamed })
  return `${numbers.slice(0, numbersNamed).join(', ')} ${more}`
}

const UndoForm = (props: { mergeId: string }) => {
  const [reason, setReason] = createSignal('')
  const [isTried, setTried] = createSignal(false)
  const undo = createTrpcMutation(api.hierarchy.merge.undo, { onSuccess: () => toast(hierarchy_merge_undone_done()) })
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    setTried(true)
    if (reason().trim() === '') return focusFirstError()
    if (!undo.isPending) undo.mutate({ mergeId: props.mergeId, reason: reason().trim() })
  }
  return (
    <form noValidate class="mt-4 max-w-160" onSubmit={submit}>
      <p class="mb-3">{hierarchy_merge_undo_final()}</p>
      <Failure error={undo.error} />
      <Field
        label={hierarchy_reason()}
        error={isTried() && reason().trim() === '' ? hierarchy_reason_error() : undefined}
      >
        <TextArea value={reason()} onInput={setReason} rows={2} maxLength={1000} />
      </Field>
      <Button type="submit" look="danger" busy={undo.isPending}>
        {hierarchy_merge_undo()}
      </Button>
    </form>
  )
}
