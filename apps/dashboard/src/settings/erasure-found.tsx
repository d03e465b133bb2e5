import {
  policy_erasure_earlier,
  policy_erasure_erase,
  policy_erasure_erasing,
  policy_erasure_found,
  policy_erasure_found_text,
  policy_erasure_keep,
  policy_erasure_nothing_text,
  policy_erasure_nothing_title,
  policy_erasure_question,
  policy_erasure_question_text,
  policy_erasure_type_again,
} from '@ofrecord/messages/messages'
import { createSignal, For, Show } from 'solid-js'
import { formatDate } from '../lib/format.ts'
import { Button } from '../ui/button.tsx'
import { ConfirmDialog } from '../ui/dialog.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import type { ErasureForm } from './erasure-form.ts'
import { placesByKind } from './erasure.words.ts'

/** What a look found, and the way on. */
export const FoundPlaces = (props: { found: NonNullable<ReturnType<ErasureForm['found']>>; form: ErasureForm }) => {
  const [isAsking, setAsking] = createSignal(false)
  return (
    <Show
      when={props.found.places > 0}
      fallback={
        <Note>
          <b>{policy_erasure_nothing_title()}</b> {policy_erasure_nothing_text()} <Earlier at={props.found.earlier} />
        </Note>
      }
    >
      <Section title={policy_erasure_found()}>
        <p class="t2 mb-3">
          {policy_erasure_found_text()} <Earlier at={props.found.earlier} />
        </p>
        <ul class="grid gap-1" aria-label={policy_erasure_found()}>
          <For each={placesByKind(props.found.tables)}>
            {({ term, count }) => (
              <li>
                <b class="num">{count}</b> <span>{term}</span>
              </li>
            )}
          </For>
        </ul>
        <p class="mt-4">
          <Button look="danger" onClick={() => setAsking(true)}>
            {policy_erasure_erase()}
          </Button>
        </p>
      </Section>
      <ConfirmDialog
        open={isAsking() && !props.form.problem()}
        onClose={() => setAsking(false)}
        question={policy_erasure_question()}
        confirm={policy_erasure_erase()}
        confirmBusy={policy_erasure_erasing()}
        busy={props.form.isErasing()}
        keep={policy_erasure_keep()}
        danger
        typed={{ label: policy_erasure_type_again(), value: props.form.typed(), text: true }}
        onConfirm={props.form.erase}
      >
        {policy_erasure_question_text()}
      </ConfirmDialog>
    </Show>
  )
}

const Earlier = (props: { at: string | null }) => (
  <Show when={props.at}>{(at) => <>{policy_erasure_earlier({ date: formatDate(at()) })}</>}</Show>
)
