import type { ClaimPage } from '../claims/page/claim.ts'
import { api, pathOf } from '../lib/api.ts'
import { queryClient } from '../lib/query.ts'

/**
 * The version of a claim as it was last read. From the answers that are remembered, not from the page: the page learns
 * of a new answer a moment later, and may be gone when a verb that outlives it asks.
 */
export const versionRead = (claimId: string): number => {
  const pages = queryClient.getQueriesData<ClaimPage>({ queryKey: pathOf(api.review.get) })
  return pages.find(([, page]) => page?.id === claimId)?.[1]?.version ?? 0
}
