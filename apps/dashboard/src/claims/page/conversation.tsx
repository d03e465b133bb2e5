import {
  claims_page_talk_empty_error,
  claims_page_talk_empty_internal,
  claims_page_talk_empty_shared,
  claims_page_talk_hint_draft,
  claims_page_talk_hint_internal,
  claims_page_talk_hint_shared,
  claims_page_talk_mention_hint,
  claims_page_talk_only,
  claims_page_talk_save,
  claims_page_talk_saved,
  claims_page_talk_saving,
  claims_page_talk_too_long,
  claims_page_talk_unseen_text,
  claims_page_talk_unseen_title,
  claims_page_talk_with,
  claims_page_talk_write_internal,
  claims_page_talk_write_shared,
} from '@ofrecord/messages/messages'
import { createSignal, For, Show, untrack } from 'solid-js'
import { api } from '../../lib/api.ts'
import { formatNumber } from '../../lib/format.ts'
import { problemOf } from '../../lib/problem.ts'
import { answerOf, createTrpcQuery } from '../../lib/query.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Note } from '../../ui/note.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { Time } from '../../ui/time.tsx'
import { toast } from '../../ui/toast.tsx'
import type { ClaimPage } from './claim.ts'
import { createKept } from './kept.ts'
import { MentionArea } from './mention-area.tsx'
import type { Fellow } from './mentions.ts'
import { mentionedIn, piecesOf } from './mentions.ts'

type Said = ClaimPage['comments'][number]
export type Audience = Said['audience']

export interface ConversationProps {
  claim: ClaimPage
  /** Who reads it besides the writer's own side. */
  others: string
  /** The writer's own side, who alone reads what is internal. */
  own: string
  internal: 'partner_internal' | 'vendor_internal'
  /** The name a comment's side goes by, for the one that is not the reader's. */
  sideName: (side: Said['authorSide']) => string | undefined
  /** Absent: the reader may not write. */
  onSay?: ((audience: Audience, body: string, mentions: string[]) => Promise<unknown>) | undefined
}

/** What was said about a claim: with the other side, and among ourselves. */
export const Conversation = (props: ConversationProps) => {
  const [audience, setAudience] = createSignal<Audience>('shared')
  const said = (to: Audience) => props.claim.comments.filter((comment) => comment.audience === to)
  const isInternal = () => audience() !== 'shared'
  return (
    <Tabs
      label={claims_page_talk_with({ name: props.others })}
      value={audience()}
      onChange={(key) => setAudience(key as Audience)}
      tabs={[
        { key: 'shared', label: claims_page_talk_with({ name: props.others }), detail: said('shared').length },
        { key: props.internal, label: claims_page_talk_only({ name: props.own }), detail: said(props.internal).length },
      ]}
    >
      <For
        each={said(audience())}
        fallback={
          <p class="t3 sm">
            {isInternal() ? claims_page_talk_empty_internal({ name: props.own }) : claims_page_talk_empty_shared()}
          </p>
        }
      >
        {(comment) => <Message comment={comment} side={props.sideName(comment.authorSide)} />}
      </For>
      <Show when={props.claim.status === 'draft' && !isInternal() && said('shared').length > 0}>
        <Note tone="act">
          <b>{claims_page_talk_unseen_title()}</b> {claims_page_talk_unseen_text()}
        </Note>
      </Show>
      <Show when={props.onSay}>{(onSay) => <Composer {...props} audience={audience()} onSay={onSay()} />}</Show>
    </Tabs>
  )
}

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .slice(0, 2)
    .join('')

const Message = (props: { comment: Said; side: string | undefined }) => (
  <div class="msg">
    <span class="avatar" aria-hidden="true">
      {initials(props.comment.authorName)}
    </span>
    <div>
      <div class="sm">
        <b>{props.comment.authorName}</b>{' '}
        <span class="t3">
          <Show when={props.side}>{props.side}, </Show>
          <Time at={props.comment.at} />
        </span>
      </div>
      <p class="said" dir="auto">
        <For each={piecesOf(props.comment.body, props.comment.mentions)}>
          {(piece) => (
            <Show when={piece.isMention} fallback={piece.text}>
              <mark class="mention">{piece.text}</mark>
            </Show>
          )}
        </For>
      </p>
    </div>
  </div>
)

/** The longest comment the server takes, in characters. */
const longest = 4000

const Composer = (
  props: ConversationProps & { audience: Audience; onSay: NonNullable<ConversationProps['onSay']> },
) => {
  const [text, setText] = createKept(() => `comment.${props.claim.id}.${props.audience}`)
  const [error, setError] = createSignal<string>()
  const [isBusy, setBusy] = createSignal(false)
  const fellows = createFellows(props)
  const isInternal = () => props.audience !== 'shared'
  const hint = (): string => {
    if (isInternal()) return claims_page_talk_hint_internal({ name: props.own })
    return props.claim.status === 'draft'
      ? claims_page_talk_hint_draft({ name: props.others })
      : claims_page_talk_hint_shared({ name: props.others })
  }
  const say = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    if (isBusy()) return
    const body = text().trim()
    setError(problemOfComment(body))
    if (error()) return
    setBusy(true)
    try {
      await props.onSay(props.audience, body, mentionedIn(body, body.includes('@') ? await fellows.wait() : []))
      setText('')
      toast(claims_page_talk_saved())
    } catch (failure) {
      setError(problemOf(failure).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form noValidate class="mt-3" onSubmit={(event) => void say(event)}>
      <Field
        id="comment"
        label={
          isInternal()
            ? claims_page_talk_write_internal({ name: props.own })
            : claims_page_talk_write_shared({ name: props.others })
        }
        hint={`${hint()} ${claims_page_talk_mention_hint()}`}
        error={error()}
      >
        <MentionArea value={text()} onInput={setText} fellows={fellows.known()} onAsk={fellows.ask} />
      </Field>
      <Button type="submit" busy={isBusy()} busyWord={claims_page_talk_saving()}>
        {claims_page_talk_save()}
      </Button>
    </form>
  )
}

/** The writer's own side, asked for when the first @ is typed: most comments mention nobody. */
const createFellows = (props: ConversationProps) => {
  const [isWanted, setWanted] = createSignal(false)
  const claimId = () => ({ claimId: props.claim.id })
  const procedure = untrack(() => (props.internal === 'vendor_internal' ? api.review.fellows : api.claims.colleagues))
  const query = createTrpcQuery(procedure, claimId, () => ({ enabled: isWanted() }))
  const known = (): readonly Fellow[] | undefined => answerOf(query)
  return {
    known,
    ask: () => setWanted(true),
    wait: async (): Promise<readonly Fellow[]> => known() ?? (await procedure.query(claimId())),
  }
}

const problemOfComment = (body: string): string | undefined => {
  if (body === '') return claims_page_talk_empty_error()
  return body.length > longest ? claims_page_talk_too_long({ count: formatNumber(body.length) }) : undefined
}
