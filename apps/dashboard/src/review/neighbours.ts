import type { SearchParams } from '@solidjs/router'
import { api } from '../lib/api.ts'
import { createTrpcQuery } from '../lib/query.ts'
import { readFilters } from './filters.ts'

/** As much of the queue as one question brings; further claims come nearer as these are decided. */
const reach = 100

/** Where a claim stands in the queue the reviewer came from, and which come before and after it. */
export const createNeighbours = (claimId: () => string, params: Partial<SearchParams>) => {
  const queue = createTrpcQuery(
    api.review.queue,
    () => ({ ...readFilters(params), size: reach, cursor: null }) as const,
  )
  const ids = (): string[] => (queue.isPending || queue.isError ? [] : (queue.data?.rows ?? []).map(({ id }) => id))
  const at = (): number => ids().indexOf(claimId())
  return {
    /** From 1; 0 when the claim is not in this queue any more. */
    position: () => at() + 1,
    count: () => ids().length,
    hasMore: () => !queue.isPending && !queue.isError && queue.data?.nextCursor !== null,
    previous: () => (at() > 0 ? ids()[at() - 1] : undefined),
    /** After a decided claim, which is no longer in the queue, comes the oldest. */
    next: () => ids()[at() + 1],
  }
}
