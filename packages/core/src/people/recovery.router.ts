import { z } from 'zod'
import { member, memberAhead, person, personAhead, router } from '../kernel/trpc.ts'
import { checkRecovery, startRecovery, stopRecovery } from './recovery.ts'
import { askDomain, checkDomain, listDomains } from './recovery.domains.ts'
import { listRecoveries } from './recovery.queries.ts'
import { DomainName } from './recovery.rules.ts'

const One = z.strictObject({ proofId: z.uuid() })

/** The organisation's mail domains: people of them are let in without being asked about (AF7). */
export const domainRouter = router({
  list: member('organisations.change').query(({ ctx }) => listDomains(ctx.call)),

  ask: member('organisations.change', 'write')
    .input(z.strictObject({ domain: DomainName }))
    .mutation(({ ctx, input }) => askDomain(ctx.call, ctx.keys.proof, input.domain)),

  check: memberAhead('organisations.change', 'signIn')
    .input(One)
    .mutation(({ ctx, input }) => checkDomain(ctx, ctx.actor, input.proofId)),
})

/** When all administrators are gone (PPL-R7). */
export const recoveryRouter = router({
  /** What runs in the organisation one acts for, and what one asked for oneself. */
  list: person().query(({ ctx }) => listRecoveries(ctx.call)),

  start: person('signIn')
    .input(z.strictObject({ organizationId: z.uuid() }))
    .mutation(({ ctx, input }) => startRecovery(ctx.call, ctx.keys.proof, input.organizationId)),

  check: personAhead('signIn')
    .input(One)
    .mutation(({ ctx, input }) => checkRecovery(ctx, ctx.actor, input.proofId)),

  /** Any member objects; who asked takes it back. */
  stop: person('write')
    .input(One)
    .mutation(({ ctx, input }) => stopRecovery(ctx.call, input.proofId)),
})
