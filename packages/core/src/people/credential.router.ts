import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { isWithin } from '../kernel/authority.ts'
import { refuse, refuseAbsent } from '../kernel/errors.ts'
import { Event } from '../kernel/event.entity.ts'
import { happened } from '../kernel/happened.ts'
import { line } from '../kernel/text.rules.ts'
import { daysAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { member, person, router, staff } from '../kernel/trpc.ts'
import { countNameChecks, listNameChecks, NameChecksInput } from './credential.checks.queries.ts'
import { CredentialLink, CredentialProfile } from './credential.entity.ts'
import {
  CertifiedFilters,
  CertifiedInput,
  countCertified,
  listCertified,
  RecertifyInput,
  TrainingsInput,
} from './credential.lists.ts'
import { listCertifications, readOwnCredential } from './credential.queries.ts'
import { refuseOwner } from './credential.rules.ts'
import { decideNames, linkCredential, unlinkCredential } from './credential.ts'
import { Affiliation } from './person.entity.ts'
import { listRecertifying, listTrainings } from './skill.queries.ts'

/** Certifications of people, and where they count (B.6.2). */
export const credentialRouter = router({
  /** The caller's own credential with everything they hold, and when they may link it next. */
  mine: person().query(({ ctx }) => readOwnCredential(ctx.call)),

  /**
   * Links the caller's own credential to the organisation they act for; with other names on it than the caller's it waits
   * for the vendor's check first (CP-R4). `personId` may say whose it is meant to be: anybody's but the caller's is refused
   * with `CREDENTIAL_NOT_OWNER` (CP-R1), as is a number that is unknown or somebody else's. Refuses with
   * `CREDENTIAL_LINK_LIMIT` and `CREDENTIAL_COOLDOWN` with `nextPossibleAt`, and `CREDENTIAL_NAME_MISMATCH`.
   */
  link: person('write')
    .input(z.strictObject({ credentialId: line(60).min(1), personId: z.uuid().optional() }))
    .mutation(({ ctx: { call, actor }, input: { credentialId, personId } }) =>
      personId === undefined || personId === actor.personId ? linkCredential(call, credentialId) : refuseOwner(),
    ),

  /** The caller's own counts nowhere from now on. Refuses with `CREDENTIAL_NOT_OWNER` as `link` does. */
  unlink: person('write')
    .input(z.strictObject({ personId: z.uuid().optional() }))
    .mutation(({ ctx: { call, actor }, input: { personId } }) =>
      personId === undefined || personId === actor.personId ? unlinkCredential(call) : refuseOwner(),
    ),

  /** Asks a person of the organisation by letter to link their credential, which they alone can (CP-R1); once a day. */
  askToLink: member('people.manage', 'write')
    .input(z.strictObject({ personId: z.uuid() }))
    .mutation(({ ctx: { call, scope }, input }) => askToLink(call, scope, input.personId)),

  /** The organisation's certified professionals in scope, by page, with the time of the last import (CP-R5, CP-R6). */
  certified: member('people.see')
    .input(CertifiedInput)
    .query(({ ctx, input }) => listCertified(ctx.call, ctx.scope, ctx.keys.cursor, input)),

  /** How many rows an export with these filters has (GEN-R6); the file is at `/exports/professionals.csv`. */
  exportCount: member('people.see')
    .input(CertifiedFilters)
    .query(({ ctx, input }) => countCertified(ctx.call, ctx.scope, input)),

  /** Which certifications the catalogue has, for the filter: by name. */
  certifications: member('people.see').query(({ ctx }) => listCertifications(ctx.call)),

  /** What professionals completed, with the competencies it counts for (CP-R7). */
  trainings: member('people.see')
    .input(TrainingsInput)
    .query(({ ctx, input }) => listTrainings(ctx.call, ctx.scope, ctx.keys.cursor, input)),

  /** Who has to certify again within 90 or 180 days, soonest first (CP-R7). */
  recertify: member('people.see')
    .input(RecertifyInput)
    .query(({ ctx, input }) => listRecertifying(ctx.call, ctx.scope, ctx.keys.cursor, input)),

  /** Takes somebody who left out of the report (CP-R1). Refuses with `CREDENTIAL_NOT_OWNER` who is linked still. */
  removeRow: member('people.manage', 'write')
    .input(z.strictObject({ linkId: z.uuid() }))
    .mutation(async ({ ctx: { call, scope, actor }, input }) => {
      const where = { id: input.linkId, organizationId: actor.organizationId!, removedAt: null }
      const link = (await call.em.findOne(CredentialLink, where)) ?? refuseAbsent()
      await findStay(call, scope, link.personId, ['active', 'ended'])
      if (!link.unlinkedAt) refuseOwner()
      link.remove(call.now)
    }),

  /** Credentials whose name is not their owner's, the ones due first, by page: for the vendor's service desk (CP-R4). */
  nameChecks: staff('people.support')
    .input(NameChecksInput)
    .query(({ ctx, input }) => listNameChecks(ctx.call, ctx.keys.cursor, input)),

  nameCheckCount: staff('people.support').query(async ({ ctx }) => ({ count: await countNameChecks(ctx.call) })),

  /** The service desk's answer. Refuses with `ILLEGAL_TRANSITION` when it was answered or taken back. */
  decideName: staff('people.support', 'write')
    .input(z.strictObject({ credentialProfileId: z.uuid(), verdict: z.enum(['accept', 'refuse']) }))
    .mutation(async ({ ctx: { call }, input: { credentialProfileId: id, verdict } }) => {
      const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const
      const credential = (await call.em.findOne(CredentialProfile, { id }, lock)) ?? refuseAbsent()
      await decideNames(call, credential, verdict === 'accept')
      return { state: credential.state }
    }),
})

/** Somebody's stay in the caller's organisation within a scope, the newest; anybody else is absent. */
const findStay = async (
  call: Call,
  scope: Scope,
  personId: string,
  states: Affiliation['status'][],
): Promise<Affiliation> => {
  const { organizationId } = call.actor as PersonActor
  const where = { personId, organizationId: organizationId!, status: { $in: states } }
  const [stay] = await call.em.find(Affiliation, where, { orderBy: { createdAt: 'desc' }, limit: 1 })
  return stay && isWithin(scope, stay.locationId) ? stay : refuseAbsent()
}

const askToLink = async (call: Call, scope: Scope, personId: string): Promise<void> => {
  const stay = await findStay(call, scope, personId, ['active'])
  const asked = { aggregateId: stay.id, type: 'credential.linkAsked', at: { $gt: daysAfter(call.now, -1) } }
  if ((await call.em.count(Event, asked)) > 0) refuse('throttled', 'TOO_MANY_REQUESTS', { rule: 'CP-R1' })
  happened(stay, 'credential.linkAsked', { personId })
}
