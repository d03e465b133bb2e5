import { randomUUID } from 'node:crypto'
import { describe, expect } from 'vitest'
import { placeOf } from '../../test/people.ts'
import { approvedReference, counted, lettersTo, room, sentReference, someCompetencies } from '../../test/references.ts'
import { codesOf } from '../../test/refusals.ts'
import { test } from '../../test/world.ts'
import { daysAfter, secondsAfter } from '../kernel/time.ts'
import { expiryOf } from './reference.rules.ts'

describe('an assignment', () => {
  test('C83 REF-R5 an approved reference counts nowhere; assigned, at that place only, and its past is kept', async ({
    world,
  }) => {
    const referenceId = await approvedReference(world)
    expect(await counted(world)).toEqual([])
    const references = await room(world)
    const [one, other] = await someCompetencies(world)
    const [leeds, milan] = [await placeOf(world, 'leeds'), await placeOf(world, 'milan')]
    await references.assign({ referenceId, locationId: leeds, competency: one! })
    expect(await counted(world)).toMatchObject([{ referenceId, locationId: leeds, competency: one }])
    world.at(secondsAfter(world.now(), 1))
    await references.assign({ referenceId, locationId: milan, competency: other! })
    expect(await counted(world)).toMatchObject([{ locationId: milan, competency: other }])
    await references.unassign({ referenceId })
    expect(await counted(world)).toEqual([])
    const { assignments, state } = await references.get({ referenceId })
    expect(state).toBe('approved')
    expect(assignments.map(({ locationName, endReason }) => [locationName, endReason])).toEqual([
      [expect.stringContaining('Milan'), 'unassigned'],
      [expect.stringContaining('Leeds'), 'moved'],
    ])
    expect(await codesOf([references.unassign({ referenceId })])).toEqual(['ILLEGAL_TRANSITION'])
  })

  test('REFERENCE_NOT_ASSIGNABLE before the customer’s word and for a competency it does not name', async ({
    world,
  }) => {
    const [one, other] = await someCompetencies(world)
    const locationId = await placeOf(world, 'leeds')
    const references = await room(world)
    const waiting = await sentReference(world, { contactEmail: 'otto@orchardfoods.example' })
    expect(await codesOf([references.assign({ referenceId: waiting, locationId, competency: one! })])).toEqual([
      'REFERENCE_NOT_ASSIGNABLE',
    ])
    const referenceId = await approvedReference(world, { competencies: [one!] })
    expect(await codesOf([references.assign({ referenceId, locationId, competency: other! })])).toEqual([
      'REFERENCE_NOT_ASSIGNABLE',
    ])
  })

  test('two at the same moment: it counts once', async ({ world }) => {
    const referenceId = await approvedReference(world)
    const [one, other] = await someCompetencies(world)
    const locationId = await placeOf(world, 'leeds')
    const references = await room(world)
    await codesOf([
      references.assign({ referenceId, locationId, competency: one! }),
      references.assign({ referenceId, locationId, competency: other! }),
    ])
    expect(await counted(world)).toHaveLength(1)
  })
})

describe('the end of its validity', () => {
  test('REF-R4 REFERENCE_EXPIRED: warned 90, 30 and 7 days before, it counts until the instant and no longer', async ({
    world,
  }) => {
    const referenceId = await approvedReference(world)
    const references = await room(world)
    const [competency] = await someCompetencies(world)
    const place = { locationId: await placeOf(world, 'leeds'), competency: competency! }
    await references.assign({ referenceId, ...place })
    const end = new Date((await references.get({ referenceId })).expiresAt!)
    for (const days of [90, 30, 7]) {
      world.at(secondsAfter(daysAfter(end, -days), 1))
      await world.fire()
      await world.work()
    }
    const warnings = lettersTo(world, 'gwen').filter((subject) => subject.includes('is good until'))
    expect(warnings).toHaveLength(3)
    world.at(secondsAfter(end, -1))
    expect(await counted(world)).toHaveLength(1)
    world.at(end)
    expect(await counted(world)).toEqual([])
    expect(await codesOf([references.assign({ referenceId, ...place })])).toEqual(['REFERENCE_EXPIRED'])
    world.at(secondsAfter(end, 1))
    await world.fire()
    expect(await references.get({ referenceId })).toMatchObject({
      state: 'expired',
      stateAt: end.toISOString(),
      assignments: [{ endReason: 'expired', endedAt: end.toISOString() }],
    })
    expect(await codesOf([references.assign({ referenceId, ...place })])).toEqual(['REFERENCE_EXPIRED'])
  })

  test('POL-R1 another setting changes what is confirmed from then on', async ({ world }) => {
    const { policy } = await world.as('petra')
    const { settings, version } = await policy.get()
    await policy.change({ version, settings: { ...settings, referenceValidMonths: 6 }, reason: 'Shorter' })
    const referenceId = await approvedReference(world)
    const { approvedAt, expiresAt } = await (await room(world)).get({ referenceId })
    expect(expiresAt).toBe(expiryOf(new Date(approvedAt!), 6).toISOString())
  })
})

describe('DBI-R1 the database itself', () => {
  test('REF-R4 keeps the end of the validity from being written again', async ({ world }) => {
    const referenceId = await approvedReference(world)
    for (const change of [
      `expires_at = expires_at + interval '1 day'`,
      'expires_at = null',
      `approved_at = approved_at - interval '1 day'`,
    ])
      await expect(
        world.rows(`update customer_reference set ${change} where id = $1`, [referenceId]),
        change,
      ).rejects.toThrow(/written once/)
  })

  test('REF-R5 keeps one current assignment, at a location of the organisation, for a competency of the vendor', async ({
    world,
  }) => {
    const referenceId = await approvedReference(world)
    const [competency] = await someCompetencies(world)
    const insert = (place: string, code: string) =>
      world.rows(
        `insert into reference_assignment (id, vendor_id, organization_id, reference_id, location_id, competency, assigned_at)
         select $1, vendor_id, organization_id, id, $2, $3, now() from customer_reference where id = $4`,
        [randomUUID(), place, code, referenceId],
      )
    const leeds = await placeOf(world, 'leeds')
    await expect(insert(await placeOf(world, 'boston'), competency!)).rejects.toThrow(/belongs to a location/)
    await expect(insert(leeds, 'no such')).rejects.toThrow(/belongs to a location/)
    await insert(leeds, competency!)
    await expect(insert(leeds, competency!)).rejects.toThrow(/reference_assignment_current_unique/)
  })
})
