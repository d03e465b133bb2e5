import {
  references_assign,
  references_cancel,
  references_column_deeds,
  references_deeds_of,
  references_discard,
  references_edit,
  references_reassign,
  references_resend,
  references_resend_from,
  references_unassign,
} from '@ofrecord/messages/messages'
import { resendFrom } from '@ofrecord/core/references/reference.rules'
import { useNavigate } from '@solidjs/router'
import { createSignal, Match, Show, Switch } from 'solid-js'
import { formatDate, formatMoment } from '../lib/format.ts'
import { may, useMe } from '../lib/session.ts'
import { programmePaths } from '../paths.programme.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'
import type { ReferenceRow } from './answers.ts'
import { AssignDialog } from './assign.dialog.tsx'
import { CancelDialog, DiscardDialog, ResendDialog, UnassignDialog } from './deed.dialogs.tsx'
import { allows } from './words.ts'

/** A reference as far as what is done with it needs to know. */
export type Subject = Pick<
  ReferenceRow,
  | 'referenceId'
  | 'version'
  | 'state'
  | 'company'
  | 'contactName'
  | 'projectTitle'
  | 'competencies'
  | 'assignment'
  | 'expiresAt'
  | 'lastSentAt'
>

type Deed = 'resend' | 'cancel' | 'assign' | 'unassign' | 'discard'

/** What a reader can do with one reference, by the table of its transitions: in a row, or on its own page. */
export const RowMenu = (props: {
  row: Subject
  /** Days between two letters; undefined until it is known. */
  resendAfterDays: number | undefined
  labelled?: boolean
  /** After a draft is gone. */
  onDiscarded?: () => void
}) => {
  const me = useMe()
  const navigate = useNavigate()
  // A copy: the row is renewed with the list, and what it says may change meanwhile.
  const [doing, setDoing] = createSignal<{ deed: Deed; row: Subject }>()
  const start = (deed: Deed): void => {
    setDoing({ deed, row: { ...props.row } })
  }
  const close = (): void => {
    setDoing()
  }
  const mayDo = (verb: 'resend' | 'cancel' | 'assign' | 'unassign'): boolean => allows(props.row.state, verb)
  const isDraft = () => props.row.state === 'draft'
  const hasDeeds = () => isDraft() || (['resend', 'cancel', 'assign', 'unassign'] as const).some(mayDo)
  return (
    <Show when={hasDeeds() && may(me(), 'references.manage')}>
      <Menu
        icon="more"
        iconOnly={!props.labelled}
        place="end"
        label={
          props.labelled
            ? references_column_deeds()
            : references_deeds_of({ project: props.row.projectTitle || props.row.company })
        }
      >
        <Show when={isDraft()}>
          <MenuItem icon="edit" onSelect={() => navigate(programmePaths.editReference(props.row.referenceId))}>
            {references_edit()}
          </MenuItem>
        </Show>
        <Show when={mayDo('assign')}>
          <MenuItem icon="link" onSelect={() => start('assign')}>
            {props.row.assignment ? references_reassign() : references_assign()}
          </MenuItem>
        </Show>
        <Show when={mayDo('unassign')}>
          <MenuItem icon="undo" onSelect={() => start('unassign')}>
            {references_unassign()}
          </MenuItem>
        </Show>
        <Show when={mayDo('resend')}>
          <MenuItem icon="mail" reason={tooSoon(props.row, props.resendAfterDays)} onSelect={() => start('resend')}>
            {references_resend()}
          </MenuItem>
        </Show>
        <Show when={mayDo('cancel')}>
          <MenuItem icon="withdrawn" danger onSelect={() => start('cancel')}>
            {references_cancel()}
          </MenuItem>
        </Show>
        <Show when={isDraft()}>
          <MenuItem icon="ended" danger onSelect={() => start('discard')}>
            {references_discard()}
          </MenuItem>
        </Show>
      </Menu>
      <Show when={doing()} keyed>
        {({ deed, row }) => (
          <Switch>
            <Match when={deed === 'assign'}>
              <AssignDialog row={row} onClose={close} />
            </Match>
            <Match when={deed === 'unassign'}>
              <UnassignDialog row={row} onClose={close} />
            </Match>
            <Match when={deed === 'resend'}>
              <ResendDialog row={row} onClose={close} />
            </Match>
            <Match when={deed === 'cancel'}>
              <CancelDialog row={row} onClose={close} />
            </Match>
            <Match when={deed === 'discard'}>
              <DiscardDialog row={row} onClose={close} onDone={props.onDiscarded} />
            </Match>
          </Switch>
        )}
      </Show>
    </Show>
  )
}

/** Why it cannot be sent again yet, with the moment from which it can (REF-R6). */
const tooSoon = ({ lastSentAt }: Subject, days: number | undefined): string | undefined => {
  if (lastSentAt === null || days === undefined) return undefined
  const from = resendFrom(new Date(lastSentAt), days)
  return from.getTime() > Date.now()
    ? references_resend_from({ moment: formatMoment(from), sent: formatDate(lastSentAt) })
    : undefined
}
