import {
  hierarchy_merge_flatten_text,
  hierarchy_merge_flatten_title,
  hierarchy_merge_flatten_which,
  hierarchy_places_more,
  hierarchy_merge_levels_only,
  hierarchy_merge_no_preview,
  hierarchy_merge_other_half,
  hierarchy_merge_own_half,
  hierarchy_merge_preview_old,
  hierarchy_merge_valid_until,
  hierarchy_what_changes,
  hierarchy_work_out,
  hierarchy_work_out_again,
  hierarchy_working_out,
} from '@ofrecord/messages/messages'
import { For, Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { formatMoment } from '../lib/format.ts'
import { createTrpcMutation } from '../lib/mutation.ts'
import { Button } from '../ui/button.tsx'
import { Failure } from '../ui/failure.tsx'
import { Note } from '../ui/note.tsx'
import { Section } from '../ui/record.tsx'
import type { MergeView } from './answers.ts'
import { ImpactReport, toldAtOnce } from './change/impact-report.tsx'
import { OtherHalf } from './other-half.tsx'

type Preview = NonNullable<MergeView['preview']>

/** Asked for, and neither carried out nor off. */
export const isOpen = ({ state }: Pick<MergeView, 'state'>): boolean => state === 'invited' || state === 'accepted'

export const isFresh = ({ preview }: MergeView): boolean =>
  preview !== null && Date.parse(preview.validUntil) > Date.now()

/** The reader's half of what the merge would do, of the other side what it may know, and working it out anew. */
export const MergePreview = (props: { merge: MergeView }) => {
  const again = createTrpcMutation(api.hierarchy.merge.preview)
  const mayAsk = () => isOpen(props.merge) && props.merge.side !== 'both'
  return (
    <Section
      title={hierarchy_what_changes()}
      first
      actions={
        <Show when={mayAsk()}>
          <Button
            busy={again.isPending}
            busyWord={hierarchy_working_out()}
            onClick={() => again.mutate({ mergeId: props.merge.id })}
          >
            {props.merge.preview === null ? hierarchy_work_out() : hierarchy_work_out_again()}
          </Button>
        </Show>
      }
    >
      <Failure error={again.error} />
      <Show when={props.merge.preview} fallback={<p class="t2 mt-3">{hierarchy_merge_no_preview()}</p>}>
        {(preview) => (
          <>
            <Show when={isOpen(props.merge) && !isFresh(props.merge)}>
              <div class="mt-3">
                <Note tone="act">{hierarchy_merge_preview_old()}</Note>
              </div>
            </Show>
            <Show when={props.merge.side === 'acquirer' && props.merge.state === 'invited'}>
              <p class="t2 sm mt-3">{hierarchy_merge_levels_only({ organisation: props.merge.invited.name })}</p>
            </Show>
            <Halves preview={preview()} merge={props.merge} />
            <Flattening preview={preview()} />
          </>
        )}
      </Show>
    </Section>
  )
}

const Halves = (props: { preview: Preview; merge: MergeView }) => {
  const halves = () => {
    const { own, both } = props.preview
    return both
      ? [
          { title: props.merge.acquirer.name, parts: both.acquirer },
          { title: props.merge.invited.name, parts: both.invited },
        ]
      : [{ title: hierarchy_merge_own_half(), parts: own ?? [] }]
  }
  return (
    <>
      <For each={halves()}>
        {(half) => (
          <div class="mt-4">
            <h3 dir="auto">{half.title}</h3>
            <ImpactReport
              label={half.title}
              parts={half.parts}
              computedAt={props.preview.computedAt}
              wayBack={
                isOpen(props.merge)
                  ? hierarchy_merge_valid_until({ until: formatMoment(props.preview.validUntil) })
                  : undefined
              }
            />
          </div>
        )}
      </For>
      <Show when={props.preview.other}>
        {(other) => (
          <div class="mt-4">
            <h3>{hierarchy_merge_other_half()}</h3>
            <OtherHalf half={other()} />
          </div>
        )}
      </Show>
    </>
  )
}

/** Locations that would be too deep hang higher (MRG-R1). */
const Flattening = (props: { preview: Preview }) => {
  const all = () => props.preview.flattenedCount ?? 0
  const notNamed = () => all() - props.preview.flattened.length
  const places = () => (
    <ul class="examples sm">
      <For each={props.preview.flattened}>
        {(place) => (
          <li dir="auto">
            {place.name} <span class="t3 num">{place.number}</span>
          </li>
        )}
      </For>
      <Show when={notNamed() > 0}>
        <li class="t3">{hierarchy_places_more({ count: notNamed() })}</li>
      </Show>
    </ul>
  )
  return (
    <Show when={all() > 0}>
      <div class="higher mt-4">
        <h3>{hierarchy_merge_flatten_title()}</h3>
        <p class="sm t2">{hierarchy_merge_flatten_text({ count: all(), levels: props.preview.levels })}</p>
        <Show when={props.preview.flattened.length > 0}>
          <Show when={props.preview.flattened.length > toldAtOnce} fallback={places()}>
            <details class="sm">
              <summary>{hierarchy_merge_flatten_which()}</summary>
              {places()}
            </details>
          </Show>
        </Show>
      </div>
    </Show>
  )
}
