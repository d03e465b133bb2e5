import type { Json } from '../kernel/canonical.ts'
import type { Call } from '../kernel/transaction.ts'
import type { ChangeKind } from './change.rules.ts'
import type { ImpactPart } from './impact.rules.ts'
import type { ImpactPlace } from './impact.place.ts'

/** How one room tells what a change does: its facts are read before and after it, and compared. */
export interface ImpactRoom<Facts extends Json = Json> {
  read(call: Call, place: ImpactPlace): Promise<Facts>
  compare(before: Facts, after: Facts, kind: ChangeKind): ImpactPart[]
}
