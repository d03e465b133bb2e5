import type { Damage, Flaw } from '../packages/core/src/kernel/audit.ts'
import type { TreeFlaw } from '../packages/core/src/kernel/audit.tree.ts'

// What the audit says about a damage, one line each.

const damages: Readonly<Record<Damage, string>> = {
  missing: 'is missing',
  repeated: 'stands at a place that is taken',
  unlinked: 'does not follow the event before it: its previous hash is another one',
  changed: 'is not what was hashed: a field of it, or its hash, was changed',
  personal: 'has other words of people than were hashed',
}

export const lineOfFlaw = ({ aggregateId, seq, type, damage, namedBy }: Flaw): string =>
  `${nameOf({ aggregateId, seq, type })} ${damages[damage]}${namedBy ? `, and is named by ${namedBy}` : ''}`

/** Events of the tree are counted over all chains, from 0. */
export const lineOfTreeFlaw = (flaw: TreeFlaw): string => {
  switch (flaw.damage) {
    case 'lost':
      return `${spanOf(flaw)} missing: ${checkpointOf(flaw)} covers ${counted(flaw.checkpoint.size)}`
    case 'rewritten':
      return `${spanOf(flaw)} not what ${checkpointOf(flaw)} covered: something there was edited, put in or exchanged, and what follows was hashed anew; nothing after it can be compared`
    case 'doubled':
      return `${nameOf(flaw.event)} claims place ${counted(flaw.place)} among all events, which is taken`
    case 'beyond':
      return `${spanOf(flaw)} there, from ${nameOf(flaw.event)} on, and the checkpoint over them is missing`
    case 'backdated':
      return `${nameOf(flaw.event)} is dated before ${checkpointOf(flaw)}, which does not cover it`
    case 'unsigned':
      return `${checkpointOf(flaw)} over ${counted(flaw.checkpoint.size)} events is not what was signed, or its key is not known`
    case 'withdrawn':
      return `the checkpoint over ${counted(flaw.size)} events is missing`
  }
}

const nameOf = ({ aggregateId, seq, type }: Pick<Flaw, 'aggregateId' | 'seq' | 'type'>): string =>
  `${aggregateId} event ${seq}${type ? ` (${type})` : ''}`

const spanOf = ({ from, to }: { from: number; to: number }): string =>
  from === to ? `event ${counted(from)} is` : `events ${counted(from)} to ${counted(to)} are`

const checkpointOf = ({ checkpoint }: { checkpoint: { at: string } }): string =>
  `the checkpoint of ${checkpoint.at.slice(0, 16).replace('T', ' ')} UTC`

const counted = (count: number): string => count.toLocaleString('en')
