import { canonicalJson, sha256 } from '../kernel/canonical.ts'
import type { Json } from '../kernel/canonical.ts'
import type { Call } from '../kernel/transaction.ts'
import type { ChangeKind } from './change.rules.ts'
import { impactRooms } from './impacts.ts'
import type { ImpactPart, ImpactPlace } from './impact.rules.ts'

/** What every room knows about the places, in the order of the switchboard. */
export const readFacts = async (call: Call, place: ImpactPlace): Promise<Json[]> => {
  const facts: Json[] = []
  for (const room of impactRooms) facts.push(await room.read(call, place))
  return facts
}

export const compareFacts = (before: readonly Json[], after: readonly Json[], kind: ChangeKind): ImpactPart[] =>
  impactRooms.flatMap((room, at) => room.compare(before[at]!, after[at]!, kind))

/** A report holds only while what was read for it is the same (`PREVIEW_STALE`). */
export const fingerprintOf = (facts: readonly Json[]): string => sha256(canonicalJson(facts))
