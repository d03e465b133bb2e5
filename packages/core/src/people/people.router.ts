import { z } from 'zod'
import { asApplication } from '../kernel/fence.ts'
import { line } from '../kernel/text.rules.ts'
import { member, person, router } from '../kernel/trpc.ts'
import { decide, previewDecision } from './affiliation.deciding.ts'
import { assignLocation, endStay, leave, removeInvited, resendInvitation } from './affiliation.ending.ts'
import { DecisionInput, ProfileInput } from './affiliation.rules.ts'
import { importPeople } from './invitation.import.ts'
import { invitationRouter } from './invitation.router.ts'
import { ImportInput, InviteInput, InviteManyInput } from './invitation.rules.ts'
import { checkInvites, invite, inviteMany } from './inviting.ts'
import { countPeople, countWaiting, listPeople, listWaiting, pickPeople } from './people.queries.ts'
import { PeopleExportInput, PeopleInput, PickInput, WaitingInput } from './people.rules.ts'
import { readProfile, saveProfile } from './person.profile.ts'
import { getPerson, readHoldings, readOwnStays } from './person.queries.ts'
import { domainRouter, recoveryRouter } from './recovery.router.ts'
import { findOrganisation, request } from './request.asking.ts'
import { roleRouter } from './role.router.ts'

const One = z.strictObject({ affiliationId: z.uuid() })
const OrganisationAsked = z.strictObject({ name: line(200).min(1), country: z.string().regex(/^[A-Z]{2}$/) })

/** How people get into an organisation, move inside it and leave it (B.6.1). */
export const peopleRouter = router({
  /** Everybody of the organisation in the administrator's scope, by name. */
  list: member('people.see')
    .input(PeopleInput)
    .query(({ ctx, input }) => listPeople(ctx.call, ctx.scope, ctx.keys.cursor, input)),

  /** How many rows an export with these filters has (GEN-R6). */
  exportCount: member('people.see')
    .input(PeopleExportInput)
    .query(({ ctx, input }) => countPeople(ctx.call, ctx.scope, input)),

  /** One person, with what they hold and what happened. */
  get: member('people.see')
    .input(One)
    .query(({ ctx, input }) => getPerson(ctx.call, ctx.scope, input.affiliationId)),

  /** Colleagues by a part of their name or address: what a form suggests. */
  pick: member('organisations.see')
    .input(PickInput)
    .query(({ ctx, input }) => pickPeople(ctx.call, input.search)),

  /** How many wait for an administrator of this scope. */
  counts: member('people.see').query(({ ctx }) => countWaiting(ctx.call, ctx.scope)),

  /** People who ask to be of the organisation (PPL-R1). */
  requests: member('people.see')
    .input(WaitingInput)
    .query(({ ctx, input }) => listWaiting(ctx.call, ctx.scope, ctx.keys.cursor, 'requests', input)),

  /** People whose profile is done and who wait for a word (AF3). */
  pending: member('people.see')
    .input(WaitingInput)
    .query(({ ctx, input }) => listWaiting(ctx.call, ctx.scope, ctx.keys.cursor, 'pending', input)),

  /** People whose profile is awaited, and for ninety days those whose time is over (PPL-R2). */
  awaiting: member('people.see')
    .input(WaitingInput)
    .query(({ ctx, input }) => listWaiting(ctx.call, ctx.scope, ctx.keys.cursor, 'awaiting', input)),

  invite: member('people.manage', 'write')
    .input(InviteInput)
    .mutation(({ ctx, input }) => invite(ctx.call, ctx.scope, input)),

  /** What would become of a pasted list, line by line; nothing is sent. */
  checkInvites: member('people.manage')
    .input(InviteManyInput.pick({ text: true }))
    .query(({ ctx, input }) => checkInvites(ctx.call, input.text)),

  inviteMany: member('people.manage', 'write')
    .input(InviteManyInput)
    .mutation(({ ctx, input }) => inviteMany(ctx.call, ctx.scope, input)),

  import: member('people.manage', 'upload')
    .input(ImportInput)
    .mutation(({ ctx, input }) => importPeople(ctx.call, ctx.scope, input)),

  /** What a decision would do to each of the ticked, without doing it. */
  previewDecision: member('people.manage')
    .input(DecisionInput)
    .query(({ ctx, input }) => previewDecision(ctx.call, ctx.scope, input)),

  decide: member('people.manage', 'write')
    .input(DecisionInput)
    .mutation(({ ctx, input }) => decide(ctx.call, ctx.scope, input)),

  resend: member('people.manage', 'write')
    .input(One)
    .mutation(({ ctx, input }) => resendInvitation(ctx.call, ctx.scope, input.affiliationId)),

  remove: member('people.manage', 'write')
    .input(One)
    .mutation(({ ctx, input }) => removeInvited(ctx.call, ctx.scope, input.affiliationId)),

  assignLocation: member('people.manage', 'write')
    .input(One.extend({ locationId: z.uuid() }))
    .mutation(({ ctx, input }) => assignLocation(ctx.call, ctx.scope, input)),

  end: member('people.manage', 'write')
    .input(One)
    .mutation(({ ctx, input }) => endStay(ctx.call, ctx.scope, input.affiliationId)),

  /** Out of the organisation one acts for, by oneself. */
  leave: person('write').mutation(({ ctx }) => leave(ctx.call)),

  /** The organisation of exactly this name and country. As rare as signing in: nobody searches by guessing (PRI-R2). */
  findOrganisation: person('signIn')
    .input(OrganisationAsked.extend({ location: line(120).default('') }))
    .query(({ ctx, input }) => findOrganisation(ctx.call, input)),

  request: person('write')
    .input(OrganisationAsked.extend({ locationId: z.uuid() }))
    .mutation(({ ctx, input }) => request(ctx.call, input)),

  /** Where one is, was, or asked to be. */
  own: person().query(({ ctx }) =>
    asApplication(ctx.call, 'people', (inner) => readOwnStays(inner, ctx.actor.personId)),
  ),

  /** What one holds oneself in the organisation that one acts in; administrators read it of others (`get`). */
  held: person().query(({ ctx }) => readHoldings(ctx.call, ctx.actor.personId)),

  profile: person().query(({ ctx }) => readProfile(ctx.call)),

  saveProfile: person('write')
    .input(ProfileInput)
    .mutation(({ ctx, input }) => saveProfile(ctx.call, input)),

  invitation: invitationRouter,
  roles: roleRouter,
  domains: domainRouter,
  recovery: recoveryRouter,
})
