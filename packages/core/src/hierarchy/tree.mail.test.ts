import { tiny } from '@ofrecord/world/tiny'
import { expect } from 'vitest'
import { acceptedMerge, executeMerge, inviteTidewater } from '../../test/merging.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'
import { daysAfter } from '../kernel/time.ts'

const { gwen, june, tara } = tiny.people

/** The letters since the last look, as `reader: subject`. */
const letters = async (world: TestWorld): Promise<string[]> => {
  await world.work()
  return world.sent
    .splice(0)
    .map(({ to, subject }) => `${to.address}: ${subject}`)
    .toSorted()
}

const close = async (world: TestWorld, { number }: { number: number }) => {
  const [row] = await world.rows<{ id: string }>('select id from location where number = $1', [number])
  const caller = await world.as('gwen')
  return caller.hierarchy.dissociate({
    locationId: row!.id,
    confirmation: String(number),
    reason: 'The office closes.',
  })
}

test('a merge is asked of the primary contact alone, with reminders on days 7 and 21', async ({ world }) => {
  await inviteTidewater(world)
  const asked = world.now()
  expect(await letters(world)).toEqual([`${june.email}: Tidewater Cloud: Kestrel Consulting Group asks for a merge`])
  const reminder = `${june.email}: Tidewater Cloud: Kestrel Consulting Group still waits for your answer about a merge`
  for (const day of [7, 21]) {
    world.at(new Date(daysAfter(asked, day).getTime() + 1))
    await world.fire()
    expect(await letters(world)).toEqual([reminder])
  }
  world.at(new Date(daysAfter(asked, 30).getTime() + 1))
  await world.fire()
  expect(await letters(world)).toEqual([
    `${gwen.email}: Kestrel Consulting Group: the request for a merge with Tidewater Cloud is over`,
  ])
})

test('whoever asked learns of a no and its reason', async ({ world }) => {
  const { id: mergeId } = await inviteTidewater(world)
  await letters(world)
  await (await world.as('june')).hierarchy.merge.decline({ mergeId, reason: 'Not before spring.' })
  await world.work()
  expect(world.sent[0]).toMatchObject({ subject: 'Kestrel Consulting Group: Tidewater Cloud declined the merge' })
  expect(world.sent[0]!.text).toContain('Not before spring.')
})

test('a merge is told to the administrators of both sides, and a week before the end that it can be undone', async ({
  world,
}) => {
  const mergeId = await acceptedMerge(world)
  expect(await letters(world)).toContain(`${gwen.email}: Kestrel Consulting Group: Tidewater Cloud agreed to the merge`)
  await executeMerge(world, mergeId)
  const executedAt = world.now()
  const merged = 'Kestrel Consulting Group: merged with Tidewater Cloud'
  await world.work()
  // Whose role waits for a yes has no page of merges: their letter leads to the history of their own locations.
  const pageOf = ({ email }: { email: string }) =>
    /\/organisation\/\S+/.exec(
      world.sent.find(({ to, subject }) => to.address === email && subject === merged)!.text,
    )![0]
  expect([gwen, june, tara].map(pageOf)).toEqual([
    `/organisation/merges/${mergeId}`,
    '/organisation/history',
    '/organisation/history',
  ])
  expect(await letters(world)).toEqual([gwen, june, tara].map(({ email }) => `${email}: ${merged}`).toSorted())
  world.at(new Date(daysAfter(executedAt, 23).getTime() + 1))
  await world.fire()
  expect((await letters(world))[0]).toContain('can be undone for one more week')
})

test('M6: that a merge is undone is told to the administrators of both sides, and once to who administers both', async ({
  world,
}) => {
  await world.rows(
    `insert into role_assignment (id, vendor_id, person_id, organization_id, role, source)
     select gen_random_uuid(), p.vendor_id, p.id, o.id, 'global_admin', 'granted' from person p, organization o
     where p.email = $1 and o.global_number = $2`,
    [tara.email, tiny.organisations.kestrel.globalNumber],
  )
  const mergeId = await acceptedMerge(world)
  await executeMerge(world, mergeId)
  await letters(world)
  await (await world.as('sam')).hierarchy.merge.undo({ mergeId, reason: 'Signed by somebody who could not.' })
  const told = (await letters(world)).map((letter) => letter.split(':', 1)[0])
  expect(told).toEqual([gwen.email, june.email, tara.email].toSorted())
})

test('a closed location is told to administrators, and once more on day 23 (B.17)', async ({ world }) => {
  const { leeds } = tiny.locations
  await close(world, leeds)
  const closedAt = world.now()
  expect(await letters(world)).toEqual([`${gwen.email}: ${leeds.number}: Leeds is closed`])
  world.at(new Date(daysAfter(closedAt, 23).getTime() + 1))
  await world.fire()
  const [reminder, ...others] = await letters(world)
  expect(reminder).toContain(`${leeds.number}: Leeds can be restored until`)
  expect(others).toEqual([])
  const [{ id: locationId }] = (await world.rows('select id from location where number = $1', [leeds.number])) as [
    { id: string },
  ]
  await (await world.as('sam')).hierarchy.restore({ locationId, reason: 'The wrong one.' })
  await world.work()
  // What did not come back stands in the history.
  expect(world.sent.at(-1)!.text).toContain('/organisation/history')
  expect(await letters(world)).toEqual([`${gwen.email}: ${leeds.number}: Leeds is back`])
})

test('MRG-R2: whose role waits for a yes is told of the merge, and of no location since', async ({ world }) => {
  await executeMerge(world, await acceptedMerge(world))
  await letters(world)
  const { leeds } = tiny.locations
  await close(world, leeds)
  expect(await letters(world)).toEqual([`${gwen.email}: ${leeds.number}: Leeds is closed`])
})

test('a new headquarters is told to administrators', async ({ world }) => {
  const caller = await world.as('gwen')
  const [leeds] = await world.rows<{ id: string }>('select id from location where number = $1', [
    tiny.locations.leeds.number,
  ])
  const { id } = await caller.hierarchy.rehearse({ change: { kind: 'headquarters', locationId: leeds!.id } })
  await caller.hierarchy.execute({ rehearsalId: id, reason: 'The board moved.' })
  await world.work()
  expect(world.sent.map(({ subject }) => subject)).toEqual(['Kestrel Consulting Group: Leeds is the headquarters'])
  expect(world.sent[0]!.text).toContain('/organisation/locations\n')
})
