import { z } from 'zod'
import { line } from '../kernel/text.rules.ts'
import { member, router } from '../kernel/trpc.ts'
import { findCandidates, holdCandidate } from './contact.candidates.ts'
import { findAssignment, findPlace, refuseTooHigh } from './contact.door.ts'
import { testMailbox } from './contact.mailbox.ts'
import {
  ContactFilters,
  ContactListInput,
  countContactLocations,
  countContactTasks,
  listContacts,
} from './contact.queries.ts'
import { contactRoles, decideContact } from './contact.rules.ts'
import { assignContact, takeTurn } from './contact.ts'
import { AssignMany, assignMany, AssignPreview, previewMany } from './contact.many.ts'

const Assignment = z.strictObject({ assignmentId: z.uuid() })

/** Somebody by who they are, or by their address as it was typed. */
const Assign = z
  .strictObject({
    locationId: z.uuid(),
    role: z.enum(contactRoles),
    personId: z.uuid().optional(),
    email: line(254).optional(),
  })
  .refine(({ personId, email }) => (personId === undefined) !== (email === undefined), { path: ['personId'] })

/** Program contacts of the organisation's locations (B.6.3). */
export const contactRouter = router({
  /** Six roles for each location in scope, with who holds them, by page. */
  list: member('people.see')
    .input(ContactListInput)
    .query(({ ctx, input }) => listContacts(ctx.call, ctx.scope, ctx.keys.cursor, input)),

  /** What waits for somebody: inherited contacts nobody has confirmed, mailboxes that give letters back, empty roles. */
  tasks: member('people.see').query(({ ctx }) => countContactTasks(ctx.call, ctx.scope)),

  /** Up to twenty people of the organisation by name or address; only complete ones can hold a role (CNT-R2). */
  candidates: member('people.manage')
    .input(z.strictObject({ search: line(120).default('') }))
    .query(({ ctx, input }) => findCandidates(ctx.call, ctx.actor.organizationId!, input.search)),

  /** How many locations an export with these filters has (GEN-R6); the file itself is at `/exports/contacts.csv`. */
  exportCount: member('people.see')
    .input(ContactFilters)
    .query(({ ctx, input }) => countContactLocations(ctx.call, ctx.scope, input)),

  /**
   * Gives a role to somebody of the organisation, in place of whoever held it. Refuses with `CONTACT_NOT_AFFILIATED`,
   * `CONTACT_PROFILE_INCOMPLETE` (CNT-R2), and with `FORBIDDEN` when it is the headquarters' primary program contact,
   * who becomes a global administrator, and the caller is none (CNT-R5).
   */
  assign: member('people.manage', 'write')
    .input(Assign)
    .mutation(async ({ ctx: { call, scope, actor }, input: { locationId, role, ...who } }) => {
      const location = await findPlace(call, scope, locationId)
      refuseTooHigh(scope, location, role)
      const candidate = await holdCandidate(call, actor.organizationId!, who)
      decideContact(candidate)
      const { id, state } = await assignContact(call, location, role, candidate!)
      return { id, state }
    }),

  /** Leaves an inherited contact where it is: somebody looked (CNT-R4). Refuses with `ILLEGAL_TRANSITION`. */
  confirm: member('people.manage', 'write')
    .input(z.strictObject({ assignmentIds: z.array(z.uuid()).min(1).max(100) }))
    .mutation(async ({ ctx: { call, scope, actor }, input }) => {
      await takeTurn(call, actor.organizationId!)
      for (const id of new Set(input.assignmentIds)) (await findAssignment(call, scope, id)).confirm()
    }),

  /** Empties an optional role. Refuses with `CONTACT_REQUIRED`: a required one is given to somebody else (CNT-R3). */
  remove: member('people.manage', 'write')
    .input(Assignment)
    .mutation(async ({ ctx: { call, scope, actor }, input }) => {
      await takeTurn(call, actor.organizationId!)
      ;(await findAssignment(call, scope, input.assignmentId)).remove(call.now)
    }),

  /** What giving some roles at many locations to one person would change, line by line. */
  previewMany: member('people.manage')
    .input(AssignPreview)
    .query(({ ctx: { call, scope, actor }, input }) => previewMany(call, scope, actor.organizationId!, input)),

  /** Does what {@link previewMany} shows, all of it or nothing. Refuses as `assign` does, and with `CONFLICT_STALE`. */
  assignMany: member('people.manage', 'write')
    .input(AssignMany)
    .mutation(({ ctx: { call, scope, actor }, input }) => assignMany(call, scope, actor.organizationId!, input)),

  /** Sends a letter to a contact's mailbox, to see whether it arrives (CNT-R6). Refuses with `TOO_MANY_REQUESTS` within a minute of the last. */
  testMailbox: member('people.manage', 'write')
    .input(Assignment)
    .mutation(async ({ ctx: { call, scope }, input }) =>
      testMailbox(call, await findAssignment(call, scope, input.assignmentId)),
    ),
})
