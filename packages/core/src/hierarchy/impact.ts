import { canonicalJson, sha256 } from '../kernel/canonical.ts'
import type { Json } from '../kernel/canonical.ts'
import type { Call } from '../kernel/transaction.ts'
import type { ChangeKind } from './change.rules.ts'
import { compareList, keepList, printList } from './impact.lists.ts'
import type { ImpactPart } from './impact.rules.ts'
import type { ImpactPlace } from './impact.place.ts'
import { impactRooms } from './impacts.ts'

/** What every room knows about a place, in the order of the switchboard; of lists their prints. */
export interface PlaceFacts {
  place: ImpactPlace
  facts: Json[]
}

/** Reads them for {@link compareFacts}: lists stay in the database until the transaction ends. */
export const readFacts = (call: Call, place: ImpactPlace): Promise<PlaceFacts> => read(call, place, keepList)

/** The same where nothing is compared: what a report rested on, as it is now. */
export const reviewFacts = (call: Call, place: ImpactPlace): Promise<PlaceFacts> => read(call, place, printList)

const read = async (call: Call, place: ImpactPlace, list: typeof keepList): Promise<PlaceFacts> => {
  const facts: Json[] = []
  for (const room of impactRooms)
    facts.push('rows' in room ? await list(call, room, place) : await room.read(call, place))
  return { place, facts }
}

/** What is different at a place since its facts were read, in the transaction that made the difference. */
export const compareFacts = async (
  call: Call,
  before: PlaceFacts,
  after: ImpactPlace,
  kind: ChangeKind,
): Promise<ImpactPart[]> => {
  const parts: ImpactPart[] = []
  for (const [at, room] of impactRooms.entries()) {
    const told =
      'rows' in room
        ? room.parts(await compareList(call, room, { before: before.place, after }), kind)
        : room.compare(before.facts[at]!, await room.read(call, after), kind)
    parts.push(...told)
  }
  return parts
}

/** A report holds only while what was read for it is the same (`PREVIEW_STALE`). */
export const fingerprintOf = (read: readonly PlaceFacts[]): string =>
  sha256(canonicalJson(read.map(({ facts }) => facts)))
