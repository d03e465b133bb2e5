import { z } from 'zod'
import { readPolicy } from '../catalogue/policy.queries.ts'
import type { PersonActor, Scope } from '../kernel/actor.ts'
import { heldScope, isWithin, scopeOf } from '../kernel/authority.ts'
import { refuse, refuseAbsent, refuseProblems } from '../kernel/errors.ts'
import { line } from '../kernel/text.rules.ts'
import type { Call } from '../kernel/transaction.ts'
import { member } from '../kernel/trpc.ts'
import { Location } from '../organisations/location.entity.ts'
import { completedFields, LocationFields, NewLocation, problemsOf } from '../organisations/location.input.rules.ts'
import { ChoiceInput, NamedInput, nameLocations, offerLocations } from './choosing.ts'
import { createLocation } from './creating.ts'
import { editLocation } from './enrolling.ts'
import { makeHeadquarters } from './heading.ts'
import { HistoryInput, listChangeDays, listHistory } from './history.queries.ts'
import { readLocation } from './location.queries.ts'
import { lockedLocation, moveLocation } from './moving.ts'
import { countTable, listTable } from './table.queries.ts'
import { LocationFilters, LocationTableInput, TreeInput } from './table.rules.ts'
import { duplicatesOf, readTree, searchTree } from './tree.queries.ts'

const place = z.strictObject({ locationId: z.uuid() })

/** What a change of an existing location is asked with: what the page showed, and why. */
const change = place.extend({ version: z.int(), reason: line(500).default('') })

/**
 * Whose names somebody reads: an administrator those of the places they administer, also where another role would show
 * more; everybody else those of their roles' places, for pickers (B.7.7).
 */
const treeScope = (actor: PersonActor, scope: Scope): Scope => {
  const administered = scopeOf(actor, 'organisations.propose')
  return administered === undefined ? scope : administered
}

