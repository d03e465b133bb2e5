import type { Json } from '../kernel/canonical.ts'
import type { Call } from '../kernel/transaction.ts'
import type { NewLocation } from '../organisations/location.input.rules.ts'
import type { ChangeKind } from './change.rules.ts'
import { createLocation } from './creating.ts'
import { dissociate } from './dissociating.ts'
import type { Dissociation } from './dissociating.ts'
import { makeHeadquarters } from './heading.ts'
import { moveLocation } from './moving.ts'
import type { PlaceChange } from './recording.ts'

/** What can be asked of a tree. Others join this line: each kind names the function that carries it out. */
export type Change =
  | { kind: 'created'; location: NewLocation }
  | { kind: 'moved'; locationId: string; parentId: string }
  | { kind: 'headquarters'; locationId: string }
  | Dissociation

/** What was done: the location it was about, and every place that changed. */
export interface AppliedChange {
  kind: ChangeKind
  organizationId: string
  locationId: string
  places: PlaceChange[]
}

/** Why a change is made and what was said that it would do; both are kept with it (B.7.7). */
export interface ChangeNote {
  reason: string
  impact?: { [key: string]: Json }
}

/**
 * Carries out a change of the tree in the caller's transaction: locks the organisation, decides, changes, tells, and
 * writes the change down. Nothing of it leaves the database before the commit, so that a rehearsal runs it in a
 * savepoint and takes it back. Whether the caller may is decided at the door; the refusals are those of the functions.
 */
export const applyChange = (call: Call, change: Change, note: ChangeNote): Promise<AppliedChange> => {
  switch (change.kind) {
    case 'created':
      return createLocation(call, change.location, note)
    case 'moved':
      return moveLocation(call, change, note)
    case 'headquarters':
      return makeHeadquarters(call, change, note)
    case 'dissociated':
      return dissociate(call, change, note)
  }
}
