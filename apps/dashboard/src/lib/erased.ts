import { isErased } from '@ofrecord/core/kernel/erased.rules'
import { policy_erasure_contact, policy_erasure_mark } from '@ofrecord/messages/messages'

/** A name or an address as it is kept, or in the reader's language that it was erased (GEN-R7). */
export const shownPerson = (text: string): string => (isErased(text) ? policy_erasure_contact() : text)

/** What somebody wrote, with the placeholders of erased people in the reader's language. */
export const shownWords = (text: string): string =>
  text.replaceAll(/\[erased(?: [0-9a-f]{8})?\]/g, policy_erasure_mark())
