import { maxTogether } from '@ofrecord/core/claims/choices.rules'
import { lists_nudge, lists_share, lists_share_none, lists_together_many } from '@ofrecord/messages/messages'
import { createMemo, createSignal, createUniqueId, Match, Show, Switch } from 'solid-js'
import { Button } from '../../ui/button.tsx'
import type { ClaimRow } from './columns.tsx'
import { NudgeDialog } from './nudge.dialog.tsx'
import { ShareDialog } from './share.dialog.tsx'

interface TogetherProps {
  /** The ticked rows of this page. */
  rows: readonly ClaimRow[]
  onDone: () => void
}

/** What is done with several claims at once: a colleague is reminded, or one document is added to each (B.1.9). */
export const Together = (props: TogetherProps) => {
  const why = createUniqueId()
  const [open, setOpen] = createSignal<'nudge' | 'share'>()
  const approved = createMemo(() => props.rows.filter(({ status }) => status === 'approved'))
  const tooMany = (count: number) => (count > maxTogether ? lists_together_many({ max: maxTogether }) : undefined)
  const whyNotShared = () => (approved().length === 0 ? lists_share_none() : tooMany(approved().length))
  const close = (done: boolean): void => {
    setOpen(undefined)
    if (done) props.onDone()
  }
  return (
    <>
      <Button icon="mail" reasonId={tooMany(props.rows.length) && why} onClick={() => setOpen('nudge')}>
        {lists_nudge()}
      </Button>
      <Button icon="upload" reasonId={whyNotShared() && why} onClick={() => setOpen('share')}>
        {lists_share({ count: approved().length, all: props.rows.length })}
      </Button>
      <Show when={tooMany(props.rows.length) ?? whyNotShared()}>
        {(reason) => (
          <span class="why" id={why}>
            {reason()}
          </span>
        )}
      </Show>
      <Switch>
        <Match when={open() === 'nudge'}>
          <NudgeDialog rows={props.rows} onClose={close} />
        </Match>
        <Match when={open() === 'share'}>
          <ShareDialog rows={approved()} left={props.rows.length - approved().length} onClose={close} />
        </Match>
      </Switch>
    </>
  )
}
