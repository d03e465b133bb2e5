import type { DigestNews, DigestTask } from '@ofrecord/emails/digest'
import type { PersonActor } from '../kernel/actor.ts'
import type { Installation } from '../kernel/installation.ts'
import type { Call } from '../kernel/transaction.ts'

/** Somebody's digest while it is put together, in one of the organisations they are of, by their own rights there. */
export interface DigestReading {
  /** Reads what its reader's pages would read now: the same fence, the same roles. */
  call: Call
  actor: PersonActor
  installation: Installation
  /** Until when the digest before told what happened: this one goes on with that very instant, and ends before `call.now`. */
  since: Date
}

/** What waits, as the start page lists it, and what happened that its reader got no letter about. */
export interface DigestLines {
  tasks: readonly DigestTask[]
  news: readonly DigestNews[]
}

/** What a room has to say in a digest; nothing where the reader holds no privilege there. */
export type DigestPart = (reading: DigestReading) => Promise<Partial<DigestLines>>