/** The tree of locations: to look at, to search, to change. */
export const treeProcedures = {
  /** A page of the children of a location, or the beginning of the caller's tree; as it is or as it was (B.7.7). */
  tree: member('organisations.see')
    .input(TreeInput)
    .query(({ ctx, input }) => readTree(ctx.call, treeScope(ctx.actor, ctx.scope), ctx.keys.cursor, input)),

  /** Locations by a part of a name or number, with what is above them (PRI-R2). */
  search: member('organisations.see')
    .input(z.strictObject({ text: line(120).min(2), size: z.int().min(1).max(100).default(50) }))
    .query(({ ctx, input }) => searchTree(ctx.call, treeScope(ctx.actor, ctx.scope), input.text, input.size)),

  /** Locations to choose from, for something that the caller may do there. Refuses with `FORBIDDEN` who may do it nowhere. */
  choices: member('organisations.see')
    .input(ChoiceInput)
    .query(({ ctx, input }) =>
      offerLocations(ctx.call, heldScope(ctx.actor, 'partner', input.privilege), input.search),
    ),

  /** What locations that were chosen are called. Refuses as `choices`. */
  named: member('organisations.see')
    .input(NamedInput)
    .query(({ ctx, input }) =>
      nameLocations(ctx.call, heldScope(ctx.actor, 'partner', input.privilege), input.locationIds),
    ),

  /** All locations in the caller's scope as a table. */
  table: member('organisations.propose')
    .input(LocationTableInput)
    .query(({ ctx, input }) => listTable(ctx.call, ctx.scope, ctx.keys.cursor, input)),

  /** How many rows the table and an export of it have with these filters (GEN-R6). */
  tableCount: member('organisations.propose')
    .input(LocationFilters)
    .query(({ ctx, input }) => countTable(ctx.call, ctx.scope, input)),

  /** One location with everything that is kept of it. */
  get: member('organisations.propose')
    .input(place)
    .query(async ({ ctx, input }) => {
      if (!isWithin(ctx.scope, input.locationId)) refuseAbsent()
      return (await readLocation(ctx.call, input.locationId)) ?? refuseAbsent()
    }),

  /** Changes of the tree, the newest first. */
  history: member('organisations.propose')
    .input(HistoryInput)
    .query(({ ctx, input }) => {
      if (input.locationId !== null && !isWithin(ctx.scope, input.locationId)) refuseAbsent()
      return listHistory(ctx.call, ctx.scope, ctx.keys.cursor, input)
    }),

  /** Days on which the tree changed: where the time slider stops. */
  changeDays: member('organisations.propose').query(({ ctx }) => listChangeDays(ctx.call, ctx.scope)),

  /** What is wrong with a location before it is made or edited, warnings of duplicates included (HIE-R7). */
  check: member('organisations.propose')
    .input(LocationFields)
    .query(async ({ ctx, input }) => [
      ...problemsOf(input, await readPolicy(ctx.call, ctx.actor.vendorId)),
      ...(await duplicatesOf(ctx.call, ctx.scope, input)),
    ]),

  /** Makes a location; answers its number. Refuses as {@link createLocation}. */
  create: member('organisations.change', 'write')
    .input(NewLocation.extend({ reason: line(500).default('') }))
    .mutation(async ({ ctx, input: { reason, ...location } }) => {
      if (!isWithin(ctx.scope, location.parentId)) refuseAbsent()
      const { locationId, places } = await createLocation(ctx.call, location, { reason })
      return { locationId, number: places[0]!.number }
    }),

  /** Puts a location with everything below it elsewhere. Refuses as {@link moveLocation}, and with `CONFLICT_STALE`. */
  move: member('organisations.change', 'write')
    .input(change.extend({ parentId: z.uuid() }))
    .mutation(async ({ ctx, input: { locationId, parentId, version, reason } }) => {
      if (!isWithin(ctx.scope, locationId) || !isWithin(ctx.scope, parentId)) refuseAbsent()
      refuseStale(await lockedLocation(ctx.call, locationId), version)
      return moveLocation(ctx.call, { locationId, parentId }, { reason })
    }),

  /** Makes a location the headquarters (HIE-R12). Refuses as {@link makeHeadquarters}, and with `CONFLICT_STALE`. */
  makeHeadquarters: member('organisations.change', 'write')
    .input(change)
    .mutation(async ({ ctx, input: { locationId, version, reason } }) => {
      if (!isWithin(ctx.scope, locationId)) refuseAbsent()
      refuseStale(await lockedLocation(ctx.call, locationId), version)
      return makeHeadquarters(ctx.call, { locationId }, { reason })
    }),

  /** Other fields; another legal name or country has to be verified anew (B.16.3). */
  edit: member('organisations.change', 'write')
    .input(place.extend({ version: z.int(), fields: LocationFields }))
    .mutation(async ({ ctx, input: { locationId, version, fields } }) => {
      if (!isWithin(ctx.scope, locationId)) refuseAbsent()
      const location = await currentLocation(ctx.call, locationId, version)
      refuseProblems(problemsOf(fields, await readPolicy(ctx.call, location.vendorId)))
      await editLocation(ctx.call, location, completedFields(fields))
      return { status: location.status }
    }),

  /** Hands in a location again whose verification failed. Refuses with `VERIFICATION_ATTEMPTS_USED`. */
  resubmit: member('organisations.change', 'write')
    .input(place.extend({ version: z.int() }))
    .mutation(async ({ ctx, input: { locationId, version } }) => {
      if (!isWithin(ctx.scope, locationId)) refuseAbsent()
      const location = await currentLocation(ctx.call, locationId, version)
      location.resubmit(ctx.call.now)
      return { status: location.status }
    }),
}

/** The location as the page showed it; refuses with `CONFLICT_STALE` when it has changed since (GEN-R5). */
export const currentLocation = async (call: Call, locationId: string, version: number): Promise<Location> => {
  const location = (await call.em.findOne(Location, { id: locationId })) ?? refuseAbsent()
  refuseStale(location, version)
  return location
}

const refuseStale = (location: Location, version: number): void => {
  if (location.version === version) return
  refuse('conflict', 'CONFLICT_STALE', { rule: 'GEN-R5', params: { version: location.version }, retryable: true })
}
