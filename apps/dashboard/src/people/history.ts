import {
  people_did_activated,
  people_did_approved,
  people_did_denied,
  people_did_described,
  people_did_ended,
  people_did_expired,
  people_did_invited,
  people_did_link_asked,
  people_did_other,
  people_did_profile,
  people_did_reassigned,
  people_did_reminded,
  people_did_removed,
  people_did_requested,
  people_did_resent,
  people_did_role_granted,
  people_did_role_revoked,
  people_directory,
  people_system,
} from '@ofrecord/messages/messages'
import { roleName } from '../account/role-name.ts'
import { shownPerson } from '../lib/erased.ts'
import type { IconName } from '../ui/icon.tsx'
import type { TimelineEntry } from '../ui/timeline.tsx'

interface Happened {
  type: string
  at: string
  by: string | null
  bySide: string
  data: Record<string, unknown>
}

const roleIn = (data: Record<string, unknown>): string =>
  typeof data['role'] === 'string' ? roleName(data['role']) : ''

const words: Record<string, { did: (data: Record<string, unknown>) => string; icon: IconName }> = {
  'affiliation.invited': { did: () => people_did_invited(), icon: 'mail' },
  'affiliation.requested': { did: () => people_did_requested(), icon: 'submitted' },
  'affiliation.resent': { did: () => people_did_resent(), icon: 'mail' },
  'affiliation.reminded': { did: () => people_did_reminded(), icon: 'bell' },
  'affiliation.profileCompleted': { did: () => people_did_profile(), icon: 'user' },
  'affiliation.approved': { did: () => people_did_approved(), icon: 'check' },
  'affiliation.denied': { did: () => people_did_denied(), icon: 'denied' },
  'affiliation.activated': { did: () => people_did_activated(), icon: 'active' },
  'affiliation.removed': { did: () => people_did_removed(), icon: 'withdrawn' },
  'affiliation.expired': { did: () => people_did_expired(), icon: 'clock' },
  'affiliation.reassigned': { did: () => people_did_reassigned(), icon: 'tree' },
  'affiliation.described': { did: () => people_did_described(), icon: 'user' },
  'affiliation.ended': { did: () => people_did_ended(), icon: 'ended' },
  'affiliation.roleGranted': { did: (data) => people_did_role_granted({ role: roleIn(data) }), icon: 'shield' },
  'affiliation.roleRevoked': { did: (data) => people_did_role_revoked({ role: roleIn(data) }), icon: 'shield' },
  'credential.linkAsked': { did: () => people_did_link_asked(), icon: 'badge' },
}

/** What happened to somebody's time here, in words; a deed without words yet is named by its code. */
export const historyEntries = (history: readonly Happened[]): TimelineEntry[] =>
  history.map(({ type, at, by, bySide, data }, index) => ({
    id: `${at} ${index}`,
    at,
    icon: words[type]?.icon,
    who: by ? shownPerson(by) : bySide === 'directory' ? people_directory() : people_system(),
    did: words[type]?.did(data) ?? people_did_other({ type }),
  }))
