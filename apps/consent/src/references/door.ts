import type { Installation } from '@ofrecord/core/kernel/installation'
import type { Pools } from '@ofrecord/core/kernel/programs'
import type { AskedPage } from '@ofrecord/core/references/link.router'
import type { ReferenceRejectReason } from '@ofrecord/core/references/reference.rules'
import { callerTo } from '../calling.ts'
import type { Sender } from '../door.ts'

interface Posted extends Sender {
  link: string
  nonce: string
}

export interface Confirmed extends Posted {
  name: string
  role: string
  quoting: boolean
  suggestion: { projectTitle: string; startedOn: string | null; endedOn: string | null; note: string }
}

interface Rejected extends Posted {
  reason: ReferenceRejectReason | null
  comment: string
  shareComment: boolean
}

/**
 * The room of references as the pages of its contacts need it. `notice` and `withdrawal` change nothing; links that are
 * unknown, malformed, foreign or of another purpose are refused as absent by every call. Answers are refused with
 * FORM_NONCE_INVALID, FORM_TOO_SOON (with a fresh nonce), REFERENCE_ANSWERED, REFERENCE_OVER.
 */
export interface ReferenceDoor {
  notice(input: { link: string }): Promise<AskedPage>
  confirm(input: Confirmed): Promise<void>
  reject(input: Rejected): Promise<void>
  withdrawal(input: { link: string }): Promise<AskedPage>
  withdraw(input: Posted & { agree: boolean }): Promise<void>
}

export const referencesTo = (pools: Pools, installation: Installation): ReferenceDoor => {
  const call = callerTo(pools, installation)
  const callerFor = (sender: Sender) => call(sender).references.link
  return {
    notice: (input) => callerFor({}).notice(input),
    confirm: ({ ip, userAgent, ...answer }) => callerFor({ ip, userAgent }).confirm(answer),
    reject: ({ ip, userAgent, ...answer }) => callerFor({ ip, userAgent }).reject(answer),
    withdrawal: (input) => callerFor({}).withdrawal(input),
    withdraw: ({ ip, userAgent, ...answer }) => callerFor({ ip, userAgent }).withdraw(answer),
  }
}
