import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { refusalOf } from '../../test/refusals.ts'
import { statementsOf } from '../../test/statements.ts'
import type { MadeClaim } from '../../test/story.ts'
import { addEvidence, makeClaim, submitClaim, takeClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'

const codes = ['MAIL', 'MEET', 'SITE', 'SYNC']

/** Claims of Ines in the queue, one a minute, named after their item. */
const submitted = async (world: TestWorld, count: number): Promise<MadeClaim[]> => {
  const claims: MadeClaim[] = []
  for (const [at, code] of codes.slice(0, count).entries()) {
    world.at(new Date(tiny.t0.getTime() + at * 60_000))
    const claim = await makeClaim(world, { name: code, items: [{ code, subscription: '' }] })
    await addEvidence(world, claim.claimId)
    await submitClaim(world, claim)
    claims.push(claim)
  }
  return claims
}

const personId = async (world: TestWorld, person: string): Promise<string> => {
  const actor = await world.actor(person)
  return 'personId' in actor ? actor.personId : ''
}

const kestrel = async (world: TestWorld): Promise<string> => {
  const [row] = await world.rows<{ id: string }>(`select id from organization where name like 'Kestrel%'`)
  return row!.id
}

test('the queue is narrowed by area, country, reviewer, kind, conflict, sample and age; any filter is one statement', async ({
  world,
}) => {
  const [mail, meet, site] = await submitted(world, 4)
  await takeClaim(world, meet!)
  await world.rows(`update claim set flags = '{competing}', sampled = true, review_kind = 'dispute' where id = $1`, [
    mail!.claimId,
  ])
  await world.rows(`update claim set submitted_at = submitted_at - interval '8 days' where id = $1`, [site!.claimId])
  const rosa = await world.as('rosa')
  type Wish = Parameters<typeof rosa.review.queue>[0]
  const rosaId = await personId(world, 'rosa')
  const wishes: [Wish, string[]][] = [
    [{ areaCode: 'workplace' }, ['SITE', 'MAIL', 'MEET', 'SYNC']],
    [{ areaCode: 'business_apps' }, []],
    [{ country: 'GB' }, ['SITE', 'MAIL', 'MEET', 'SYNC']],
    [{ country: 'DE' }, []],
    [{ reviewerId: rosaId }, ['MEET']],
    [{ reviewKind: 'dispute' }, ['MAIL']],
    [{ reviewKind: 'initial' }, ['SITE', 'MEET', 'SYNC']],
    [{ competing: true }, ['MAIL']],
    [{ sampled: true }, ['MAIL']],
    [{ olderThanDays: 7 }, ['SITE']],
    [{ mine: 'untaken', country: 'GB', reviewKind: 'initial', search: 'S' }, ['SITE', 'SYNC']],
  ]
  for (const [wish, expected] of wishes) {
    let rows: { name: string }[] = []
    const asked = await statementsOf(async () => ({ rows } = await rosa.review.queue(wish)))
    expect(
      asked.filter((statement) => !statement.includes('set_config')),
      JSON.stringify(wish),
    ).toHaveLength(1)
    expect(
      rows.map(({ name }) => name),
      JSON.stringify(wish),
    ).toEqual(expected)
  }
  expect(await rosa.review.queueCounts()).toEqual({ all: 4, untaken: 3, mine: 1, late: 0 })
  world.at(new Date(world.now().getTime() + 60 * 86_400_000))
  expect(await rosa.review.queueCounts()).toMatchObject({ all: 4, late: 4 })
  expect((await rosa.review.queueChoices()).countries).toContain('GB')
})

test('a disputed claim that nobody has yet counts as untaken', async ({ world }) => {
  const [claim] = await submitted(world, 1)
  await takeClaim(world, claim!)
  await world.rows(`update claim set reviewer_id = null, review_kind = 'dispute' where id = $1`, [claim!.claimId])
  const rosa = await world.as('rosa')
  expect((await rosa.review.queue({ mine: 'untaken' })).rows).toHaveLength(1)
  expect(await rosa.review.queueCounts()).toEqual({ all: 1, untaken: 1, mine: 0, late: 0 })
})

test('a row carries the version that a take needs', async ({ world }) => {
  const [claim] = await submitted(world, 1)
  const rosa = await world.as('rosa')
  const [row] = (await rosa.review.queue({})).rows
  await rosa.review.take({ claimId: claim!.claimId, version: row!.version })
  expect((await rosa.review.queue({ mine: 'mine' })).rows).toHaveLength(1)
})

test('the review lead assigns: what waits is taken, what is under review changes hands, the rest is left and told', async ({
  world,
}) => {
  const [mail, meet, site, sync] = await submitted(world, 4)
  await takeClaim(world, meet!, 'rosa')
  await takeClaim(world, site!, 'liam')
  await (
    await world.as('ines')
  ).claims.recall({
    claimId: sync!.claimId,
    version: (await (await world.as('ines')).claims.get({ claimId: sync!.claimId })).version,
  })
  const lead = await world.as('liam')
  const reviewer = await personId(world, 'rosa')
  const unknown = '019a0000-0000-7000-8000-000000000001'
  const claimIds = [mail, meet, site, sync].map((claim) => claim!.claimId)
  const answer = await lead.review.assign({ claimIds: [...claimIds, unknown], reviewerId: reviewer })
  expect(answer.assigned).toBe(2)
  expect(new Set(answer.skipped)).toEqual(
    new Set([
      { claimId: meet!.claimId, number: meet!.number, reason: 'already_theirs' },
      { claimId: sync!.claimId, number: null, reason: 'gone' },
      { claimId: unknown, number: null, reason: 'gone' },
    ]),
  )
  const rosa = await world.as('rosa')
  expect((await rosa.review.queue({ mine: 'mine' })).rows.map(({ name }) => name)).toEqual(['MAIL', 'MEET', 'SITE'])
  const events = await world.rows<{ data: unknown }>(
    `select data from event where type = 'claim.assigned' order by seq`,
  )
  expect(events.map(({ data }) => data)).toEqual([
    { to: reviewer, from: null },
    { to: reviewer, from: await personId(world, 'liam') },
  ])
})

test('only the review lead assigns, only to reviewers, and at most a hundred claims at once', async ({ world }) => {
  const [claim] = await submitted(world, 1)
  const claimIds = [claim!.claimId]
  const [lead, rosa] = [await world.as('liam'), await world.as('rosa')]
  const reviewerId = await personId(world, 'rosa')
  expect((await refusalOf(rosa.review.assign({ claimIds, reviewerId }))).code).toBe('FORBIDDEN')
  for (const person of ['ines', 'aiko'])
    expect(
      (await refusalOf(lead.review.assign({ claimIds, reviewerId: await personId(world, person) }))).code,
      person,
    ).toBe('NOT_FOUND')
  const many = Array.from({ length: 101 }, () => claim!.claimId)
  expect((await refusalOf(lead.review.assign({ claimIds: many, reviewerId }))).code).toBe('INPUT_SHAPE')
  expect((await refusalOf(lead.review.assign({ claimIds: [], reviewerId }))).code).toBe('INPUT_SHAPE')
  expect((await lead.review.reviewers()).map(({ name }) => name)).toEqual(
    [...(await lead.review.reviewers())].map(({ name }) => name).toSorted(),
  )
  expect((await lead.review.queue({ mine: 'untaken' })).rows).toHaveLength(1)
})

test('T15: a disputed claim is not assigned to the reviewer whose verdict is disputed', async ({ world }) => {
  const [claim] = await submitted(world, 1)
  const reviewerId = await personId(world, 'rosa')
  await world.rows(`update claim set review_kind = 'dispute' where id = $1`, [claim!.claimId])
  await world.rows(
    `insert into dispute (id, vendor_id, organization_id, claim_id, justification, filed_at, filed_by, first_reviewer_id)
     select gen_random_uuid(), vendor_id, organization_id, id, 'No.', now(), created_by, $2 from claim where id = $1`,
    [claim!.claimId, reviewerId],
  )
  const lead = await world.as('liam')
  const { assigned, skipped } = await lead.review.assign({ claimIds: [claim!.claimId], reviewerId })
  expect([assigned, skipped[0]!.reason]).toEqual([0, 'own_verdict'])
})

test('a reviewer never sees a claim of an organisation on their list: queue, counts, page and every verb', async ({
  world,
}) => {
  const [claim, other] = await submitted(world, 2)
  const { claimId } = claim!
  await takeClaim(world, other!, 'rosa')
  const lead = await world.as('liam')
  const rosa = await world.as('rosa')
  const { version } = await rosa.review.get({ claimId })
  const organizationId = await kestrel(world)
  const exclusion = { personId: await personId(world, 'rosa'), organizationId }
  await lead.review.exclusions.add({ ...exclusion, reason: 'Worked there.' })
  expect((await lead.review.exclusions.list({})).rows).toMatchObject([{ ...exclusion, reason: 'Worked there.' }])
  expect((await rosa.review.queue({})).rows).toEqual([])
  expect(await rosa.review.queueCounts()).toEqual({ all: 0, untaken: 0, mine: 0, late: 0 })
  const verdict = { claimId: other!.claimId, version: 1, reasons: ['dates_missing' as const], comment: 'No.' }
  for (const [verb, call] of Object.entries({
    get: () => rosa.review.get({ claimId }),
    take: () => rosa.review.take({ claimId, version }),
    check: () => rosa.review.check({ claimId: other!.claimId, point: 'E1', answer: 'yes' }),
    approve: () => rosa.review.approve({ claimId: other!.claimId, version: 1 }),
    return: () => rosa.review.return(verdict),
    reject: () => rosa.review.reject(verdict),
    comment: () => rosa.review.comment({ claimId, body: 'Hello', audience: 'shared' }),
  }))
    expect(await refusalOf(call()), verb).toMatchObject({ transport: 'NOT_FOUND', code: 'NOT_FOUND' })
  const { skipped } = await lead.review.assign({ claimIds: [claimId], reviewerId: exclusion.personId })
  expect(skipped[0]!.reason).toBe('excluded')
  expect((await (await world.as('liam')).review.queue({})).rows).toHaveLength(2)
  await lead.review.exclusions.remove(exclusion)
  expect((await rosa.review.queue({})).rows).toHaveLength(2)
})

test('GEN-R4: who excluded whom and took it back is written down, for review leads and for no partner', async ({
  world,
}) => {
  const [lead, rosa] = [await world.as('liam'), await world.as('rosa')]
  const exclusion = { personId: await personId(world, 'rosa'), organizationId: await kestrel(world) }
  await lead.review.exclusions.add({ ...exclusion, reason: 'Worked there.' })
  await lead.review.exclusions.remove(exclusion)
  const names = { by: 'Liam Achterberg', reviewerName: 'Rosa Lindqvist', organizationName: 'Kestrel Consulting Group' }
  expect(await lead.review.exclusions.history()).toMatchObject([
    { change: 'removed', reason: 'Worked there.', ...names },
    { change: 'added', reason: 'Worked there.', ...names },
  ])
  expect((await refusalOf(rosa.review.exclusions.history())).code).toBe('FORBIDDEN')
  expect(await world.rows(`select from event where type like 'exclusion.%' and organization_id is not null`)).toEqual(
    [],
  )
})

test('only the review lead keeps the list of exclusions; EXCLUSION_EXISTS the second time', async ({ world }) => {
  const [rosa, lead] = [await world.as('rosa'), await world.as('liam')]
  const exclusion = { personId: await personId(world, 'rosa'), organizationId: await kestrel(world) }
  for (const call of [() => rosa.review.exclusions.list({}), () => rosa.review.exclusions.add(exclusion)])
    expect((await refusalOf(call())).code).toBe('FORBIDDEN')
  await lead.review.exclusions.add(exclusion)
  expect((await refusalOf(lead.review.exclusions.add(exclusion))).code).toBe('EXCLUSION_EXISTS')
  const partner = { ...exclusion, personId: await personId(world, 'ines') }
  expect((await refusalOf(lead.review.exclusions.add(partner))).code).toBe('NOT_FOUND')
  const unknown = { ...exclusion, organizationId: '019a0000-0000-7000-8000-000000000001' }
  for (const call of [() => lead.review.exclusions.add(unknown), () => lead.review.exclusions.remove(unknown)])
    expect((await refusalOf(call())).code).toBe('NOT_FOUND')
})

test('the list of exclusions comes by page, by reviewer and partner, with who added it', async ({ world }) => {
  const lead = await world.as('liam')
  const reviewers = [await personId(world, 'rosa'), await personId(world, 'liam')]
  const organizations = await lead.review.exclusions.organisations({ search: '' })
  const copies = `with copied as (insert into organization select (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(),
      'name', 'Copy ' || lpad(n::text, 2, '0'), 'global_number', 9900000 + n))).* from organization o, generate_series(1, 30) n
      where o.id = $1 returning *)
    insert into location (id, vendor_id, organization_id, number, name, city, country, is_headquarters, status)
    select gen_random_uuid(), vendor_id, id, global_number + 100, name, name, country, true, 'verified' from copied`
  await world.rows(copies, [organizations[0]!.id])
  const found = await world.rows<{ id: string }>(`select id from organization where name like 'Copy%'`)
  for (const { id } of found)
    await lead.review.exclusions.add({ personId: reviewers[0]!, organizationId: id, reason: 'Shares' })
  await lead.review.exclusions.add({ personId: reviewers[1]!, organizationId: found[0]!.id })
  const first = await lead.review.exclusions.list({ size: 25 })
  const second = await lead.review.exclusions.list({ size: 25, cursor: first.nextCursor })
  expect([first.rows.length, second.rows.length, second.nextCursor]).toEqual([25, 6, null])
  const names = [...first.rows, ...second.rows].map((row) => `${row.reviewerName} ${row.organizationName}`)
  expect(names).toEqual(names.toSorted())
  expect(first.rows[0]).toMatchObject({ reviewerName: 'Liam Achterberg', addedByName: 'Liam Achterberg' })
})

test('a lead finds organisations by a part of their name and by the beginning of their number', async ({ world }) => {
  const lead = await world.as('liam')
  const [kestrel] = await lead.review.exclusions.organisations({ search: 'KESTREL' })
  expect(kestrel?.name).toContain('Kestrel')
  expect(await lead.review.exclusions.organisations({ search: String(kestrel!.number) })).toEqual([kestrel])
  expect(await lead.review.exclusions.organisations({ search: '%' })).toEqual([])
})
