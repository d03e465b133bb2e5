import { z } from 'zod'
import { refuse, refuseOnConstraint } from '../kernel/errors.ts'
import { happened } from '../kernel/happened.ts'
import { router, staff } from '../kernel/trpc.ts'
import { Vendor } from '../kernel/vendor.entity.ts'
import { policyDefaults } from './catalogue.rules.ts'
import { PolicyVersion } from './policy.entity.ts'
import { readPolicyHistory, readVersion } from './policy.queries.ts'
import { completed, differences, policyTerms, PolicyInput, refuseOutOfRange } from './policy.rules.ts'

const stale = (): never => refuse('conflict', 'CONFLICT_STALE', { rule: 'GEN-R5', retryable: true })

// Two administrators at once read the same version; the key lets the first of them write the next.
refuseOnConstraint('policy_version_pkey', stale)

/** The programme's settings, for the vendor's staff. */
export const policyRouter = router({
  /** What is in force, with the default, the unit and the range of each setting. Version 0 is the defaults. */
  get: staff('policy.see').query(async ({ ctx: { actor, call } }) => {
    const found = await readVersion(call, actor.vendorId)
    const settings = completed(found?.settings ?? null)
    return { version: found?.version ?? 0, settings, defaults: policyDefaults, terms: policyTerms }
  }),

  history: staff('policy.see').query(({ ctx: { actor, call } }) => readPolicyHistory(call, actor.vendorId)),

  /**
   * Puts new settings in force from now on; deadlines that run keep their stored instants (POL-R1). The same settings
   * again write nothing. Refuses with `POLICY_OUT_OF_RANGE`, `CONFLICT_STALE` when `version` is no longer the highest.
   */
  change: staff('policy.change', 'write')
    .input(z.strictObject({ version: z.int(), settings: PolicyInput, reason: z.string().trim().min(1).max(500) }))
    .mutation(async ({ ctx: { actor, call }, input: { version, settings, reason } }) => {
      refuseOutOfRange(settings)
      const found = await readVersion(call, actor.vendorId)
      if ((found?.version ?? 0) !== version) return stale()
      const changes = differences(completed(found?.settings ?? null), settings)
      if (changes.length === 0) return { version }
      const { vendorId, personId: changedBy } = actor
      const next = { vendorId, version: version + 1, settings, reason, changedAt: call.now, changedBy }
      call.em.persist(call.em.create(PolicyVersion, next))
      happened(
        await call.em.findOneOrFail(Vendor, { id: vendorId }),
        'policy.changed',
        {
          version: next.version,
          before: Object.fromEntries(changes.map(({ setting, before }) => [setting, before])),
          after: Object.fromEntries(changes.map(({ setting, after }) => [setting, after])),
        },
        { reason },
      )
      return { version: next.version }
    }),
})
