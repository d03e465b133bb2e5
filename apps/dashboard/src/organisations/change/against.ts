import { hierarchy_against_below, hierarchy_against_itself } from '@ofrecord/messages/messages'
import type { LocationRecord, TreeRow } from '../answers.ts'

/** What speaks against a place for what a location gives away or takes along: it is the location, or below it. */
export const againstOwnBranch = ({ id, name }: LocationRecord, row: TreeRow): string | undefined => {
  if (row.id === id) return hierarchy_against_itself()
  return row.above.some((above) => above.id === id) ? hierarchy_against_below({ location: name }) : undefined
}
