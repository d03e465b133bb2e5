import { recountDifferences } from '@ofrecord/core/competencies/recounting'
import { system } from '@ofrecord/core/kernel/actor'
import { onOwnClock } from '@ofrecord/core/kernel/clock'
import type { Pools } from '@ofrecord/core/kernel/programs'
import { inReading } from '@ofrecord/core/kernel/transaction'

/** 10. What is stored of a requirement is what a count from scratch finds at T0; one line for each that is not. */
export const countingDifferences = ({ pools, t0 }: { pools: Pools; t0: Date }): Promise<string[]> =>
  onOwnClock(t0, () =>
    inReading(pools.orm, system('check'), async (call) => {
      const organisations = await call.em.execute<{ id: string; name: string }[]>('select id, name from organization')
      const found: string[] = []
      for (const { id, name } of organisations)
        for (const difference of await recountDifferences(call, id)) found.push(`${name}: ${difference}`)
      return found
    }),
  )
