import { expect } from 'vitest'
import { refusalOf } from '../../test/refusals.ts'
import { addEvidence, makeClaim, submitClaim } from '../../test/story.ts'
import { test } from '../../test/world.ts'
import type { TestWorld } from '../../test/world.ts'

const idOf = async (world: TestWorld, person: string): Promise<string> => {
  const actor = await world.actor(person)
  return 'personId' in actor ? actor.personId : ''
}

/** A draft and a claim that lies before the vendor. */
const twoClaims = async (world: TestWorld) => {
  const first = await makeClaim(world)
  await addEvidence(world, first.claimId)
  await submitClaim(world, first)
  const second = await makeClaim(world, { name: 'Sites', items: [{ code: 'SITE', subscription: '' }] })
  await world.work()
  world.sent.length = 0
  return [first, second] as const
}

test('B.1.9: a colleague gets one letter with every claim, its number, its name and whom it waits for', async ({
  world,
}) => {
  const [first, second] = await twoClaims(world)
  const ines = await world.as('ines')
  const claimIds = [second.claimId, first.claimId]
  const nudge = { claimIds, personId: await idOf(world, 'gwen'), note: 'I am away from Thursday.' }
  expect(await ines.claims.nudge(nudge)).toEqual({ nudged: 2, skipped: [] })
  await world.work()
  expect(world.sent.map(({ to }) => to.address)).toEqual(['gwen.global@kestrel.example'])
  const { subject, text } = world.sent[0]!
  expect(subject).toBe(`${first.number}: Ines Marchetti reminds you of 2 claims`)
  expect(text).toContain('> I am away from Thursday.')
  expect(text).toMatch(
    new RegExp(`${first.number}: Mail and meetings for Orchard, Orchard Foods\n +Waits for Halcyon Software, until `),
  )
  expect(text).toMatch(new RegExp(`${second.number}: Sites, Orchard Foods\n +Waits for Kestrel`))
})

test('B.1.9: the history of each claim says who reminded whom, to the partner only', async ({ world }) => {
  const [first] = await twoClaims(world)
  const ines = await world.as('ines')
  const before = await (await world.as('rosa')).review.get({ claimId: first.claimId })
  await ines.claims.nudge({ claimIds: [first.claimId], personId: await idOf(world, 'gwen'), note: 'Look' })
  await world.work()
  const { history } = await ines.claims.get({ claimId: first.claimId })
  expect(history[0]).toMatchObject({
    type: 'claim.nudged',
    actorName: 'Ines Marchetti',
    personal: { to: 'Gwen Aldous', note: 'Look' },
  })
  expect(await (await world.as('rosa')).review.get({ claimId: first.claimId })).toEqual(before)
})

test('a claim that the colleague may not open is left out and told; one that is absent is told without its number', async ({
  world,
}) => {
  const [first] = await twoClaims(world)
  const absent = '019a0000-0000-7000-8000-000000000001'
  const ines = await world.as('ines')
  const personId = await idOf(world, 'ugo')
  const answer = await ines.claims.nudge({ claimIds: [first.claimId, absent], personId })
  expect(answer).toEqual({
    nudged: 0,
    skipped: [
      { claimId: first.claimId, number: first.number, reason: 'not_theirs' },
      { claimId: absent, number: null, reason: 'gone' },
    ],
  })
  await world.work()
  expect(world.sent).toEqual([])
})

test('PRI-R1: nobody but a colleague who sees claims is reminded; 25 claims are the limit', async ({ world }) => {
  const [first] = await twoClaims(world)
  const ines = await world.as('ines')
  for (const person of ['theo', 'mina', 'ines', 'rosa']) {
    const personId = await idOf(world, person)
    expect((await refusalOf(ines.claims.nudge({ claimIds: [first.claimId], personId }))).code, person).toBe('NOT_FOUND')
  }
  const claimIds = Array.from({ length: 26 }, () => first.claimId)
  const nudge = { claimIds, personId: await idOf(world, 'gwen') }
  expect((await refusalOf(ines.claims.nudge(nudge))).code).toBe('INPUT_SHAPE')
})
