import type { MikroORM } from '@mikro-orm/postgresql'
import { sql } from 'kysely'
import { system } from '../kernel/actor.ts'
import { inTransaction } from '../kernel/transaction.ts'

interface Counted {
  itemId: string
  /** First day of the month, in UTC. */
  month: string
  looks: number
  lastAt: Date
}

const hour = 3_600_000

/**
 * Counts how often people looked at usage figures, for the customer's own page (B.2.7): one look a person and item an
 * hour. In memory, since a read writes nothing (I5); `flush` writes what has come together, every few seconds and
 * before the program ends. A crash loses some seconds of looks, and several processes may count one person's hour each.
 */
export class Looks {
  /** person and item → when it was counted last. */
  readonly #counted = new Map<string, number>()
  #waiting = new Map<string, Counted>()

  note(personId: string, itemIds: readonly string[], at: Date): void {
    for (const itemId of itemIds) {
      const key = `${personId} ${itemId}`
      const before = this.#counted.get(key)
      if (before !== undefined && at.getTime() - before < hour) continue
      // Last in the map, so that the oldest come first.
      this.#counted.delete(key)
      this.#counted.set(key, at.getTime())
      this.#add({ itemId, month: `${at.toISOString().slice(0, 7)}-01`, looks: 1, lastAt: at })
    }
    this.#forget(at.getTime())
  }

  /** Writes what was counted, in one statement; what cannot be written waits for the next time. */
  async flush(orm: MikroORM): Promise<void> {
    const taken = this.#waiting
    if (taken.size === 0) return
    this.#waiting = new Map()
    try {
      await write(orm, [...taken.values()])
    } catch (error) {
      for (const counted of taken.values()) this.#add(counted)
      throw error
    }
  }

  #add(counted: Counted): void {
    const key = `${counted.itemId} ${counted.month}`
    const { looks = 0, lastAt = counted.lastAt } = this.#waiting.get(key) ?? {}
    const latest = lastAt > counted.lastAt ? lastAt : counted.lastAt
    this.#waiting.set(key, { ...counted, looks: looks + counted.looks, lastAt: latest })
  }

  /** What was counted an hour ago says nothing any more. */
  #forget(now: number): void {
    for (const [key, at] of this.#counted) {
      if (now - at < hour) return
      this.#counted.delete(key)
    }
  }
}

const write = (orm: MikroORM, counted: readonly Counted[]): Promise<void> =>
  inTransaction(orm, system('looks'), async ({ em }) => {
    const rows = counted.map(({ itemId, month, looks, lastAt }) => ({ item: itemId, month, looks, last_at: lastAt }))
    await sql`
      insert into figures_look (association_id, month, vendor_id, organization_id, looks, last_at)
      select a.id, r.month, a.vendor_id, a.organization_id, r.looks, r.last_at
      from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r (item uuid, month date, looks int, last_at timestamptz)
        join association a on a.claim_item_id = r.item
      order by a.id, r.month
      on conflict (association_id, month) do update set looks = figures_look.looks + excluded.looks,
        last_at = greatest(figures_look.last_at, excluded.last_at)
    `.execute(em.getKysely())
  })
