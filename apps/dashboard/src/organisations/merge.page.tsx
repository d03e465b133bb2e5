import { useParams } from '@solidjs/router'
import {
  hierarchy_desk,
  hierarchy_field_name,
  hierarchy_merge,
  hierarchy_merge_acquirer,
  hierarchy_merge_advice,
  hierarchy_merge_asked_on,
  hierarchy_merge_decline_reason,
  hierarchy_merge_executed,
  hierarchy_merge_executed_why,
  hierarchy_merge_frozen,
  hierarchy_merge_invited_side,
  hierarchy_merge_undone,
  hierarchy_merge_undone_why,
  hierarchy_merges_what,
  hierarchy_tab_merges,
  organisations_column_city,
  organisations_country,
  organisations_facts,
  organisations_global_number,
  organisations_title,
} from '@ofrecord/messages/messages'
import { Show } from 'solid-js'
import { api } from '../lib/api.ts'
import { createPage } from '../lib/page.ts'
import { answerOf, createTrpcQuery } from '../lib/query.ts'
import { may, useMe } from '../lib/session.ts'
import { paths } from '../paths.ts'
import { RequestAssistance } from '../support/request-assistance.tsx'
import { Loaded } from '../ui/loaded.tsx'
import { Note } from '../ui/note.tsx'
import { DefinitionList, StandingBox } from '../ui/record.tsx'
import { Status } from '../ui/status.tsx'
import { Time } from '../ui/time.tsx'
import type { MergeView } from './answers.ts'
import { countryName } from './countries.ts'
import { MergeDeeds } from './merge-deeds.tsx'
import { isOpen, MergePreview } from './merge-preview.tsx'
import { mergeTitle } from './merge.title.ts'
import { mergeStanding, mergeStates } from './merge.words.ts'
import './organisations.css'

/** One merge, for either side and for the service desk: where it stands, what it would do to the reader's half, and the deeds. */
const MergePage = () => {
  const me = useMe()
  const params = useParams<{ mergeId: string }>()
  const isDesk = () => may(me(), 'organisations.support')
  const merge = isDesk()
    ? createTrpcQuery(api.hierarchy.merge.deskGet, () => ({ mergeId: params.mergeId }))
    : createTrpcQuery(api.hierarchy.merge.get, () => ({ mergeId: params.mergeId }))
  const title = () => {
    const known = answerOf(merge)
    return known ? mergeTitle(known) : hierarchy_merge()
  }
  createPage(() => ({
    title: title(),
    above: isDesk()
      ? [{ label: hierarchy_desk(), href: paths.treeDesk }]
      : [
          { label: organisations_title(), href: paths.organisation },
          { label: hierarchy_tab_merges(), href: paths.merges },
        ],
  }))
  return (
    <Loaded query={merge} whole what={hierarchy_merges_what()} rows={8}>
      {(known) => <MergeBody merge={known()} title={title()} />}
    </Loaded>
  )
}

export default MergePage

const MergeBody = (props: { merge: MergeView; title: string }) => {
  const me = useMe()
  const state = () => mergeStates[props.merge.state]
  const undo = createTrpcQuery(
    api.hierarchy.merge.undoPreview,
    () => ({ mergeId: props.merge.id }),
    () => ({ enabled: props.merge.side === 'both' && props.merge.state === 'executed' }),
  )
  const isBlocked = () => (answerOf(undo)?.blockers.length ?? 0) > 0
  return (
    <>
      <div class="head">
        <div>
          <h1 dir="auto">{props.title}</h1>
        </div>
      </div>
      <p class="row wrap sm mb-4">
        <Status look={state().look}>{state().word()}</Status>
        <span class="t3">
          {hierarchy_merge_asked_on()} <Time at={props.merge.invitedAt} />
          <Show when={props.merge.invitedByName}>{(name) => <> · {name()}</>}</Show>
          <Show when={props.merge.executedAt}>
            {(at) => (
              <>
                {' · '}
                {hierarchy_merge_executed()} <Time at={at()} />
              </>
            )}
          </Show>
          <Show when={props.merge.undoneAt}>
            {(at) => (
              <>
                {' · '}
                {hierarchy_merge_undone()} <Time at={at()} />
              </>
            )}
          </Show>
        </span>
      </p>
      <StandingBox {...mergeStanding(props.merge, me().vendor.name, isBlocked())} />
      <Show when={isOpen(props.merge)}>
        <div class="mt-4">
          <Show when={props.merge.side !== 'both'} fallback={<Note>{hierarchy_merge_frozen()}</Note>}>
            <Note tone="act" icon="help">
              <b>{hierarchy_merge_advice({ vendor: me().vendor.name })}</b> {hierarchy_merge_frozen()}
            </Note>
          </Show>
          <p class="mt-2">
            <RequestAssistance kind="merge" id={props.merge.id} />
          </p>
        </div>
      </Show>
      <Show when={props.merge.declineReason}>
        {(reason) => (
          <div class="mt-4">
            <Note>
              <b>{hierarchy_merge_decline_reason()}</b> <span dir="auto">{reason()}</span>
            </Note>
          </div>
        )}
      </Show>
      <Show when={props.merge.reason}>
        {(reason) => (
          <div class="mt-4">
            <Note>
              <b>{props.merge.undoneAt === null ? hierarchy_merge_executed_why() : hierarchy_merge_undone_why()}</b>{' '}
              <span dir="auto">{reason()}</span>
            </Note>
          </div>
        )}
      </Show>
      <div class="cols record">
        <div>
          <MergePreview merge={props.merge} />
          <MergeDeeds merge={props.merge} />
        </div>
        <aside class="side" aria-label={organisations_facts()}>
          <section>
            <h2>{hierarchy_merge_acquirer()}</h2>
            <Side of={props.merge.acquirer} />
          </section>
          <section>
            <h2>{hierarchy_merge_invited_side()}</h2>
            <Side of={props.merge.invited} />
          </section>
        </aside>
      </div>
    </>
  )
}

const Side = (props: { of: MergeView['acquirer'] }) => (
  <DefinitionList
    facts={[
      { term: hierarchy_field_name(), detail: props.of.name },
      { term: organisations_global_number(), detail: <span class="num">{props.of.globalNumber}</span> },
      { term: organisations_column_city(), detail: props.of.city },
      { term: organisations_country(), detail: countryName(props.of.country) },
    ]}
  />
)
