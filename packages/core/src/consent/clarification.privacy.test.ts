import { sql } from 'kysely'
import { describe, expect } from 'vitest'
import { tess } from '../../test/customer.ts'
import { answerQuestion, askTheCustomer } from '../../test/question.ts'
import { codesOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { inReading } from '../kernel/transaction.ts'

describe('CNF-R6 I9 neither partner learns that the customer was asked', () => {
  const sides = { ines: 'kestrel', gwen: 'kestrel', dev: 'tidewater', theo: 'tidewater' } as const

  const readable = async (world: TestWorld, person: keyof typeof sides, claimId: string): Promise<string> => {
    const caller = await world.as(person)
    const mails = world.sent.filter(({ to }) => to.address.endsWith(`@${sides[person]}.example`))
    return JSON.stringify([
      await caller.claims.get({ claimId }),
      await caller.claims.list({}),
      await caller.claims.counts(),
      mails,
    ])
  }

  test('neither page nor list nor letter of theirs changes by a question and its answer', async ({
    contested: { world, held, asked },
  }) => {
    await world.work()
    const look = async () => [await readable(world, 'ines', held.claimId), await readable(world, 'dev', asked.claimId)]
    const at = world.now()
    const before = await look()
    await askTheCustomer(world)
    expect(await look()).toEqual(before)
    await answerQuestion(world, tess, { choice: 'Tidewater', comment: 'Kestrel left in May.' })
    world.at(at)
    expect(await look()).toEqual(before)
  })

  test('the rows, their events, links and letters are hidden by the database itself, and no door opens', async ({
    contested: { world },
  }) => {
    const conflictId = await askTheCustomer(world)
    await answerQuestion(world, tess, { choice: 'Kestrel', comment: 'They do.' })
    for (const person of ['ines', 'gwen', 'dev', 'theo']) {
      await inReading(world.reader, await world.actor(person), async ({ em }) => {
        const { rows } = await sql`select id from clarification union all select id from clarification_recipient
          union all select id from link where purpose = 'clarification'
          union all select id from letter where template = 'clarify-customer'
          union all select id from event where type like 'clarification.%' or type = 'conflict.customerAsked'`.execute(
          em.getKysely(),
        )
        expect([person, rows]).toEqual([person, []])
      })
      const caller = await world.as(person)
      const codes = await codesOf([
        caller.clarifications.ofConflict({ conflictId }),
        caller.clarifications.escalated(),
        caller.review.conflicts.askCustomer({ conflictId, version: 1 }),
      ])
      expect(codes).toEqual(['FORBIDDEN', 'FORBIDDEN', 'FORBIDDEN'])
    }
  })

  test('a reviewer who is excluded from a side reads no question and no answer about it', async ({
    contested: { world, asked },
  }) => {
    const conflictId = await askTheCustomer(world)
    await world.rows(
      `insert into reviewer_exclusion (person_id, organization_id, vendor_id, reason, added_at, added_by)
        select p.id, o.id, o.vendor_id, '', now(), p.id from person p, organization o
        where p.name = 'Rosa Lindqvist' and o.name like 'Kestrel%'`,
    )
    const rosa = await world.as('rosa')
    expect(await rosa.clarifications.ofConflict({ conflictId })).toBeNull()
    expect(await rosa.clarifications.ofClaim({ claimId: asked.claimId })).toEqual([])
  })
})

test('I8 a question and its answer are chained like everything else that happens', async ({ contested: { world } }) => {
  await askTheCustomer(world)
  await answerQuestion(world, tess, { choice: 'Kestrel', comment: 'They do.' })
  const [event] = await world.rows<{ actor: string; data: object; personal: object }>(
    `select actor_side as actor, data, personal from event where type = 'clarification.answered'`,
  )
  expect(event).toEqual({
    actor: 'customer',
    data: { answer: 'incumbent', automationSuspected: false },
    personal: { address: tess, comment: 'They do.', ip: '203.0.113.0', userAgent: 'test' },
  })
})
