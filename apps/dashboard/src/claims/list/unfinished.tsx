import type { WizardStep } from '@ofrecord/core/claims/claim.rules'
import type { inferRouterOutputs } from '@trpc/server'
import {
  claims_unfinished_change,
  claims_unfinished_continue,
  claims_unfinished_discard,
  claims_unfinished_discarded,
  claims_unfinished_more,
  claims_unfinished_nameless,
  claims_unfinished_restore,
  claims_unfinished_saved,
  claims_unfinished_title,
} from '@ofrecord/messages/messages'
import { createSignal, For, Show } from 'solid-js'
import { api } from '../../lib/api.ts'
import type { AppRouter } from '../../lib/app-router.ts'
import { formatAgo } from '../../lib/format.ts'
import { answerOf, createTrpcQuery, refresh } from '../../lib/query.ts'
import { performer, tellFailure } from '../../lists/perform.ts'
import { paths } from '../../paths.ts'

type Drafts = inferRouterOutputs<AppRouter>['claims']['drafts']
type Unfinished = Drafts['list'][number]
type Draft = Drafts['get']

/** The newest stay in sight; more would push the list away. */
const shownAtFirst = 2

/** What the wizard still holds: a quiet strip above the list, gone when there is nothing. */
export const UnfinishedClaims = () => {
  const drafts = createTrpcQuery(api.claims.drafts.list)
  const [showsAll, setShowsAll] = createSignal(false)
  const known = () => answerOf(drafts) ?? []
  const hidden = () => (showsAll() ? 0 : Math.max(0, known().length - shownAtFirst))
  return (
    <Show when={known().length > 0}>
      <section class="unfinished" aria-label={claims_unfinished_title()}>
        <ul>
          <For each={known().slice(0, showsAll() ? undefined : shownAtFirst)}>
            {(draft) => <UnfinishedClaim draft={draft} />}
          </For>
        </ul>
        <Show when={hidden() > 0}>
          <button type="button" class="link" onClick={() => setShowsAll(true)}>
            {claims_unfinished_more({ count: hidden() })}
          </button>
        </Show>
      </section>
    </Show>
  )
}

const UnfinishedClaim = (props: { draft: Unfinished }) => {
  const name = () => nameOf(props.draft)
  const discard = (): void => void discardDraft(props.draft)
  return (
    <li>
      <span>
        <span class="t3">{props.draft.claimId ? claims_unfinished_change() : claims_unfinished_title()}</span>{' '}
        <span class="b" dir="auto">
          {name()}
        </span>{' '}
        <span class="t3">{claims_unfinished_saved({ when: formatAgo(props.draft.savedAt) })}</span>
      </span>
      <a class="u" href={paths.unfinishedClaim(props.draft.id, props.draft.step)}>
        {claims_unfinished_continue()} <span class="vh">{name()}</span>
      </a>
      <button type="button" class="link" onClick={discard}>
        {claims_unfinished_discard()} <span class="vh">{name()}</span>
      </button>
    </li>
  )
}

/** What a draft is called before it has a name: by its customer, or by nothing. */
export const nameOf = ({ name, domain }: Pick<Unfinished, 'name' | 'domain'>): string =>
  name || domain || claims_unfinished_nameless()

const renew = (): Promise<void> => refresh(api.claims.drafts)
const perform = performer(renew)

/** What was typed is fetched before, and saved again when asked for. */
const discardDraft = async (unfinished: Unfinished): Promise<void> => {
  const draft = await api.claims.drafts.get.query({ draftId: unfinished.id }).catch(tellFailure)
  if (!draft) return renew()
  const { draftId, version } = draft
  await perform({
    work: () => api.claims.drafts.discard.mutate({ draftId, version }),
    told: claims_unfinished_discarded({ name: nameOf(unfinished) }),
    back: { label: claims_unfinished_restore(), work: () => restore(draft) },
  })
}

const restore = async ({ claimId, step, input }: Draft): Promise<void> => {
  const opened = claimId ? await api.claims.drafts.edit.mutate({ claimId }) : undefined
  const known = opened ? await api.claims.drafts.get.query(opened) : undefined
  const place = { draftId: known?.draftId ?? null, version: known?.version ?? null }
  await api.claims.drafts.save.mutate({ ...place, step: step as WizardStep, input })
}
