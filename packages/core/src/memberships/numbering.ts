import { sql } from 'kysely'
import type { Call } from '../kernel/transaction.ts'

/**
 * The next number of a vendor's year. Whoever takes one holds the row until the transaction ends, so that the next waits
 * for it: a number that was rolled back is given again, and the series has no gap (MEM-R7).
 */
export const takeNumber = async (
  call: Call,
  vendorId: string,
  kind: 'order' | 'invoice',
  year: number,
): Promise<number> => {
  const { rows } = await sql<{ last: number }>`
    insert into number_counter (vendor_id, kind, year, last) values (${vendorId}, ${kind}, ${year}, 1)
    on conflict (vendor_id, kind, year) do update set last = number_counter.last + 1 returning last
  `.execute(call.em.getKysely())
  return rows[0]!.last
}
