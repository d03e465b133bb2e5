import { z } from 'zod'
import { router, staff } from '../kernel/trpc.ts'
import { askCustomer, askIncumbent, decideConflict } from './conflict.deciding.ts'
import { listConflicts, readConflict } from './conflict.queries.ts'
import { paragraph } from '../kernel/text.rules.ts'

const OfConflict = z.strictObject({ conflictId: z.uuid(), version: z.int() })

/** Competing claims, for the vendor's reviewers (B.1.7). A partner has no door here (CNF-R6). */
export const conflictRouter = router({
  /** What waits for a decision, oldest first. */
  list: staff('claims.review')
    .input(z.strictObject({ cursor: z.string().nullable().default(null), size: z.int().min(1).max(100).default(50) }))
    .query(({ ctx, input }) => listConflicts(ctx.call, ctx.keys.cursor, input)),

  /** `NOT_FOUND` too for a reviewer who is excluded from one of the organisations. */
  get: staff('claims.review')
    .input(z.strictObject({ conflictId: z.uuid() }))
    .query(({ ctx, input }) => readConflict(ctx.call, input.conflictId)),

  /** Asks the incumbent for newer evidence (CNF-R3). Refuses with `NO_INCUMBENT`, `EVIDENCE_ASKED_BEFORE`. */
  askIncumbent: staff('claims.review', 'write')
    .input(OfConflict)
    .mutation(async ({ ctx, input }) => ({
      evidenceDueAt: (await askIncumbent(ctx.call, input.conflictId, input.version)).toISOString(),
    })),

  /** Has the customer asked who does the work, once (CNF-R4). Refuses with `CUSTOMER_ASKED_BEFORE`. */
  askCustomer: staff('claims.review', 'write')
    .input(OfConflict)
    .mutation(({ ctx, input }) => askCustomer(ctx.call, input.conflictId, input.version)),

  /** Decides one item, with a reason that no partner reads (CNF-R5, CNF-R6). Refuses with `CONFLICT_AWAITS_ANSWER`. */
  decide: staff('claims.review', 'write')
    .input(OfConflict.extend({ winnerClaimId: z.uuid(), rationale: paragraph(4000).min(1) }))
    .mutation(({ ctx, input }) => decideConflict(ctx.call, input)),
})
