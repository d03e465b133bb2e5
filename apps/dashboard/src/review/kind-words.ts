import {
  lists_queue_kind_dispute,
  lists_queue_kind_initial,
  lists_queue_kind_resubmission,
} from '@ofrecord/messages/messages'
import type { ClaimRow } from './columns.tsx'

const words: Record<ClaimRow['reviewKind'], () => string> = {
  initial: lists_queue_kind_initial,
  resubmission: lists_queue_kind_resubmission,
  dispute: lists_queue_kind_dispute,
}

/** Why a claim is looked at. */
export const kindWord = (kind: ClaimRow['reviewKind']): string => words[kind]()
