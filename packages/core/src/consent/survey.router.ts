import { sql } from 'kysely'
import { z } from 'zod'
import { readPolicy } from '../catalogue/policy.queries.ts'
import { system } from '../kernel/actor.ts'
import { refuseAbsent } from '../kernel/errors.ts'
import { inReading } from '../kernel/transaction.ts'
import { doorBase } from '../kernel/trpc.ts'

/** For whoever got a letter that leads to it; it asks nobody who they are. */
const reader = doorBase.meta({ door: 'invited', privilege: 'survey', scope: 'link', rate: 'read' })

export const surveyProcedures = {
  /** Where a vendor asks what customers think of partners (NOT-R1). Absent while it does not. */
  survey: reader.input(z.strictObject({ vendor: z.string().regex(/^[a-z0-9-]{1,60}$/) })).query(({ ctx, input }) =>
    inReading(ctx.reader, system('survey'), async (call) => {
      const { rows } = await sql<{ id: string; vendorName: string }>`
        select id, name as "vendorName" from vendor where slug = ${input.vendor}
      `.execute(call.em.getKysely())
      const { id, vendorName } = rows[0] ?? refuseAbsent()
      const { survey, surveyAddress } = await readPolicy(call, id)
      return survey && surveyAddress !== null ? { vendorName, address: surveyAddress } : refuseAbsent()
    }),
  ),
}
