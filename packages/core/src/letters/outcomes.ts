import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { uuids } from '../kernel/conditions.ts'
import { system } from '../kernel/actor.ts'
import type { Happening } from '../kernel/happened.ts'
import { next } from '../kernel/moves.ts'
import { recordEvents } from '../kernel/record.ts'
import { secondsAfter } from '../kernel/time.ts'
import type { Call } from '../kernel/transaction.ts'
import { inTransaction } from '../kernel/transaction.ts'
import type { Leased } from './deliver.ts'
import { fateOf } from './letter.entity.ts'
import type { LetterState, LetterVerb, Outcome } from './letter.rules.ts'
import { decideNext, letterMoves } from './letter.rules.ts'

interface Waiting {
  letter: Leased
  outcome: Outcome
  written: () => void
}

/**
 * Writes down what the relay said. While one transaction runs, what comes in gathers for the next: a letter alone is
 * written at once, and a hundred together cost little more than one.
 */
export const openOutcomes = (orm: MikroORM, report: (error: unknown, letterId: string) => void) => {
  const waiting: Waiting[] = []
  let writing = false
  const writeAll = async (): Promise<void> => {
    writing = true
    while (waiting.length > 0) {
      const batch = waiting.splice(0)
      await record(orm, batch).catch((error: unknown) => {
        for (const { letter } of batch) report(error, letter.id)
      })
      for (const { written } of batch) written()
    }
    writing = false
  }
  return {
    write: (letter: Leased, outcome: Outcome): Promise<void> =>
      new Promise((written) => {
        waiting.push({ letter, outcome, written })
        if (!writing) void writeAll()
      }),
  }
}

interface Sending {
  id: string
  vendorId: string
  organizationId: string | null
  template: string
  subjectId: string | null
  attempts: number
  unknownBefore: boolean
}

/** Writes the outcomes of letters that are still ours: a worker that was taken for dead finds another fence. */
const record = (orm: MikroORM, batch: readonly Waiting[]): Promise<void> =>
  inTransaction(orm, system('letters'), async (call) => {
    const sending = await lockOurs(call, batch)
    const said = new Map(batch.map(({ letter, outcome }) => [letter.id, outcome]))
    const steps = sending.map((letter) => stepOf(call.now, letter, said.get(letter.id)!))
    await writeSteps(
      call,
      steps.map(({ row }) => row),
    )
    await recordEvents(
      call,
      steps.flatMap(({ told }) => told),
    )
  })

const lockOurs = async ({ em }: Call, batch: readonly Waiting[]): Promise<Sending[]> => {
  const { rows } = await sql<Sending>`
    select m.id, m.vendor_id as "vendorId", m.organization_id as "organizationId", m.template, m.subject_id as "subjectId",
      m.attempts, m.unknown_before as "unknownBefore"
    from letter m
      join unnest(${uuids(batch.map(({ letter }) => letter.id))}, ${`{${batch.map(({ letter }) => letter.fence).join(',')}}`}::int[]) as ours (id, fence)
        on ours.id = m.id and ours.fence = m.fence
    where m.state = 'sending' order by m.id for update of m
  `.execute(em.getKysely())
  return rows
}

/** An unknown outcome that is not tried again waits for a person, or for ever. */
const never = new Date('9999-12-31T00:00:00Z')

/** What is told of a letter: that it arrived, or that it never will. */
const eventTypes = { accept: ['letter.accepted'], fail: ['letter.failed'], defer: [], lose: [] } as const

const stepOf = (now: Date, letter: Sending, outcome: Outcome) => {
  const { id, template, attempts, unknownBefore } = letter
  const step = decideNext(template, attempts, unknownBefore, outcome, Math.random())
  const acceptedAt = step.verb === 'accept' ? now.toISOString() : null
  const dueAt =
    'afterSeconds' in step ? (step.afterSeconds === null ? never : secondsAfter(now, step.afterSeconds)) : null
  const row = {
    id,
    state: next<LetterState, LetterVerb>(letterMoves, 'sending', step.verb),
    response: outcome.response.slice(0, 500),
    accepted_at: acceptedAt,
    due_at: dueAt?.toISOString() ?? null,
  }
  const told: Happening[] = eventTypes[step.verb].map((type) => ({
    aggregate: letter,
    type,
    data: fateOf(letter, acceptedAt),
    personal: null,
    order: 0,
  }))
  return { row, told }
}

const writeSteps = async ({ em }: Call, rows: readonly object[]): Promise<void> => {
  await sql`
    update letter m set state = r.state, response = r.response, lease_until = null,
      accepted_at = coalesce(r.accepted_at, m.accepted_at), due_at = coalesce(r.due_at, m.due_at)
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as r (id uuid, state text, response text, accepted_at timestamptz, due_at timestamptz)
    where m.id = r.id
  `.execute(em.getKysely())
}
