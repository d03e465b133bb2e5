import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { system } from '../kernel/actor.ts'
import type { Installation } from '../kernel/installation.ts'
import { inReading, inTransaction } from '../kernel/transaction.ts'
import { cardAdapterOf, heard } from './adapters.ts'
import { findOrder } from './order.door.ts'
import type { RunningCharge } from './order.rules.ts'
import { endCharge } from './paying.ts'

const actor = system('payments')

/**
 * Asks adapters what became of cards whose outcome is not known, each outside of a transaction, and writes down what they
 * say. Answers how many were asked. `report` is told of one that could not be written.
 */
export const followCharges = async (
  orm: MikroORM,
  { payments }: Pick<Installation, 'payments'>,
  report: (error: unknown, orderId: string) => void,
): Promise<number> => {
  const due = await readDue(orm)
  for (const { orderId, charge } of due)
    try {
      const outcome = await heard(cardAdapterOf('card', payments).ask(charge))
      await inTransaction(orm, actor, async (call) =>
        endCharge(call, await findOrder(call, null, orderId), charge, outcome),
      )
    } catch (error) {
      report(error, orderId)
    }
  return due.length
}

interface DueCharge {
  orderId: string
  charge: RunningCharge
}

const readDue = (orm: MikroORM): Promise<DueCharge[]> =>
  inReading(orm, actor, async ({ em, now }) => {
    const { rows } = await sql<DueCharge>`
      select order_id as "orderId", charge from payment where ask_at <= ${now} order by ask_at, id limit 50
    `.execute(em.getKysely())
    return rows
  })
