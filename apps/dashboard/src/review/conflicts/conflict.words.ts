import type { ConflictStatus, PartyRole } from '@ofrecord/core/claims/conflict.rules'
import {
  clarify_event_asked,
  clarify_mark_answered,
  clarify_mark_escalated,
  clarify_mark_open,
  conflicts_did_answered,
  conflicts_did_asked,
  conflicts_did_decided,
  conflicts_did_dissolved,
  conflicts_did_joined,
  conflicts_did_left,
  conflicts_did_opened,
  conflicts_did_silent,
  conflicts_role_challenger,
  conflicts_role_incumbent,
  conflicts_status_awaiting,
  conflicts_status_decided,
  conflicts_status_open,
} from '@ofrecord/messages/messages'
import type { IconName } from '../../ui/icon.tsx'
import type { Look } from '../../ui/status.tsx'
import { looks } from '../../ui/status.tsx'

export const conflictStatusWords: Record<ConflictStatus, { look: Look; word: () => string }> = {
  open: { look: looks.half, word: conflicts_status_open },
  awaiting_partners: { look: looks.threeQuarters, word: conflicts_status_awaiting },
  decided: { look: looks.ended, word: conflicts_status_decided },
}

export const roleWords: Record<PartyRole, () => string> = {
  incumbent: conflicts_role_incumbent,
  challenger: conflicts_role_challenger,
}

/** What happened to the comparison itself. */
export const conflictEventWords: Record<string, { icon: IconName; did: () => string }> = {
  'conflict.opened': { icon: 'scale', did: conflicts_did_opened },
  'conflict.joined': { icon: 'compete', did: conflicts_did_joined },
  'conflict.evidenceRequested': { icon: 'mail', did: conflicts_did_asked },
  'conflict.customerAsked': { icon: 'mail', did: clarify_event_asked },
  'conflict.answered': { icon: 'upload', did: conflicts_did_answered },
  'conflict.silent': { icon: 'clock', did: conflicts_did_silent },
  'conflict.left': { icon: 'withdrawn', did: conflicts_did_left },
  'conflict.dissolved': { icon: 'ended', did: conflicts_did_dissolved },
  'conflict.decided': { icon: 'check', did: conflicts_did_decided },
}

/** What stands in the list beside a conflict whose customer was asked. */
export const questionMarks: Record<'open' | 'answered' | 'escalated', { icon: IconName; word: () => string }> = {
  open: { icon: 'mail', word: clarify_mark_open },
  answered: { icon: 'quote', word: clarify_mark_answered },
  escalated: { icon: 'alert', word: clarify_mark_escalated },
}
