import { hierarchy_merge_title } from '@ofrecord/messages/messages'
import type { MergeView } from './answers.ts'

/** Who takes in whom, as the name of a merge. */
export const mergeTitle = ({ acquirer, invited }: Pick<MergeView, 'acquirer' | 'invited'>): string =>
  hierarchy_merge_title({ acquirer: acquirer.name, invited: invited.name })
