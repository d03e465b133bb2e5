import { readCatalogueNames, readCompetencies } from '../catalogue/competency.queries.ts'
import { member, router, staff } from '../kernel/trpc.ts'
import {
  DeskInput,
  EnrollmentInput,
  HistoryInput,
  PinInput,
  PlaceInput,
  PlaceSearch,
  PreapprovalInput,
  SimulationInput,
  SummaryFilters,
} from './competency.rules.ts'
import { readDesk } from './desk.queries.ts'
import { dropGoal, setGoal, withdrawEnrollment } from './deciding.ts'
import { readProgramme } from './facts.queries.ts'
import { findPlaces, readGrantable } from './grantable.queries.ts'
import { readHistory } from './history.queries.ts'
import { pinPerson, unpinPerson } from './pinning.ts'
import { preapproveCompetency } from './preapproving.ts'
import { readCritical, simulateChanges } from './simulating.ts'
import { readEnrollment, readStanding } from './standing.queries.ts'
import { countSummary, readSummary } from './summary.queries.ts'

/** What partners can show to be good at, and what it takes (B.8). */
export const competencyRouter = router({
  /** Competencies at the locations in scope as counted last, with what is at risk (B.8.3). */
  summary: member('competencies.see')
    .input(SummaryFilters)
    .query(({ ctx, input }) => readSummary(ctx.call, ctx.scope, input)),

  /** How many rows an export with these filters has (GEN-R6); the file is at `/exports/competencies.csv`. */
  exportCount: member('competencies.see')
    .input(SummaryFilters)
    .query(({ ctx, input }) => countSummary(ctx.call, ctx.scope, input)),

  /**
   * The programme's competencies with the ways to their levels, what the codes in requirements are called, and which
   * results count for which competency.
   */
  catalogue: member('competencies.see').query(async ({ ctx: { actor, call } }) => ({
    competencies: await readCompetencies(call, actor.vendorId),
    names: await readCatalogueNames(call),
    certifications: (await readProgramme(call, actor.vendorId)).certifications,
  })),

  /** One competency at a location, requirement by requirement, counted this instant. */
  get: member('competencies.see')
    .input(EnrollmentInput)
    .query(({ ctx, input }) => readEnrollment(ctx.call, ctx.scope, input.enrollmentId)),

  /** The same of any competency at any location in scope, whether or not it is enrolled there. */
  requirements: member('competencies.see')
    .input(PlaceInput)
    .query(({ ctx, input }) => readStanding(ctx.call, ctx.scope, input)),

  /** Every step of the competencies in scope, newest first, by page (CMP-R5). */
  history: member('competencies.see')
    .input(HistoryInput)
    .query(({ ctx, input }) => readHistory(ctx.call, ctx.scope, ctx.keys.cursor, input)),

  /** What would become of the competencies in scope if this were so; nothing is written. */
  simulate: member('competencies.see')
    .input(SimulationInput)
    .query(({ ctx, input }) => simulateChanges(ctx.call, ctx.scope, input.changes)),

  /** What alone holds up a level that is held or qualified: the smallest losses that cost one. */
  critical: member('competencies.see').query(({ ctx }) => readCritical(ctx.call, ctx.scope)),

  /** Sets a competency as a goal of a location; after a lapse it is worked for again (B.16.4). */
  setGoal: member('competencies.manage', 'write')
    .input(PlaceInput)
    .mutation(({ ctx, input }) => setGoal(ctx.call, ctx.scope, input)),

  /** It is no goal any more; what counts for it stays. */
  dropGoal: member('competencies.manage', 'write')
    .input(EnrollmentInput)
    .mutation(({ ctx, input }) => dropGoal(ctx.call, ctx.scope, input.enrollmentId)),

  /**
   * Reserves a person of the organisation for one competency whose people count for no other (CP-R8); whoever was reserved
   * for another before is moved. Refuses with `PIN_NOT_EXCLUSIVE` a competency that asks for no such people.
   */
  pin: member('competencies.manage', 'write')
    .input(PinInput)
    .mutation(({ ctx, input }) => pinPerson(ctx.call, ctx.scope, input)),

  /** Leaves a person to the matching again. */
  unpin: member('competencies.manage', 'write')
    .input(PinInput.pick({ personId: true }))
    .mutation(({ ctx, input }) => unpinPerson(ctx.call, ctx.scope, input.personId)),

  /** Gives a competency up; its benefits end at the anniversary (B.16.4). Refuses with `ILLEGAL_TRANSITION`. */
  withdraw: member('competencies.manage', 'write')
    .input(EnrollmentInput)
    .mutation(({ ctx, input }) => withdrawEnrollment(ctx.call, ctx.scope, input.enrollmentId)),

  /** Competencies of all organisations, for the vendor's service desk: by organisation, by page. */
  desk: staff('competencies.support')
    .input(DeskInput)
    .query(({ ctx, input }) => readDesk(ctx.call, ctx.keys.cursor, input)),

  /** Up to twenty open locations of all organisations, by words of the organisation's name, its own name and its number. */
  deskPlaces: staff('competencies.support')
    .input(PlaceSearch)
    .query(({ ctx, input }) => findPlaces(ctx.call, input.search)),

  /** The programme's competencies with the levels that can be granted. */
  deskCompetencies: staff('competencies.support').query(({ ctx }) => readGrantable(ctx.call)),

  /**
   * Grants a level ahead of its requirements, or grants it once more (B.16.4). Refuses with `PREAPPROVAL_TOO_LONG` more than
   * three months ahead or a day that is past, `PREAPPROVAL_RENEWED` a third time, and `ILLEGAL_TRANSITION` what is held.
   */
  preapprove: staff('competencies.support', 'write')
    .input(PreapprovalInput)
    .mutation(({ ctx, input }) => preapproveCompetency(ctx.call, input)),
})
