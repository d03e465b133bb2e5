import { sql } from 'kysely'
import { z } from 'zod'
import { refuseAbsent } from '../kernel/errors.ts'
import { asApplication } from '../kernel/fence.ts'
import { person, router } from '../kernel/trpc.ts'
import { invited } from '../links/link.door.ts'
import { Digest } from './digest.entity.ts'
import { lockDigest, nextDigest } from './digest.planning.ts'
import { stopDigests } from './digest.reactions.ts'
import { DigestChoice, usualCadence } from './digest.rules.ts'

const ByLink = z.strictObject({ link: z.string().max(200) })

/** How often somebody wants a digest. */
export const digestRouter = router({
  /** One's own choice, and when the next one is written; null: none. */
  get: person('read').query(async ({ ctx: { call, actor } }) => {
    const digest = await call.em.findOne(Digest, { personId: actor.personId })
    const cadence = digest?.cadence ?? usualCadence
    const nextAt = digest?.dueAt ?? (await nextDigest(call, actor.personId, cadence))
    return { cadence, nextAt: nextAt?.toISOString() ?? null, address: actor.email }
  }),

  /** Chooses `off`, `daily` (Monday to Friday) or `weekly` (Monday), for every organisation one is of. */
  choose: person('write')
    .input(DigestChoice)
    .mutation(({ ctx: { call, actor }, input: { cadence } }) =>
      // The choice is no organisation's, and neither is the event of it.
      asApplication(
        call,
        'digests',
        async (inner) => {
          const digest = await lockDigest(inner, actor)
          if (cadence === 'off') return stopDigests(inner, digest, 'page')
          digest.choose(cadence, await nextDigest(inner, actor.personId, cadence), inner.now, 'page')
        },
        actor,
      ),
    ),

  /** Whose digests a link stops, and whether they are stopped already. Looking stops nothing (RFC 8058, MIC-R1). */
  stopping: invited('digest')
    .input(ByLink)
    .query(async ({ ctx: { call, link } }) => {
      const { rows } = await sql<{ cadence: string; locale: string; vendorName: string }>`
        select d.cadence, p.locale, v.name as "vendorName"
        from digest d join person p on p.id = d.person_id join vendor v on v.id = d.vendor_id where d.id = ${link.subjectId}
      `.execute(call.em.getKysely())
      const { cadence, ...rest } = rows[0] ?? refuseAbsent()
      return { ...rest, address: link.address, isOff: cadence === 'off' }
    }),

  /** Stops digests, by the link of any of them; again is the same. Refuses with `NOT_FOUND`. */
  stop: invited('digest', 'write')
    .input(ByLink)
    .mutation(async ({ ctx: { call, link } }) => {
      const digest = (await call.em.findOne(Digest, { id: link.subjectId })) ?? refuseAbsent()
      await stopDigests(call, digest, 'letter')
    }),
})
