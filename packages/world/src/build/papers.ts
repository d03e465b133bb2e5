import { evidenceFile } from '../claims/files.ts'
import type { ClaimPlan, EvidencePlan } from '../claims/plan.ts'
import type { World } from '../world.ts'

/** The documents of a world, each drawn when it is wanted or a little before. */
export interface Papers {
  take: (plan: ClaimPlan, evidence: EvidencePlan) => Buffer
  /** Says which documents are wanted next: they are drawn while the database works (3 ms each, 500 in all). */
  expect: (plan: ClaimPlan, evidence: readonly EvidencePlan[]) => void
}

export const openPapers = (world: World): Papers => {
  const drawn = new Map<EvidencePlan, Buffer>()
  return {
    take: (plan, evidence) => {
      const bytes = drawn.get(evidence) ?? evidenceFile(world, plan, evidence)
      drawn.delete(evidence)
      return bytes
    },
    expect: (plan, evidence) => {
      for (const each of evidence)
        setImmediate(() => {
          if (!drawn.has(each)) drawn.set(each, evidenceFile(world, plan, each))
        })
    },
  }
}
