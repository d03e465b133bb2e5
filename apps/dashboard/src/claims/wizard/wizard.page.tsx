import { useParams } from '@solidjs/router'
import { claims_wizard_what } from '@ofrecord/messages/messages'
import type { Accessor } from 'solid-js'
import { createMemo, createSignal, onCleanup, onMount, Show, untrack } from 'solid-js'
import { api, pathOf } from '../../lib/api.ts'
import { createTrpcQuery, queryClient } from '../../lib/query.ts'
import { Loaded } from '../../ui/loaded.tsx'
import type { ClaimOptions } from '../list/filter-chips.tsx'
import type { Draft } from './draft-keeper.ts'
import { ClaimWizard } from './wizard.tsx'

/** One opening of the wizard: it begins with a draft or with nothing, and may come to hold one. */
interface Opening {
  draftId: string | undefined
  holds: Accessor<string | undefined>
  hold: (draftId: string) => void
}

const openingOf = (draftId: string | undefined): Opening => {
  const [holds, setHolds] = createSignal(draftId)
  return { draftId, holds, hold: setHolds }
}

/** A new claim, or one that was begun. The address changes with every page of the form while the wizard stays. */
const WizardPage = () => {
  const params = useParams<{ draftId?: string }>()
  const options = createTrpcQuery(api.claims.options)
  const opening = createMemo<Opening>((current) => {
    const wanted = params.draftId
    return current && untrack(current.holds) === wanted && wanted !== undefined ? current : openingOf(wanted)
  })
  return (
    <Loaded query={options} whole what={claims_wizard_what()}>
      {(known) => (
        <Show when={opening()} keyed>
          {(now) => (
            <Show
              when={now.draftId}
              keyed
              fallback={<ClaimWizard opened={undefined} options={known()} onKept={now.hold} />}
            >
              {(draftId) => <OpenedDraft draftId={draftId} options={known()} onKept={now.hold} />}
            </Show>
          )}
        </Show>
      )}
    </Loaded>
  )
}

export default WizardPage

const OpenedDraft = (props: { draftId: string; options: ClaimOptions; onKept: (draftId: string) => void }) => {
  const [isOpen, setOpen] = createSignal(false)
  const draft = createTrpcQuery(
    api.claims.drafts.get,
    () => ({ draftId: props.draftId }),
    () => ({ enabled: !isOpen() }),
  )
  // The wizard keeps the draft from now on: an answer that is remembered here would be older with every word.
  onCleanup(() => queryClient.removeQueries({ queryKey: [...pathOf(api.claims.drafts.get)] }))
  return (
    <Loaded query={draft} whole what={claims_wizard_what()}>
      {(known) => <Opened draft={known()} options={props.options} onKept={props.onKept} onOpen={() => setOpen(true)} />}
    </Loaded>
  )
}

const Opened = (props: {
  draft: Draft
  options: ClaimOptions
  onKept: (draftId: string) => void
  onOpen: () => void
}) => {
  onMount(() => props.onOpen())
  return <ClaimWizard opened={untrack(() => props.draft)} options={props.options} onKept={props.onKept} />
}
